import { targetOfHeader } from './header-words.ts';

/** Titles, dates of print and blank lines stand above many tables; nobody puts more than this. */
export const HEADER_SEARCH_ROWS = 25;

export interface NumberedRow {
  /** The row's number in the file, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * The number of the row that holds the headings, or 0 when the table has none. It is the first row with most headings that are known; a table in a
 * language we don't know is headed by its first row of words that is as wide as the rows below.
 */
export const findHeaderRow = (rows: readonly NumberedRow[]): number => {
  const first = rows.slice(0, HEADER_SEARCH_ROWS);
  let best = { row: 0, known: 1 };
  for (const { row, cells } of first) {
    const known = cells.filter((cell) => cell.length <= 60 && targetOfHeader(cell) !== null).length;
    if (known > best.known) best = { row, known };
  }
  if (best.row > 0) return best.row;
  const width = Math.max(0, ...first.map(({ cells }) => filled(cells)));
  const wordy = first.find(({ cells }) => filled(cells) >= 2 && filled(cells) >= width * 0.8);
  const onlyWords = wordy?.cells.every((cell) => !/\d/.test(cell) && cell.length <= 60) === true;
  return onlyWords && first.length > 1 ? (wordy?.row ?? 0) : 0;
};

const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;
