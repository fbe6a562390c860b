import type { KeyObject } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { applyPragma, type Store } from './open.ts';

/** What the thread is told: the files, in the order in which they are named from then on. */
export type CheckpointJob = readonly { readonly file: string; readonly key: KeyObject }[];

/**
 * While a thread keeps the journal short, a connection itself steps in only here: 512 MB, which a living thread leaves to nothing but a transaction of that size. Stepping in at 16 MB
 * halved the speed of a load into a store of a million patients: the connection stood still for what the thread was doing beside it.
 */
const STEP_IN_PAGES = 131_072;
/** Where there is no thread: as pragmas.ts has it. */
const ALONE_PAGES = 1000;
/** What a large transaction has made of the journal is given back to the disk down to here. */
const KEPT_BYTES = 64 * 1024 * 1024;

const stepIn = (store: Store, pages: number): void =>
  applyPragma(store, {
    name: 'wal_autocheckpoint',
    set: `wal_autocheckpoint = ${pages}`,
    expect: pages,
    because: 'a living thread moves pages before the connection has to; without one the connection must',
  });

/**
 * Moves what was committed from the journals into the stores, in a thread of its own. Each page is decrypted and encrypted again on that way: a thousand of them
 * are 25 ms, which otherwise one commit in seven of an import pays, and with it everybody who waits behind it. Readers and writers wait for neither side (SQLite: a
 * passive checkpoint). The thread and its keys end with the process; without it the connections do the work themselves, as SQLite always has.
 */
export class Checkpointer {
  readonly #stores: readonly Store[];
  readonly #start: () => Worker;
  #worker: Worker | null = null;
  /** Those which the thread is at work on. */
  readonly #busy = new Set<number>();

  /** `worker` is the file of main/store/checkpoint-worker.ts as it is built. */
  constructor(journals: readonly { readonly store: Store; readonly key: KeyObject }[], worker: string | URL) {
    this.#stores = journals.map(({ store }) => store);
    for (const store of this.#stores) {
      stepIn(store, STEP_IN_PAGES);
      applyPragma(store, {
        name: 'journal_size_limit',
        set: `journal_size_limit = ${KEPT_BYTES}`,
        expect: KEPT_BYTES,
        because: 'one large transaction should not hold its room on the disk for good',
      });
    }
    const workerData: CheckpointJob = journals.map(({ store, key }) => ({ file: store.name, key }));
    this.#start = () => new Worker(worker, { workerData });
  }

  /** Something was committed in this store. Returns at once; while the thread is at work on it it is not told again. */
  nudge(store: Store): void {
    const at = this.#stores.indexOf(store);
    if (at === -1 || this.#busy.has(at)) return;
    this.#busy.add(at);
    this.#worker ??= this.#begin();
    this.#worker.postMessage(at);
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #begin(): Worker {
    const worker = this.#start();
    worker.unref();
    worker.on('message', (at: number) => this.#busy.delete(at));
    worker.on('error', () => undefined);
    // Dead or never born: they stay busy for ever, and the connections do the work from now on.
    worker.on('exit', () => {
      for (const store of this.#stores) if (store.open) stepIn(store, ALONE_PAGES);
    });
    return worker;
  }
}
