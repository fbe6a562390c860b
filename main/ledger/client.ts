import { Worker } from 'node:worker_threads';
import { Failure, type FailureCode } from '../../shared/failure.ts';
import type { LedgerDesk } from './desk.ts';

type Methods = { [K in keyof LedgerDesk]: LedgerDesk[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never };
type Said = { readonly id: number } & ({ readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly code: FailureCode });

/** The thread goes by itself once its desk is closed: one that is stopped from outside while its driver is being unloaded can take the process with it. */
const LEAVING_MS = 2_000;

/** Main's way to the ledger: the desk's methods, each answered by its worker thread. A method's Failure comes back as one. */
export class LedgerClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (failure: Failure) => void }>();
  readonly #onDeath: () => void;
  readonly #gone: Promise<unknown>;
  #last = 0;
  #ending = false;
  #over = false;

  /** `onDeath` is called once when the worker is gone without having been ended: from then on every question, asked or yet to be, is Failure `audit-unavailable`. */
  constructor(file: string, onDeath: () => void) {
    this.#onDeath = onDeath;
    this.#worker = new Worker(file);
    this.#gone = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.on('message', (said: Said) => {
      const waiting = this.#waiting.get(said.id);
      this.#waiting.delete(said.id);
      if (said.ok) waiting?.resolve(said.value);
      else waiting?.reject(new Failure(said.code));
    });
    this.#worker.on('error', (cause) => this.#die(cause));
    this.#worker.on('exit', () => this.#die());
  }

  ask<K extends keyof Methods>(method: K, ...args: Parameters<Methods[K]>): ReturnType<Methods[K]>;
  ask(method: string, ...args: unknown[]): Promise<unknown> {
    if (this.#over) return Promise.reject(new Failure('audit-unavailable'));
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, method, args });
    });
  }

  async end(): Promise<void> {
    if (this.#over) return;
    // a busy machine hears of the thread's last answer and of its going in one breath
    this.#ending = true;
    await this.ask('close');
    this.#over = true;
    const late = new Promise((resolve) => setTimeout(resolve, LEAVING_MS).unref());
    await Promise.race([this.#gone, late]);
    await this.#worker.terminate();
  }

  #die(cause?: unknown): void {
    if (this.#over) return;
    this.#over = true;
    for (const { reject } of this.#waiting.values()) reject(new Failure('audit-unavailable', { cause }));
    this.#waiting.clear();
    if (!this.#ending) this.#onDeath();
  }
}
