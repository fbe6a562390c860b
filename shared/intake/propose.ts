import type { ColumnReading } from './column-reading.ts';
import { contentKind } from './content.ts';
import { type DateOrder, detectDateOrder } from './date-order.ts';
import { findHeaderRow, type NumberedRow } from './header-row.ts';
import { targetOfHeader } from './header-words.ts';
import { namesLookSwapped } from './name-order.ts';
import { DATE_TARGETS, JOINED_TARGETS, type Target } from './targets.ts';

export interface ProposedColumn {
  readonly index: number;
  readonly header: string;
  readonly target: Target | null;
  /** `person` once somebody has chosen, `remembered` where somebody chose so for an earlier list with the same headings. */
  readonly because: 'header' | 'content' | 'person' | 'remembered' | 'none';
  readonly samples: readonly string[];
  /** What the column's own cells prove of how they are to be read, where it is not what they say by themselves. */
  readonly reads?: ColumnReading | undefined;
}

export interface Proposal {
  readonly headerRow: number;
  readonly columns: readonly ProposedColumn[];
}

const SAMPLES = 5;

/**
 * What each column probably is, from its heading and, where that says nothing, from its cells. Nothing is proposed twice: of two columns headed alike
 * the one with more in it is taken and the other is left to a person.
 */
export const proposeColumns = (rows: readonly NumberedRow[], headerRow = findHeaderRow(rows)): Proposal => {
  const headings = rows.find(({ row }) => row === headerRow)?.cells ?? [];
  const body = rows.filter(({ row }) => row > headerRow);
  const width = Math.max(headings.length, ...body.map(({ cells }) => cells.length), 0);
  const columns = Array.from({ length: width }, (_, index): ProposedColumn => {
    const header = (headings[index] ?? '').trim().slice(0, 300);
    const cells = body.map((row) => (row.cells[index] ?? '').trim()).filter((cell) => cell !== '');
    const named = header === '' ? null : oriented(targetOfHeader(header), cells);
    const samples = cells.slice(0, SAMPLES).map((cell) => cell.slice(0, 200));
    return { index, header, target: named, because: named === null ? 'none' : 'header', samples };
  });
  const filledCells = (index: number): number => body.filter(({ cells }) => (cells[index] ?? '').trim() !== '').length;
  return { headerRow, columns: byContent(withoutRepeats(columns, filledCells), body) };
};

/** A column headed "Name" holds "Doe, Jane" in some lists and "Jane Doe" in others. */
const oriented = (target: Target | null, cells: readonly string[]): Target | null => {
  if (target !== 'fullName') return target;
  const commas = cells.filter((cell) => /^[^,]+,\s*\S/.test(cell)).length;
  return cells.length > 0 && commas > cells.length / 2 ? 'fullNameLastFirst' : target;
};

const withoutRepeats = (columns: readonly ProposedColumn[], filledCells: (index: number) => number): ProposedColumn[] => {
  const best = new Map<Target, ProposedColumn>();
  for (const column of columns) {
    if (column.target === null || column.target === 'ignore' || JOINED_TARGETS.has(column.target)) continue;
    const known = best.get(column.target);
    if (known === undefined || filledCells(column.index) > filledCells(known.index)) best.set(column.target, column);
  }
  return columns.map((column) => {
    const { target } = column;
    const stays = target === null || target === 'ignore' || JOINED_TARGETS.has(target) || best.get(target) === column;
    return stays ? column : { ...column, target: null, because: 'none' };
  });
};

/** What a column may be whose cells are all of one kind, likeliest first. */
export const BY_CONTENT: readonly (readonly [kind: string, targets: readonly Target[]])[] = [
  ['date', ['birthDate']],
  ['email', ['email']],
  ['ssn', ['ssn']],
  ['sex', ['sex']],
  ['phone', ['mobilePhone', 'homePhone', 'workPhone']],
  ['zip', ['zip']],
  ['state', ['state']],
];

/** Columns whose heading said nothing take the first target of their kind that no heading took. */
const byContent = (columns: readonly ProposedColumn[], body: readonly NumberedRow[]): ProposedColumn[] => {
  const taken = new Set(columns.map(({ target }) => target));
  return columns.map((column) => {
    // A heading nobody knows is a word somebody chose: only cells that can be nothing else speak against it.
    if (column.target !== null) return column;
    const kind = contentKind(body.map(({ cells }) => cells[column.index] ?? ''));
    const certain = column.header === '' || kind === 'email' || kind === 'ssn' || kind === 'phone';
    const free = certain ? BY_CONTENT.find(([name]) => name === kind)?.[1].find((target) => !taken.has(target)) : undefined;
    if (free === undefined) return column;
    taken.add(free);
    return { ...column, target: free, because: 'content' };
  });
};

/** What a mapping says of the dates and names in it. The order is `ymd` where there is nothing to ask about; that it was proven stands with the columns (`ColumnReading`). */
export const inspectMapping = (
  columns: readonly { readonly index: number; readonly target: Target | null }[],
  body: readonly NumberedRow[],
): { readonly dateOrder: DateOrder | null; readonly dateExamples: readonly string[]; readonly namesLookSwapped: boolean } => {
  const dates = columns.filter(({ target }) => target !== null && DATE_TARGETS.has(target));
  const { order: proven, examples } = detectDateOrder(body.flatMap(({ cells }) => dates.map(({ index }) => cells[index] ?? '')));
  const order = proven ?? (examples.length === 0 ? 'ymd' : null);
  const given = columns.find(({ target }) => target === 'givenName')?.index;
  const family = columns.find(({ target }) => target === 'familyName')?.index;
  const names =
    given === undefined || family === undefined
      ? []
      : body.map(({ cells }) => ({ given: cells[given] ?? '', family: cells[family] ?? '' }));
  return { dateOrder: order, dateExamples: examples.map((example) => example.slice(0, 40)), namesLookSwapped: namesLookSwapped(names) };
};
