import type { DateOrder } from './date-order.ts';
import type { RowReasonCode } from './reasons.ts';
import type { Target } from './targets.ts';
import { isNothing } from './values.ts';

/** How the columns of a table are read. */
export interface Mapping {
  readonly columns: readonly { readonly index: number; readonly header: string; readonly target: Target | null }[];
  readonly dateOrder: DateOrder | null;
  readonly swapNames: boolean;
}

/** What the reader noticed about a cell: its value came from a formula, it held an error (#N/A), it was cut at the longest length. */
export interface CellMark {
  readonly column: number;
  readonly mark: 'formula' | 'error' | 'cut';
}

/** A cell on its way: what it says and the heading it stands under. */
export interface Cell {
  readonly value: string;
  readonly header: string;
}

const NAME_TARGETS: ReadonlySet<Target> = new Set<Target>([
  'familyName',
  'givenName',
  'middleName',
  'preferredName',
  'formerName',
  'fullName',
  'fullNameLastFirst',
]);
const LINES = /\s*(?:\r\n|\r|\n|\u2028|\u2029)\s*/g;

export type Found = ReadonlyMap<Target, Cell>;
export type Note = (code: RowReasonCode, column: string | null) => void;

/** The filled cells of a row by what they are to become; the first of several columns with one target counts. */
export const gather = (cells: readonly string[], marks: readonly CellMark[], mapping: Mapping, note: Note): Map<Target, Cell> => {
  const found = new Map<Target, Cell>();
  for (const { index, header, target: chosen } of mapping.columns) {
    if (chosen === null || chosen === 'ignore') continue;
    const target = mapping.swapNames ? exchanged(chosen) : chosen;
    let value = (cells[index] ?? '').trim();
    if (value === '') continue;
    for (const { column, mark } of marks) {
      if (column !== index) continue;
      note(mark === 'formula' ? 'formula-value' : mark === 'error' ? 'error-value' : 'cell-cut', header);
      if (mark === 'error') value = '';
    }
    if (value === '' || (target !== 'sex' && isNothing(value, NAME_TARGETS.has(target)))) continue;
    if (target === 'deskNote') {
      const before = found.get('deskNote');
      found.set('deskNote', before === undefined ? { value, header } : { value: `${before.value}\n${value}`, header: before.header });
      continue;
    }
    if (found.has(target)) continue;
    if (/[\r\n\u2028\u2029]/.test(value)) {
      value = value.replace(LINES, ', ');
      note('lines-joined', header);
    }
    found.set(target, { value, header });
  }
  return found;
};

const exchanged = (target: Target): Target => (target === 'familyName' ? 'givenName' : target === 'givenName' ? 'familyName' : target);
