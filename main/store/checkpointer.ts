import type { KeyObject } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { applyPragma, type Store } from './open.ts';

/** What the thread is told. */
export interface CheckpointJob {
  readonly file: string;
  readonly key: KeyObject;
}

/** While a thread keeps the journal short, the connection itself steps in only here: 16 MB, and most of it has been moved by then. */
const STEP_IN_PAGES = 4000;

/**
 * Moves what was committed from the journal into the store, in a thread of its own. Each page is decrypted and encrypted again on that way: a thousand of them
 * are 25 ms, which otherwise one commit in seven of an import pays, and with it everybody who waits behind it. Readers and writers wait for neither side (SQLite: a
 * passive checkpoint). The thread and its key end with the process; without it the connection does the work itself, as SQLite always has.
 */
export class Checkpointer {
  readonly #start: () => Worker;
  #worker: Worker | null = null;
  #busy = false;

  /** `worker` is the file of main/store/checkpoint-worker.ts as it is built. */
  constructor(store: Store, key: KeyObject, worker: string | URL) {
    applyPragma(store, {
      name: 'wal_autocheckpoint',
      set: `wal_autocheckpoint = ${STEP_IN_PAGES}`,
      expect: STEP_IN_PAGES,
      because: 'the thread moves pages before the connection has to',
    });
    const workerData: CheckpointJob = { file: store.name, key };
    this.#start = () => new Worker(worker, { workerData });
  }

  /** Something was committed. Returns at once; while the thread is at work it is not told again. */
  nudge(): void {
    if (this.#busy) return;
    this.#busy = true;
    this.#worker ??= this.#begin();
    this.#worker.postMessage('checkpoint');
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #begin(): Worker {
    const worker = this.#start();
    worker.unref();
    worker.on('message', () => {
      this.#busy = false;
    });
    // Dead or never born: it stays busy for ever, and the connection steps in by itself.
    worker.on('error', () => undefined);
    return worker;
  }
}
