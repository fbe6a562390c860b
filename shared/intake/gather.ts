import type * as z from 'zod';
import type { ColumnReading } from './column-reading.ts';
import type { DateOrder } from './date-order.ts';
import type { cellMark } from './document.ts';
import type { RowReasonCode } from './reasons.ts';
import type { Target } from './targets.ts';
import { isNothing } from './values.ts';

/** How the columns of a table are read. */
export interface Mapping {
  readonly columns: readonly {
    readonly index: number;
    readonly header: string;
    readonly target: Target | null;
    readonly reads?: ColumnReading | undefined;
  }[];
  /** Null where nobody has said it and no date proves it. */
  readonly dateOrder: DateOrder | null;
  readonly swapNames: boolean;
}

/** What the reader noticed about a cell (shared/intake/document.ts). */
export interface CellMark {
  readonly column: number;
  readonly mark: z.infer<typeof cellMark>;
}

/** What each mark makes of its row. */
const NOTED = {
  formula: 'formula-value',
  uncalculated: 'formula-uncalculated',
  error: 'error-value',
  cut: 'cell-cut',
  quote: 'quote-stray',
} as const satisfies Record<CellMark['mark'], RowReasonCode>;

/** A cell on its way: what it says and the heading it stands under. */
export interface Cell {
  readonly value: string;
  readonly header: string;
  readonly reads?: ColumnReading | undefined;
}

const NAME_TARGETS: ReadonlySet<Target> = new Set<Target>([
  'familyName',
  'secondFamilyName',
  'givenName',
  'middleName',
  'preferredName',
  'formerName',
  'fullName',
  'fullNameLastFirst',
]);
const LINES = /\s*(?:\r\n|\r|\n|\u2028|\u2029)\s*/g;

/**
 * U+FFFD stands for bytes that were no letter. Signs of money and the like inside a name are letters of a DOS code page (CP437, CP850: "Garc¡a") that was read as one of Windows.
 */
const HARMED = /[\ufffd\u00a1-\u00a5\u201a]/;
const isHarmed = (value: string, isName: boolean): boolean =>
  value.includes('\ufffd') || (isName && /\p{L}[\u00a1-\u00a5\u201a]\p{L}/u.test(value));

export type Found = ReadonlyMap<Target, Cell>;
export type Note = (code: RowReasonCode, column: string | null) => void;

/** The filled cells of a row by what they are to become; of several columns with one target the first counts, and what another says is noted. */
export const gather = (cells: readonly string[], marks: readonly CellMark[], mapping: Mapping, note: Note): Map<Target, Cell> => {
  const found = new Map<Target, Cell>();
  let headed = 0;
  if (marks.some(({ mark }) => mark === 'quote')) note('quote-stray', null);
  for (const { index, header, target: chosen, reads } of mapping.columns) {
    if (header !== '') headed = index + 1;
    if (chosen === null || chosen === 'ignore') continue;
    const target = mapping.swapNames ? exchanged(chosen) : chosen;
    let value = (cells[index] ?? '').trim();
    if (value === '' && marks.length === 0) continue;
    for (const { column, mark } of marks) {
      if (column !== index || mark === 'quote') continue;
      note(NOTED[mark], header);
      if (mark === 'error') value = '';
    }
    if (value === '' || (target !== 'sex' && isNothing(value, NAME_TARGETS.has(target)))) continue;
    if (target === 'deskNote') {
      const before = found.get('deskNote');
      found.set('deskNote', before === undefined ? { value, header } : { value: `${before.value}\n${value}`, header: before.header });
      continue;
    }
    if (HARMED.test(value) && isHarmed(value, NAME_TARGETS.has(target))) note('letter-unreadable', header);
    const first = found.get(target);
    if (first !== undefined) {
      if (first.value !== value) note('column-left-out', header);
      continue;
    }
    if (/[\r\n\u2028\u2029]/.test(value)) {
      value = value.replace(LINES, ', ');
      note('lines-joined', header);
    }
    found.set(target, { value, header, reads });
  }
  if (headed > 0 && hasUnread(cells, headed, mapping)) note('row-wider', null);
  return found;
};

/** A delimiter too many moves every cell behind it: what stands past the last heading, and nobody has said what it is, is the sign of it. */
const hasUnread = (cells: readonly string[], headed: number, { columns }: Mapping): boolean => {
  for (let index = headed; index < cells.length; index += 1)
    if ((columns[index]?.target ?? null) === null && (cells[index] ?? '').trim() !== '') return true;
  return false;
};

/** What a column becomes where a person said that first and last names are to be exchanged. */
export const exchanged = (target: Target): Target =>
  target === 'familyName' ? 'givenName' : target === 'givenName' ? 'familyName' : target;
