import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { killAtRandom } from '../kill/kill.ts';
import { cutPower, recordWorkload } from '../power-cut/power-cut.ts';
import { workload } from './clinic.ts';
import { openBoth } from './desk.ts';

const module = join(import.meta.dirname, 'clinic.ts');

test('kill -9 at 25 moments of a working day loses no acknowledged answer and no entry, and what was open is settled truthfully', {
  timeout: 400_000,
}, async () => {
  const outcome = await killAtRandom({ module, seed: 5, points: 25 });
  expect(outcome).toMatchObject({ points: 25, killedAtWork: 25, broken: 0, faults: [] });
  expect(outcome.acked).toBeGreaterThan(25);
});

test('a power cut at any moment of a working day loses no acknowledged answer and leaves nothing half', {
  timeout: 400_000,
}, async () => {
  const subject = { module, seed: 6, transactions: 60, options: { warm: '0' } };
  const outcome = await cutPower(await recordWorkload(subject), subject, { count: 150, seed: 6 });
  expect(outcome).toEqual({ images: 150, broken: 0, faults: [] });
});

test('the judge sees an answer that was never kept, a half saved patient, a missing entry and an intent nobody settled', {
  timeout: 60_000,
}, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'clinic-judge-'));
  try {
    const acked: string[] = [];
    await workload.run({ dir, seed: 9, transactions: 30, options: { warm: '0' }, ack: (note) => acked.push(note) });
    const judged = (notes: readonly string[]) => workload.check({ dir, seed: 9, options: {}, acked: notes });
    expect(await judged(acked)).toEqual([]);

    const never = JSON.stringify({ did: 'register', patientId: newId(), note: 'x' });
    expect(await judged([...acked, never])).toEqual([
      'an acknowledged patient is lost',
      '1 acknowledged entries are lost: patient.create committed',
    ]);
    const opened = acked.find((note) => note.includes('"open"')) ?? never;
    expect(await judged([...acked, opened])).toEqual(['1 acknowledged entries are lost: patient.read allowed']);

    const { ledger, records } = openBoth(dir);
    ledger.close();
    records.exec('UPDATE patient SET version = version + 1 WHERE id = 1; UPDATE patient SET created_seq = 1 WHERE id = 2');
    records.close();
    const faults = (await judged(acked)).join('\n');
    expect(faults).toContain('versions of history');
    expect(faults).toContain('whom the log never announced');
    expect(faults).toContain('announced a change that failed; the log says committed');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
