import { Unreadable } from './table.ts';

export interface LooseRow {
  readonly cells: readonly string[];
  /** Where the next row begins; past the end after the last. */
  readonly next: number;
  /** A quotation mark stands where none may: what the cells hold is a guess. */
  readonly stray: boolean;
  /** A cell without quotes holds a quotation mark: harmless by itself, the rest of a torn row after one with a stray mark. */
  readonly loose: boolean;
}

/**
 * One row of text whose quotation marks are not all in their places, lines ended by \n. A quoted cell that goes on after its mark ends with the next delimiter or line,
 * so that no neighbour is swallowed. Throws Unreadable `file-quote-open` where it can't be told on which line such a row ends.
 */
export const readLooseRow = (text: string, from: number, delimiter: string): LooseRow => {
  const cells: string[] = [];
  let stray = false;
  let loose = false;
  for (let at = from; ; at += 1) {
    const quoted = text[at] === '"' ? readQuoted(text, at, delimiter) : null;
    const end = quoted?.end ?? plainEnd(text, at, delimiter);
    const cell = quoted?.cell ?? text.slice(at, end);
    stray ||= quoted?.stray === true;
    loose ||= quoted === null && cell.includes('"');
    cells.push(cell);
    at = end;
    if (text[at] !== delimiter) return { cells, next: at + 1, stray, loose };
  }
};

const plainEnd = (text: string, from: number, delimiter: string): number => {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at += 1;
  return at;
};

const readQuoted = (
  text: string,
  from: number,
  delimiter: string,
): { readonly cell: string; readonly end: number; readonly stray: boolean } => {
  for (let search = from + 1; ; ) {
    const quote = text.indexOf('"', search);
    if (quote === -1) throw new Unreadable('file-quote-open');
    if (text[quote + 1] === '"') {
      search = quote + 2;
      continue;
    }
    let end = quote + 1;
    while (text[end] === ' ' && delimiter !== ' ') end += 1;
    if (end >= text.length || text[end] === delimiter || text[end] === '\n')
      return { cell: text.slice(from + 1, quote).replaceAll('""', '"'), end, stray: false };
    if (text.slice(from, quote).includes('\n')) throw new Unreadable('file-quote-open');
    end = plainEnd(text, quote + 1, delimiter);
    return { cell: text.slice(from, end), end, stray: true };
  }
};
