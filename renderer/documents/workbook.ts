import { DOCUMENT_CAPS } from '../../shared/intake/document.ts';
import { type CellFormat, cellFormat } from './number-format.ts';
import { readSheetCells } from './sheet-cells.ts';
import { type ReadTable, TableBuilder, Unreadable } from './table.ts';
import { fromXstring, readXml } from './xml-stream.ts';
import { openContainer } from './zip-container.ts';

interface Sheet {
  readonly name: string;
  readonly part: string;
}

type Part = (name: string) => Uint8Array | null;

/**
 * Reads one sheet of an Office Open XML workbook (ECMA-376), the first that has rows where none is named. Nothing in it is run or fetched: formulas keep their last
 * result, external links are not followed, macros and pictures are not even inflated.
 *
 * Throws Unreadable `file-damaged`, `file-not-table`, `file-too-large`, `file-no-sheet`.
 */
export const readWorkbook = (bytes: Uint8Array, wanted: string | null): ReadTable => {
  const { names, part } = openContainer(bytes);
  const book = [...names].find((name) => /^xl\/workbook\.xml$/i.test(name));
  if (book === undefined) throw new Unreadable('file-not-table');
  const { sheets, dates } = readBook(part, book);
  const around = { strings: readStrings(part), formats: readFormats(part), dates };
  let empty: ReadTable | null = null;
  for (const sheet of sheets) {
    if (wanted !== null && sheet.name !== wanted) continue;
    const cells = part(sheet.part);
    if (cells === null) continue;
    const table = new TableBuilder();
    readSheetCells(cells, around, table);
    const { rows, columns, formulaCells } = table;
    const read = {
      sheets: sheets.map(({ name }) => name),
      sheet: sheet.name,
      encoding: null,
      delimiter: null,
      rows,
      columns,
      formulaCells,
    };
    if (rows.length > 0) return read;
    empty ??= read;
  }
  if (empty === null) throw new Unreadable('file-no-sheet');
  return empty;
};

const readBook = (part: Part, book: string): { readonly sheets: readonly Sheet[]; readonly dates: 1900 | 1904 } => {
  const places = new Map<string, string>();
  const relations = part('xl/_rels/workbook.xml.rels');
  if (relations !== null) {
    readXml(relations, {
      open: (name, attribute) => {
        const [id, target] = [attribute('Id'), attribute('Target')];
        if (name !== 'Relationship' || id === undefined || target === undefined || attribute('TargetMode') === 'External') return;
        places.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      },
    });
  }
  const sheets: Sheet[] = [];
  let dates: 1900 | 1904 = 1900;
  readXml(part(book) ?? new Uint8Array(), {
    open: (name, attribute) => {
      if (name === 'workbookPr' && ['1', 'true'].includes(attribute('date1904') ?? '')) dates = 1904;
      if (name !== 'sheet' || sheets.length >= DOCUMENT_CAPS.sheets) return;
      const place = places.get(attribute('id') ?? '') ?? `xl/worksheets/sheet${sheets.length + 1}.xml`;
      sheets.push({ name: (attribute('name') ?? '').slice(0, DOCUMENT_CAPS.sheetName), part: place });
    },
  });
  return { sheets, dates };
};

/** Texts that cells share; reading aids for Japanese (rPh) are not part of a text. */
const readStrings = (part: Part): readonly string[] => {
  const strings: string[] = [];
  let text = '';
  let reading = false;
  let phonetic = false;
  const bytes = part('xl/sharedStrings.xml');
  if (bytes === null) return strings;
  readXml(bytes, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      if (name === 't') reading = !phonetic;
    },
    close: (name) => {
      if (name === 't') reading = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') strings.push(fromXstring(text));
    },
    text: (piece) => {
      if (reading && text.length <= DOCUMENT_CAPS.cell) text += piece;
    },
  });
  return strings;
};

const readFormats = (part: Part): readonly CellFormat[] => {
  const codes = new Map<number, string>();
  const formats: CellFormat[] = [];
  let inCells = false;
  const bytes = part('xl/styles.xml');
  if (bytes === null) return formats;
  readXml(bytes, {
    open: (name, attribute) => {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(attribute('numFmtId') ?? 0);
      formats.push(cellFormat(id, codes.get(id)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
};
