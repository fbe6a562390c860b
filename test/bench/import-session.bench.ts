import { setTimeout as pause, setImmediate } from 'node:timers/promises';
import { Checkpointer } from '../../main/store/checkpointer.ts';
import type { Row } from '../figures.ts';
import { openTestRecords } from '../support/access.ts';
import { type Dice, diceOf } from '../support/dice.ts';
import { given, openTestGate, type TestGate } from '../support/gate.ts';
import { honestWorker } from '../support/import-desk.ts';
import { patientList } from '../support/patient-list.ts';
import { atMost, percentile } from './stopwatch.ts';
import { CACHE_MIB } from './stores.ts';

const FIRST = Number(process.env['ANTEROOM_BENCH_IMPORT'] ?? 100_000);
const LIVE = Math.ceil(FIRST / 8);
const PIECE = 512 * 1024;
const POLL_MS = 150;

const say = (line: string): void => console.log(`  ${line}`);
const spread = (times: readonly number[]): string =>
  `${times.length}: p50 ${percentile(times, 0.5).toFixed(1)} p95 ${percentile(times, 0.95).toFixed(1)} p99 ${percentile(times, 0.99).toFixed(1)} ms`;

/** Somebody who types meanwhile: a letter every 30 to 90 ms of the clock, whatever the vault is at; a letter waits for the call under way and for its own answer. */
class Typist {
  readonly waits: number[] = [];
  readonly #gate: TestGate;
  readonly #dice: Dice;
  #next = performance.now();

  constructor(gate: TestGate, dice: Dice) {
    this.#gate = gate;
    this.#dice = dice;
  }

  typeIfDue(): void {
    if (performance.now() < this.#next) return;
    const query = this.#dice.pick(['gar mar', 'smith j', 'nguyen', 'lop', 'rodri ana', 'ga', 'gonzalez maria', '0123']);
    given(this.#gate.ask('patient.search', { query, limit: 20, includeArchived: false }));
    this.waits.push(performance.now() - this.#next);
    this.#next = performance.now() + 30 + this.#dice.below(60);
  }
}

/** A list from its first byte to its last patient, call by call as the page makes them, each with its entries in the log. Answers the seconds it took. */
const importList = async (gate: TestGate, list: Buffer, between: () => void): Promise<number> => {
  const start = performance.now();
  const step = (name: string) => say(`${name} after ${((performance.now() - start) / 1000).toFixed(1)} s`);
  const { batchId } = given(gate.ask('import.begin', { fileName: 'patients.csv', size: list.length }));
  for (let offset = 0; offset < list.length; offset += PIECE) {
    const part = list.subarray(offset, offset + PIECE);
    const last = offset + part.length === list.length;
    given(gate.ask('import.bytes', { batchId, offset, base64: part.toString('base64'), last }));
    between();
  }
  for (let before = -1; ; ) {
    const { state, done } = given(gate.ask('import.read', { batchId }));
    if (state !== 'reading') break;
    between();
    await pause(done === before ? POLL_MS : 0);
    before = done;
  }
  step('read');
  given(gate.ask('import.map', { batchId, dateOrder: 'mdy' }));
  while (given(gate.ask('import.check', { batchId })).state !== 'checked') {
    between();
    await setImmediate();
  }
  step('checked');
  const chunks: number[] = [];
  for (let done = false; !done; ) {
    const from = performance.now();
    done = given(gate.ask('import.advance', { batchId, duplicates: 'skip' })).progress.state === 'done';
    chunks.push(performance.now() - from);
    between();
    await setImmediate();
  }
  step('imported');
  say(`chunks ${spread(chunks)}`);
  return (performance.now() - start) / 1000;
};

/**
 * The application's own way from a file to patients: gate, log, document worker's code, journal thread; into an empty practice, and then a smaller list into
 * that practice while somebody searches. What the page itself adds (drawing the progress) is measured in the window.
 */
export const bench = async (): Promise<Row[]> => {
  const records = openTestRecords(CACHE_MIB);
  const checkpointer = new Checkpointer([records], new URL('../../main/store/checkpoint-worker.ts', import.meta.url));
  const gate = openTestGate('owner', { askDocument: honestWorker }, records);
  try {
    const seconds = await importList(gate, patientList(FIRST), () => checkpointer.nudge(records.store));
    const typist = new Typist(gate, diceOf(3));
    const live = await importList(gate, patientList(LIVE, 31, FIRST + 1), () => {
      checkpointer.nudge(records.store);
      typist.typeIfDue();
    });
    say(`${LIVE} rows into the store in use in ${live.toFixed(1)} s; letters ${spread(typist.waits)}`);
    return [
      atMost('import.end-to-end', (seconds * 100_000) / FIRST, 's per 100,000 rows', 60),
      atMost('import.search-while-importing.p95', percentile(typist.waits, 0.95), 'ms', 10),
    ];
  } finally {
    await checkpointer.end();
    gate.close();
  }
};

if (import.meta.main) console.table(await bench());
