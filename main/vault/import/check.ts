import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { readBy } from '../../../shared/intake/column-reading.ts';
import type { Mapping } from '../../../shared/intake/gather.ts';
import { DATE_TARGETS } from '../../../shared/intake/targets.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Reader, Writer } from '../../store/statements.ts';
import { askedOrder, type Batch, batchIn, mappingOf, progressOf, writeBatch } from './batch.ts';
import { candidateOf } from './candidate.ts';
import { chunk, PACE } from './chunk.ts';
import { DryRun, type DryRuns } from './dry-run.ts';
import { judge } from './judge.ts';
import { rememberColumns } from './remembered.ts';
import { countAfter, rowsAfter, type StagedRow, stagedRow } from './staged-rows.ts';
import { dropVerdicts, keepVerdict, type VerdictKind } from './verdict-rows.ts';

const COUNTED: Readonly<Record<VerdictKind, 'created' | 'updated' | 'duplicates' | 'rejected'>> = {
  new: 'created',
  update: 'updated',
  duplicate: 'duplicates',
  rejected: 'rejected',
};

/**
 * The next piece of the dry run: nothing of a patient is written. A check whose process died begins anew, because whom an earlier row named is kept in
 * memory only. What all rows together say of dates and sexes goes before what the columns were read by: it begins anew with the sexes read right, and goes back to the columns
 * (`mapping`) where dates contradict the order that the others proved. Failure `import-dates-unclear`, `import-no-names`, `import-not-ready`.
 */
export const checkRows =
  (checks: DryRuns): PhiHandler<'import.check'> =>
  (access, { batchId }) => {
    const writer = access.change;
    let batch = batchIn(writer, batchId, 'mapping', 'checking', 'checked');
    if (batch.state === 'checked') return progressOf(batch);
    if (batch.state === 'mapping') rememberColumns(access, batch.columns);
    let run = checks.get(batchId);
    if (batch.state === 'mapping' || run === undefined || run.people.upTo !== lastChecked(batch)) {
      batch = begin(writer, batch);
      run = new DryRun(batch.columns, batch.header_row);
      checks.set(batchId, run);
    }
    const { people, evidence } = run;
    const mapping = mappingOf(batch);
    const { today } = access.facts;
    const anybody = anyPatient(writer);
    const judgement = {
      reader: writer,
      role: access.facts.actor.role,
      anybody,
      people,
      read: (row: number) => candidateOf(stagedRow(writer, batch.id, row), mapping, today).details,
    };
    const counts = { created: batch.created, updated: batch.updated, duplicates: batch.duplicates, rejected: batch.rejected };
    const unclear = new Set(batch.date_examples);
    const { last, rows } = chunk(
      (after, limit) => rowsAfter(writer, batch.id, after, limit),
      batch.at_row,
      (staged) => {
        evidence.add(staged.cells);
        const candidate = candidateOf(staged, mapping, today);
        for (const { code, column } of candidate.reasons)
          if (code === 'date-ambiguous') for (const text of datesUnder(column, staged, mapping)) unclear.add(text);
        const verdict = judge(staged.row, candidate, judgement);
        keepVerdict(writer, staged.id, verdict);
        counts[COUNTED[verdict.kind]] += 1;
      },
      anybody ? PACE.check : PACE.firstLoad,
    );
    people.upTo = last;
    const done = batch.done + rows;
    const checked = done >= batch.total;
    if (checked) {
      checks.delete(batchId);
      const otherwise = readOtherwise(writer, batch, run);
      if (otherwise !== null) return progressOf(otherwise);
    }
    // Looked for in a sample, the question may show only here: with examples it is asked when the columns are shown again.
    const asked = unclear.size > batch.date_examples.length ? { date_examples: JSON.stringify([...unclear].slice(0, EXAMPLES)) } : {};
    return progressOf(writeBatch(writer, batch, { ...counts, ...asked, done, at_row: last, state: checked ? 'checked' : 'checking' }));
  };

const EXAMPLES = 5;
/** A cell may hold more than its date. */
const shortened = (example: string): string => example.slice(0, 40);
const NOTHING_CHECKED = { created: 0, updated: 0, duplicates: 0, rejected: 0, done: 0 } as const;

/** The batch as it goes on where all rows say something else of its columns than the rows that were looked at before; null where they agree. */
const readOtherwise = (writer: Writer, batch: Batch, { evidence }: DryRun): Batch | null => {
  const columns = readBy(batch.columns, evidence);
  const again = { ...NOTHING_CHECKED, columns: JSON.stringify(columns), at_row: batch.header_row };
  const { contradictions } = evidence;
  if (contradictions.length > 0 && !batch.order_chosen && mappingOf(batch).dateOrder !== null) {
    dropVerdicts(writer, batch.id);
    return writeBatch(writer, batch, {
      ...again,
      state: 'mapping',
      date_order: null,
      date_examples: JSON.stringify(contradictions.map(shortened)),
    });
  }
  const isSexRight = columns.every(({ target, reads }, at) => target !== 'sex' || reads === batch.columns[at]?.reads);
  return isSexRight ? null : writeBatch(writer, batch, again);
};

const datesUnder = (header: string | null, { cells }: StagedRow, { columns }: Mapping): string[] =>
  columns
    .filter((column) => column.header === header && column.target !== null && DATE_TARGETS.has(column.target))
    .map(({ index }) => shortened((cells[index] ?? '').trim()));

const lastChecked = ({ at_row }: Batch): number => at_row;

const begin = (writer: Writer, batch: Batch): Batch => {
  const targets = new Set(batch.columns.map(({ target }) => target));
  if (!(['familyName', 'givenName', 'fullName', 'fullNameLastFirst'] as const).some((name) => targets.has(name)))
    throw new Failure('import-no-names');
  // A check that begins anew in its middle asks nothing: what it met before is asked at its end.
  const asksOrder = batch.state === 'mapping' && askedOrder(batch) === null && [...DATE_TARGETS].some((target) => targets.has(target));
  if (asksOrder) throw new Failure('import-dates-unclear');
  dropVerdicts(writer, batch.id);
  const total = countAfter(writer, batch.id, batch.header_row);
  return writeBatch(writer, batch, { ...NOTHING_CHECKED, state: 'checking', total, at_row: batch.header_row });
};

export const anyPatient = (reader: Reader): boolean => reader.get(z.unknown(), 'SELECT 1 FROM patient LIMIT 1') !== undefined;
