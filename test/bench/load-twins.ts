import { createSecretKey } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Store } from '../../main/store/open.ts';
import { Writer } from '../../main/store/statements.ts';
import { dropIndexes, ensureNext, indexPatients } from '../../main/vault/patients/search-index.ts';
import { insertPatient } from '../support/patient-store.ts';
import { type MadePatient, population } from '../support/population.ts';
import { type JournalThreads, journalThreads } from './journal-threads.ts';
import { newTwins } from './stores.ts';

/** An encrypted store and its plain twin; `took` is the milliseconds each needed so far. */
export interface Twins {
  readonly file: string;
  readonly key: Uint8Array;
  readonly stores: readonly [sealed: Store, plain: Store];
  readonly writers: readonly [sealed: Writer, plain: Writer];
  readonly threads: JournalThreads;
  readonly took: [sealed: number, plain: number];
}

/** How many chunks one store takes before it is the other's turn: enough for its journal thread to work beside it. */
const BLOCK = 10;

/**
 * The same transactions on each, a block at a time and turn about who is first, because the second finds the machine warmer. A block is over when its journal is moved into the store, in the
 * thread that does so in the application too.
 */
const onEach = async (twins: Twins, turn: number, acts: readonly ((writer: Writer) => void)[]): Promise<void> => {
  for (const at of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
    const start = performance.now();
    for (const act of acts) {
      twins.stores[at].transaction(() => act(twins.writers[at]))();
      twins.threads.nudge(at);
      // The thread is told by a message, which leaves when this one pauses.
      await setImmediate();
    }
    await twins.threads.drain(at);
    twins.took[at] += performance.now() - start;
  }
};

export const inChunks = function* <T>(all: Iterable<T>, size: number): Generator<T[]> {
  let held: T[] = [];
  for (const one of all) {
    held.push(one);
    if (held.length === size) {
      yield held;
      held = [];
    }
  }
  if (held.length > 0) yield held;
};

export const addChunk = (writer: Writer, chunk: readonly MadePatient[]): void => {
  for (const patient of chunk) insertPatient(writer, patient);
  indexPatients(
    writer,
    chunk.map((patient) => patient.id),
  );
};

const SAMPLE = 20_000;
/** No fewer than a first load leaves out. */
const PARTS = 12;

/** Loads new twins: rows first, every secondary index after. Some of the patients are put into `sample`. */
export const loadTwins = async (folder: string, count: number, sample: MadePatient[]): Promise<Twins> => {
  const { sealed, plain, key, files } = newTwins(folder, `n${count}`);
  const twins: Twins = {
    file: files[0],
    key,
    stores: [sealed, plain],
    writers: [new Writer(sealed), new Writer(plain)],
    threads: journalThreads([sealed, plain], createSecretKey(key)),
    took: [0, 0],
  };
  const every = Math.max(1, Math.floor(count / SAMPLE));
  await onEach(twins, 0, [dropIndexes]);
  let turn = 0;
  for (const block of inChunks(inChunks(population(count), 20_000), BLOCK)) {
    turn += 1;
    await onEach(
      twins,
      turn,
      block.map((chunk) => (writer: Writer) => addChunk(writer, chunk)),
    );
    for (const [at, patient] of block.flat().entries()) if (at % every === 0) sample.push(patient);
  }
  const [rowsSealed, rowsPlain] = twins.took;
  // One index a transaction, as an import ends, so that the journal thread works beside it here too.
  await onEach(
    twins,
    turn + 1,
    Array.from({ length: PARTS }, () => (writer: Writer) => void ensureNext(writer)),
  );
  for (const store of twins.stores) store.pragma('wal_checkpoint(TRUNCATE)');
  const index = [twins.took[0] - rowsSealed, twins.took[1] - rowsPlain].map(Math.round);
  console.log(
    `  ${count} patients, sealed / plain: rows ${Math.round(rowsSealed)} / ${Math.round(rowsPlain)} ms, indexes ${index.join(' / ')} ms`,
  );
  return twins;
};

/** Adds patients to twins that are searched meanwhile, in blocks of so many transactions. Returns the milliseconds each took. */
export const loadLive = async (
  twins: Twins,
  firstId: number,
  count: number,
  perTransaction: number,
  perBlock: number,
): Promise<readonly [sealed: number, plain: number]> => {
  const before = [...twins.took] as const;
  let turn = 0;
  for (const block of inChunks(inChunks(population(count, 23, firstId), perTransaction), perBlock)) {
    turn += 1;
    await onEach(
      twins,
      turn,
      block.map((chunk) => (writer: Writer) => addChunk(writer, chunk)),
    );
  }
  return [twins.took[0] - before[0], twins.took[1] - before[1]];
};
