import { createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { bear, type CallFacts } from '../../main/gate/access.ts';
import type { Store } from '../../main/store/open.ts';
import { Reader, Writer } from '../../main/store/statements.ts';
import { beginRecords } from '../../main/vault/records-meta.ts';
import { newId } from '../../shared/ids.ts';
import type { Row } from '../figures.ts';
import { anActor, type TestRecords } from '../support/access.ts';
import { ImportDesk } from '../support/import-desk.ts';
import { patientList } from '../support/patient-list.ts';
import { type JournalThreads, journalThreads } from './journal-threads.ts';
import { atLeast, percentile } from './stopwatch.ts';
import { newTwins } from './stores.ts';

type Calls = Pick<TestRecords, 'read' | 'change'>;

/** The import's calls on one store, as the gate makes them, with the time of each change, commit included. */
class Calling implements Calls {
  readonly calls: number[] = [];
  readonly #store: Store;
  readonly #reader: Reader;
  readonly #writer: Writer;
  readonly #facts: CallFacts = {
    ...{ actor: anActor(), practiceId: newId(), workstationId: newId(), workstationName: 'desk' },
    ...{ now: Date.UTC(2031, 4, 12, 15), today: '2031-05-12' },
  };

  constructor(store: Store) {
    this.#store = store;
    this.#reader = new Reader(store);
    this.#writer = new Writer(store);
    store.transaction(() => beginRecords(this.#writer, { mrnPrefix: 'A', practiceSecret: Buffer.alloc(32, 1) }))();
  }

  read: Calls['read'] = (work) => {
    const access = bear.read(this.#facts, this.#reader);
    try {
      return work(access);
    } finally {
      access.die();
    }
  };

  change: Calls['change'] = (work) => {
    const access = bear.change(this.#facts, this.#writer, this.calls.length + 1);
    const start = performance.now();
    try {
      return this.#store.transaction(() => work(access)).immediate();
    } finally {
      access.die();
      this.calls.push(performance.now() - start);
    }
  };
}

const FIRST = Number(process.env['ANTEROOM_BENCH_IMPORT'] ?? 100_000);
const LIVE = Math.ceil(FIRST / 5);

const prepared = async (calls: Calling, list: Buffer): Promise<ImportDesk> => {
  const desk = new ImportDesk(calls);
  desk.send(list);
  await desk.read();
  desk.map({ dateOrder: 'mdy' });
  desk.check();
  return desk;
};

/** How many chunks one store takes before it is the other's turn: enough for its journal thread to work beside it. */
const BLOCK = 25;

/** The import proper on both, turn about block by block until each is done; the milliseconds each took, until its journal was moved into the store. */
const advanceBoth = async (desks: readonly [ImportDesk, ImportDesk], threads: JournalThreads): Promise<readonly [number, number]> => {
  const done = [false, false];
  const took: [number, number] = [0, 0];
  for (let turn = 0; done.includes(false); turn += 1) {
    for (const at of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const start = performance.now();
      for (let chunk = 0; chunk < BLOCK && done[at] === false; chunk += 1) {
        done[at] = desks[at].step('create').progress.state === 'done';
        threads.nudge(at);
        await setImmediate();
      }
      await threads.drain(at);
      took[at] += performance.now() - start;
    }
  }
  return took;
};

/**
 * The import proper of a list of 100,000 people into an empty store, then of 20,000 into that store in use, each chunk also on a plain SQLite twin with the same
 * tables, indexes, settings and thread for the journal. The whole way with gate and log is in import-session.bench.ts.
 */
export const bench = async (): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-import-'));
  try {
    const twins = newTwins(folder, 'import');
    const threads = journalThreads([twins.sealed, twins.plain], createSecretKey(twins.key));
    const [sealed, plain] = [new Calling(twins.sealed), new Calling(twins.plain)];
    const load = async (list: Buffer): Promise<number> => {
      const start = performance.now();
      const first = await prepared(sealed, list);
      const preparing = performance.now() - start;
      const desks = [first, await prepared(plain, list)] as const;
      sealed.calls.length = 0;
      plain.calls.length = 0;
      const [ours, theirs] = await advanceBoth(desks, threads);
      const chunks = `${sealed.calls.length} chunks, p50 ${percentile(sealed.calls, 0.5).toFixed(1)}, p95 ${percentile(sealed.calls, 0.95).toFixed(1)} ms`;
      console.log(
        `  checked in ${Math.round(preparing)} ms; imported, sealed / plain: ${Math.round(ours)} / ${Math.round(theirs)} ms; ${chunks}`,
      );
      return theirs / ours;
    };
    const first = await load(patientList(FIRST));
    const live = await load(patientList(LIVE, 31, FIRST + 1));
    await threads.end();
    return [atLeast('import-first-load', first, 'x plain', 0.9), atLeast('import-live-load', live, 'x plain', 0.5)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
