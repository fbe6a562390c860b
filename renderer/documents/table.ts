import { DOCUMENT_CAPS, type DocumentFailure, type DocumentRow } from '../../shared/intake/document.ts';
import { fromNeutral } from '../../shared/intake/neutral.ts';
import { isRejectsHeading, REJECTS_COLUMNS } from '../../shared/intake/rejects-file.ts';

const withoutOurs = (marks: DocumentRow['marks']): DocumentRow['marks'] =>
  marks.flatMap(([column, mark]): DocumentRow['marks'] => {
    if (mark === 'quote') return [[0, mark]];
    return column < REJECTS_COLUMNS ? [] : [[column - REJECTS_COLUMNS, mark]];
  });

/** A file that can't be read as a table, with the code of the sentence a person sees. */
export class Unreadable extends Error {
  readonly code: DocumentFailure;
  constructor(code: DocumentFailure) {
    super(code);
    this.code = code;
  }
}

/** A table as it stands in a file: every cell as text, empty rows left out. */
export interface ReadTable {
  readonly sheets: readonly string[];
  readonly sheet: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly rows: readonly DocumentRow[];
  readonly columns: number;
  readonly formulaCells: number;
}

/**
 * Gathers the rows of one table and refuses what is over the caps. A spreadsheet of rows that an import left out comes back as the file it was made from: without the columns we put
 * before the others and without the apostrophes we put before cells.
 */
export class TableBuilder {
  readonly rows: DocumentRow[] = [];
  columns = 0;
  formulaCells = 0;
  #characters = 0;
  #isRejects = false;

  /** `number` is the row's place in the file, from 1. A row with nothing in it is passed over. Throws Unreadable `file-too-large`. */
  add(number: number, raw: readonly string[], marks: DocumentRow['marks'] = []): void {
    if (this.rows.length === 0 && !this.#isRejects) this.#isRejects = isRejectsHeading(raw);
    if (this.#isRejects) this.#add(number, raw.slice(REJECTS_COLUMNS).map(fromNeutral), withoutOurs(marks));
    else this.#add(number, raw, marks);
  }

  #add(number: number, raw: readonly string[], marks: DocumentRow['marks']): void {
    let width = raw.length;
    while (width > 0 && (raw[width - 1] ?? '').trim() === '') width -= 1;
    for (const [column, mark] of marks) if (mark === 'uncalculated') width = Math.max(width, column + 1);
    if (width === 0) return;
    if (width > DOCUMENT_CAPS.columns || this.rows.length >= DOCUMENT_CAPS.rows || number > 10_000_000)
      throw new Unreadable('file-too-large');
    const kept = marks.filter(([column]) => column < width);
    const cells = raw.slice(0, width).map((cell, column) => {
      if (cell.length <= DOCUMENT_CAPS.cell) return cell;
      kept.push([column, 'cut']);
      return cell.slice(0, DOCUMENT_CAPS.cell);
    });
    for (const cell of cells) this.#characters += cell.length;
    if (this.#characters > DOCUMENT_CAPS.characters) throw new Unreadable('file-too-large');
    this.columns = Math.max(this.columns, width);
    this.formulaCells += kept.filter(([, mark]) => mark === 'formula').length;
    this.rows.push({ row: number, cells, marks: kept });
  }
}
