import type { Store } from '../../main/store/open.ts';
import { Writer } from '../../main/store/statements.ts';
import { dropIndexes, ensureIndexes, indexPatients } from '../../main/vault/patients/search-index.ts';
import { insertPatient } from '../support/patient-store.ts';
import { type MadePatient, population } from '../support/population.ts';
import { timed } from './stopwatch.ts';
import { newTwins } from './stores.ts';

/** An encrypted store and its plain twin; `took` is the milliseconds each needed so far. */
export interface Twins {
  readonly file: string;
  readonly key: Uint8Array;
  readonly stores: readonly [sealed: Store, plain: Store];
  readonly writers: readonly [sealed: Writer, plain: Writer];
  readonly took: [sealed: number, plain: number];
}

/** One transaction on each, turn about who is first, because the second finds the machine warmer. */
const onEach = (twins: Twins, turn: number, act: (writer: Writer) => void): void => {
  for (const at of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
    twins.took[at] += timed(() => twins.stores[at].transaction(() => act(twins.writers[at]))());
  }
};

export const inChunks = function* (patients: Iterable<MadePatient>, size: number): Generator<MadePatient[]> {
  let held: MadePatient[] = [];
  for (const patient of patients) {
    held.push(patient);
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

/** Loads new twins: rows first, every secondary index after. Some of the patients are put into `sample`. */
export const loadTwins = (folder: string, count: number, sample: MadePatient[]): Twins => {
  const { sealed, plain, key, files } = newTwins(folder, `n${count}`);
  const twins: Twins = { file: files[0], key, stores: [sealed, plain], writers: [new Writer(sealed), new Writer(plain)], took: [0, 0] };
  const every = Math.max(1, Math.floor(count / SAMPLE));
  onEach(twins, 0, (writer) => {
    dropIndexes(writer);
  });
  let turn = 0;
  for (const chunk of inChunks(population(count), 20_000)) {
    turn += 1;
    onEach(twins, turn, (writer) => addChunk(writer, chunk));
    for (const [at, patient] of chunk.entries()) if (at % every === 0) sample.push(patient);
  }
  const [rowsSealed, rowsPlain] = twins.took;
  onEach(twins, turn + 1, (writer) => {
    ensureIndexes(writer);
  });
  for (const store of twins.stores) store.pragma('wal_checkpoint(TRUNCATE)');
  const index = [twins.took[0] - rowsSealed, twins.took[1] - rowsPlain].map(Math.round);
  console.log(
    `  ${count} patients, sealed / plain: rows ${Math.round(rowsSealed)} / ${Math.round(rowsPlain)} ms, indexes ${index.join(' / ')} ms`,
  );
  return twins;
};

/** Adds patients to twins that are searched meanwhile. Returns the milliseconds each took. */
export const loadLive = (
  twins: Twins,
  firstId: number,
  count: number,
  perTransaction: number,
): readonly [sealed: number, plain: number] => {
  const before = [...twins.took] as const;
  let turn = 0;
  for (const chunk of inChunks(population(count, 23, firstId), perTransaction)) {
    turn += 1;
    onEach(twins, turn, (writer) => addChunk(writer, chunk));
  }
  return [twins.took[0] - before[0], twins.took[1] - before[1]];
};
