import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import type { Mapping } from '../../../shared/intake/gather.ts';
import { DATE_TARGETS } from '../../../shared/intake/targets.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Reader, Writer } from '../../store/statements.ts';
import { askedOrder, type Batch, batchIn, mappingOf, progressOf, writeBatch } from './batch.ts';
import { candidateOf } from './candidate.ts';
import { chunk, PACE } from './chunk.ts';
import { FilePeople } from './file-people.ts';
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
 * memory only. Failure `import-dates-unclear`, `import-no-names`, `import-not-ready`.
 */
export const checkRows =
  (checks: Map<string, FilePeople>): PhiHandler<'import.check'> =>
  (access, { batchId }) => {
    const writer = access.change;
    let batch = batchIn(writer, batchId, 'mapping', 'checking', 'checked');
    if (batch.state === 'checked') return progressOf(batch);
    if (batch.state === 'mapping') rememberColumns(access, batch.columns);
    const known = checks.get(batchId);
    if (batch.state === 'mapping' || known === undefined || known.upTo !== lastChecked(batch)) batch = begin(writer, batch, checks);
    const people = checks.get(batchId) ?? new FilePeople();
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
    if (checked) checks.delete(batchId);
    // Looked for in a sample, the question may show only here: with examples it is asked when the columns are shown again.
    const asked = unclear.size > batch.date_examples.length ? { date_examples: JSON.stringify([...unclear].slice(0, EXAMPLES)) } : {};
    return progressOf(writeBatch(writer, batch, { ...counts, ...asked, done, at_row: last, state: checked ? 'checked' : 'checking' }));
  };

const EXAMPLES = 5;

const datesUnder = (header: string | null, { cells }: StagedRow, { columns }: Mapping): string[] =>
  columns
    .filter((column) => column.header === header && column.target !== null && DATE_TARGETS.has(column.target))
    .map(({ index }) => (cells[index] ?? '').trim().slice(0, 40));

const lastChecked = ({ at_row }: Batch): number => at_row;

const begin = (writer: Writer, batch: Batch, checks: Map<string, FilePeople>): Batch => {
  const targets = new Set(batch.columns.map(({ target }) => target));
  if (!(['familyName', 'givenName', 'fullName', 'fullNameLastFirst'] as const).some((name) => targets.has(name)))
    throw new Failure('import-no-names');
  // A check that begins anew in its middle asks nothing: what it met before is asked at its end.
  const asksOrder = batch.state === 'mapping' && askedOrder(batch) === null && [...DATE_TARGETS].some((target) => targets.has(target));
  if (asksOrder) throw new Failure('import-dates-unclear');
  dropVerdicts(writer, batch.id);
  const people = new FilePeople();
  people.upTo = batch.header_row;
  checks.set(batch.batch_id, people);
  const total = countAfter(writer, batch.id, batch.header_row);
  const zero = { created: 0, updated: 0, duplicates: 0, rejected: 0, done: 0 };
  return writeBatch(writer, batch, { ...zero, state: 'checking', total, at_row: batch.header_row });
};

export const anyPatient = (reader: Reader): boolean => reader.get(z.unknown(), 'SELECT 1 FROM patient LIMIT 1') !== undefined;
