import { createSecretKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { recordsIn, type TestRecords } from '../support/access.ts';
import { ImportDesk } from '../support/import-desk.ts';
import { patientList } from '../support/patient-list.ts';
import type { Job, Remains, Workload } from './workload.ts';

/**
 * An import as the workload of a crash: a list is sent, read, checked and imported chunk by chunk; each acknowledged chunk says how many rows are dealt with.
 * The judge goes on with whatever was left, as the next session would, and then counts: no row twice, none lost. The option `from` says from which step on
 * there are acknowledgements, and so where the kills fall.
 */
export const workload: Workload = { run, check };

const KEY = createSecretKey(Buffer.alloc(32, 7));
const ROWS = 1500;

const desks = (dir: string, mode: 'create' | 'existing'): { records: TestRecords; desk: ImportDesk } => {
  const records = recordsIn(dir, KEY, mode);
  return { records, desk: new ImportDesk(records) };
};

async function run({ dir, seed, options, ack }: Job): Promise<void> {
  const { desk } = desks(dir, 'create');
  const list = patientList(ROWS, seed);
  const say = (step: string, note: string): void => {
    if (step === 'import' || options['from'] === 'start') ack(note);
  };
  desk.send(list, 'patients.csv', 20_000);
  say('send', 'sent');
  await desk.read();
  desk.map({ dateOrder: 'mdy' });
  say('check', 'read');
  desk.check();
  say('check', 'checked');
  for (;;) {
    const { progress } = desk.step();
    say('import', String(progress.done));
    if (progress.state === 'done') break;
  }
  desk.undo();
}

async function check({ dir, acked }: Remains): Promise<readonly string[]> {
  if (!existsSync(join(dir, 'records.db'))) return acked.length > 0 ? ['the store is missing'] : [];
  const { records, desk } = desks(dir, 'existing');
  try {
    return await judged(records, desk, acked);
  } finally {
    records.close();
  }
}

const judged = async (records: TestRecords, desk: ImportDesk, acked: readonly string[]): Promise<string[]> => {
  const faults: string[] = [];
  const number = (sql: string): number => Number(records.store.prepare(sql).pluck().get());
  if (records.store.pragma('integrity_check', { simple: true }) !== 'ok') faults.push('integrity_check');
  const { batches } = records.read((access) => desk.reads['import.batches'](access, {}));
  const batch = batches[0];
  if (batch === undefined || batch.progress.state === 'receiving') return acked.length > 0 ? ['an acknowledged file is missing'] : faults;
  desk.batchId = batch.batchId;
  const acknowledged = Math.max(0, ...acked.map(Number).filter(Number.isInteger));
  const importing = ['importing', 'done'].includes(batch.progress.state);
  if (importing && batch.progress.done < acknowledged) faults.push(`${acknowledged} rows acknowledged, ${batch.progress.done} there`);
  if (['undoing', 'undone'].includes(batch.progress.state)) {
    desk.undo();
    if (number('SELECT count(*) FROM patient') !== 0) faults.push('a batch taken back has left patients');
    if (number('SELECT count(*) FROM search_card') !== 0) faults.push('a patient taken back can still be found');
    return faults;
  }
  if (batch.progress.state === 'reading') await desk.read();
  if (desk.sheet().dateOrder === null) desk.map({ dateOrder: 'mdy' });
  if (!importing) desk.check();
  const { progress } = desk.advance();
  const made = number('SELECT count(*) FROM patient');
  const distinct = number('SELECT count(DISTINCT import_row) FROM patient');
  if (made !== distinct) faults.push(`${made - distinct} rows were made twice`);
  if (made !== progress.created) faults.push(`${progress.created} counted, ${made} there`);
  if (progress.created + progress.duplicates + progress.rejected !== ROWS) faults.push('not every row was dealt with');
  if (number('SELECT count(*) FROM search_card') !== made) faults.push('not every patient can be found');
  return faults;
};
