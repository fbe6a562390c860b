import { join } from 'node:path';
import { migrate } from '../../main/store/migrate.ts';
import { LEDGER_PATH } from '../../main/store/migrations/ledger/path.ts';
import { RECORDS } from '../../main/store/migrations/records/path.ts';
import { Writer } from '../../main/store/statements.ts';
import { beginRecords } from '../../main/vault/records-meta.ts';
import type { Row } from '../figures.ts';
import { freshFolder, openTestRecords, type TestRecords } from '../support/access.ts';
import { diceOf } from '../support/dice.ts';
import { given, openTestGate, type TestGate } from '../support/gate.ts';
import { addAuthor, insertPatient } from '../support/patient-store.ts';
import { type MadePatient, population } from '../support/population.ts';
import { atMost, median, percentile, timed } from './stopwatch.ts';
import { CACHE_MIB, openPlain } from './stores.ts';

const PATIENTS = 20_000;
const OPENED = 2000;
const LEDGER_CACHE_MIB = 4;

/** The same gate, log and tables over plain SQLite with the same settings, `synchronous=FULL` among them. */
const openPlainGate = (sealed: TestRecords, folder: string): TestGate => {
  const [store, ledger] = [openPlain(join(folder, 'records.db')), openPlain(join(folder, 'ledger.db'), LEDGER_CACHE_MIB)];
  const { now } = sealed.facts;
  migrate({ store, path: RECORDS, reopen: openPlain, now });
  migrate({ store: ledger, path: LEDGER_PATH, reopen: openPlain, now });
  store.transaction(() => beginRecords(new Writer(store), { mrnPrefix: 'A', practiceSecret: Buffer.alloc(32, 1) }))();
  return openTestGate('owner', {}, { ...sealed, store, close: () => store.close() }, ledger);
};

/**
 * A chart opened through the gate: permission, read, answer parsed, and its entry in the log on the disk before it is answered; the same on plain SQLite, turn about.
 * What the process boundary and the page add is measured in the window.
 */
export const bench = async (): Promise<Row[]> => {
  const { folder, remove } = freshFolder();
  const records = openTestRecords(CACHE_MIB);
  const gates = [openTestGate('owner', {}, records), openPlainGate(records, folder)] as const;
  try {
    const people: MadePatient[] = [...population(PATIENTS)];
    for (const { records: held } of gates) {
      const writer = new Writer(held.store);
      addAuthor(held.store);
      held.store.transaction(() => {
        for (const person of people) insertPatient(writer, person);
      })();
    }
    const dice = diceOf(5);
    const [sealed, plain]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < OPENED; turn += 1) {
      const { patientId } = dice.pick(people);
      for (const at of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const times = at === 0 ? sealed : plain;
        times.push(timed(() => given(gates[at].ask('patient.open', { patientId }))));
      }
    }
    const us = (times: readonly number[]) => `p50 ${Math.round(median(times) * 1000)} p95 ${Math.round(percentile(times, 0.95) * 1000)} us`;
    console.log(`  a chart opened, audited and durable: ${us(sealed)}; plain ${us(plain)}`);
    return [atMost('patient.open-audited', median(sealed) / median(plain), 'x plain', 1.5)];
  } finally {
    for (const gate of gates.toReversed()) gate.close();
    remove();
  }
};

if (import.meta.main) console.table(await bench());
