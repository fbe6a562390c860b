import { contentKind } from '../../../shared/intake/content.ts';
import { targetOfHeader } from '../../../shared/intake/header-words.ts';
import { BY_CONTENT, type ProposedColumn, proposeColumns } from '../../../shared/intake/propose.ts';
import { TARGETS, type Target } from '../../../shared/intake/targets.ts';
import { HIDDEN_FIELDS, HIDDEN_IN_LISTS, type Role } from '../../../shared/permissions.ts';
import type { Reader } from '../../store/statements.ts';
import type { Batch, BatchColumn } from './batch.ts';
import { rowsAfter } from './staged-rows.ts';

/** What one role may see of a spreadsheet (minimum necessary, 45 CFR 164.502(b)). */
export interface ColumnView {
  /** Columns that hold what is hidden from the role. */
  readonly hidden: ReadonlySet<number>;
  /** The text, or nothing where it is a hidden number written into a column that is shown. */
  readonly text: (text: string) => string;
  /** Whether the role may have this column read as `target`: a hidden one only as what is hidden, as it was proposed, or as nothing. */
  readonly mayBecome: (column: Pick<BatchColumn, 'index'>, target: Target | null) => boolean;
}

const WHOLE: ColumnView = { hidden: new Set(), text: (text) => text, mayBecome: () => true };

/** What of a file a role does not see: the fields of a chart that are hidden from it, and the parts of lists. */
const hiddenTargets = (role: Role): ReadonlySet<Target> => {
  const fields: readonly string[] = HIDDEN_FIELDS[role];
  const { coverages = [], emergencyContacts = [] } = HIDDEN_IN_LISTS[role];
  const partOf = (list: 'all' | readonly string[], part: string): boolean => list === 'all' || list.includes(part);
  return new Set(
    TARGETS.filter((target) => {
      const [list = '', part] = target.split('.');
      if (part === undefined) return fields.includes(target);
      return partOf(list.startsWith('coverage') ? coverages : emergencyContacts, part);
    }),
  );
};

/** Enough rows to find the headings and to see what stands below them. */
const LOOKED_AT = 100;
const SSN_WITHIN = /\d{3}-\d{2}-\d{4}/;

/**
 * A column is hidden by what it was taken for, by its heading, or by what stands in it; and by what it would be taken for if nobody had corrected anything,
 * so that no correction uncovers it.
 */
export const columnView = (reader: Reader, batch: Batch, role: Role): ColumnView => {
  const targets = hiddenTargets(role);
  if (targets.size === 0) return WHOLE;
  const first = rowsAfter(reader, batch.id, 0, LOOKED_AT);
  const { headerRow, columns: proposed } = proposeColumns(first);
  const body = first.filter(({ row }) => row > headerRow);
  const holds = (target: Target | null): boolean => target !== null && targets.has(target);
  const looks = (cells: readonly string[]): boolean => {
    const kind = contentKind(cells);
    return BY_CONTENT.some(([name, taken]) => name === kind && taken.some(holds));
  };
  const speaks = ({ target, header, samples }: Pick<ProposedColumn, 'target' | 'header' | 'samples'>): boolean =>
    holds(target) || holds(targetOfHeader(header)) || looks(samples);
  const hidden = new Set([...batch.columns, ...proposed].filter(speaks).map(({ index }) => index));
  for (const { index } of proposed) if (looks(body.map(({ cells }) => cells[index] ?? ''))) hidden.add(index);
  return {
    hidden,
    text: (text) => (targets.has('ssn') && SSN_WITHIN.test(text) ? '' : text),
    mayBecome: ({ index }, target) =>
      !hidden.has(index) || target === null || target === 'ignore' || holds(target) || proposed[index]?.target === target,
  };
};
