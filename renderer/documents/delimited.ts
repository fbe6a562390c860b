import Papa from 'papaparse';
import { readLooseRow } from './loose-row.ts';
import { type ReadTable, TableBuilder, Unreadable } from './table.ts';
import { decodeText } from './text-encoding.ts';

const DELIMITERS = [',', '\t', ';', '|', '^', '~', '\u001f'];

/** A line with which Excel names the delimiter of a file. */
const NAMED = /^sep=([^\n])\n/i;

/** Files that are no text at all, by their first bytes: nobody should be shown the inside of a picture as a patient list. */
const BINARY: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // %PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x1f, 0x8b], // gzip
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x4d, 0x5a, 0x90], // Windows program
];

/** One kind of line end in the whole text: a list put together from two has both, and a parser that goes by one of them would join the rows of the other. */
const withOneLineEnd = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/**
 * Reads text with delimiters (RFC 4180 and what people really write): any delimiter, any line end or mix of them, cells with line ends (\n) in quotes. From a row with a quotation mark out
 * of place on, rows are read one by one so that none swallows its neighbour, and that row is marked. A quotation mark that is never closed swallows the rest of a file and would put
 * data under the wrong heading, so such a file is refused.
 *
 * Throws Unreadable `file-not-table`, `file-quote-open`, `file-too-large`.
 */
export const readDelimited = (bytes: Uint8Array): ReadTable => {
  if (BINARY.some((first) => first.every((byte, at) => bytes[at] === byte))) throw new Unreadable('file-not-table');
  const { text: decoded, encoding } = decodeText(bytes);
  const text = withOneLineEnd(decoded.replace(/^\ufeff/, ''));
  const named = NAMED.exec(text);
  const table = new TableBuilder();
  const firstLine = named === null ? 1 : 2;
  const body = named === null ? text : text.slice(named[0].length);
  const delimiter = named?.[1] ?? delimiterOf(body);
  const { line, at } = addStrictRows(table, body, delimiter, firstLine);
  addLooseRows(table, body, delimiter, line, at);
  return { ...table, rows: table.rows, sheets: [], sheet: '', encoding, delimiter: table.columns > 1 ? delimiter : null };
};

/** The rows up to the first with a quotation mark out of place; answers where that row begins, or the end of the text. */
const addStrictRows = (
  table: TableBuilder,
  body: string,
  delimiter: string,
  firstLine: number,
): { readonly line: number; readonly at: number } => {
  let line = firstLine;
  let at = 0;
  let torn = false;
  Papa.parse<string[]>(body, {
    delimiter,
    newline: '\n',
    step: ({ data, errors, meta }, parser) => {
      torn = errors.some(({ code }) => code === 'InvalidQuotes');
      if (torn) {
        parser.abort();
        return;
      }
      if (errors.some(({ code }) => code === 'MissingQuotes')) throw new Unreadable('file-quote-open');
      table.add(line, data);
      line += 1;
      at = meta.cursor;
    },
  });
  return { line, at: torn ? at : body.length };
};

const addLooseRows = (table: TableBuilder, body: string, delimiter: string, firstLine: number, from: number): void => {
  let torn = false;
  for (let [line, at] = [firstLine, from]; at < body.length; line += 1) {
    const row = readLooseRow(body, at, delimiter);
    torn = row.stray || (torn && row.loose);
    table.add(line, row.cells, torn ? [[0, 'quote']] : []);
    at = row.next;
  }
};

const GUESS_FROM = { characters: 262_144, rows: 100 } as const;

/** The delimiter that divides the first filled rows most evenly; a comma where nothing divides them. */
const delimiterOf = (text: string): string =>
  Papa.parse<string[]>(text.slice(0, GUESS_FROM.characters), {
    delimitersToGuess: DELIMITERS,
    preview: GUESS_FROM.rows,
    skipEmptyLines: 'greedy',
  }).meta.delimiter;
