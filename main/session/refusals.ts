import type { MainWords } from './log-keeper.ts';

export interface RefusalsParts {
  /** Durable when it resolves. */
  readonly record: (words: MainWords) => Promise<void>;
  readonly after: (ms: number, then: () => void) => () => void;
  readonly onFault: () => void;
}

/** So long one entry speaks for all refusals; the next one says how many there were. */
const QUIET_MS = 60_000;

/**
 * Calls that main refused because they came from nobody it knows. A refusal is an entry (45 CFR 164.312(b)), but whoever can be refused can be refused a thousand times a second: the
 * first is written at once, those of the next minute together, each counted in `rows`.
 */
export class Refusals {
  readonly #parts: RefusalsParts;
  #waiting = 0;
  #cancel: (() => void) | null = null;

  constructor(parts: RefusalsParts) {
    this.#parts = parts;
  }

  note(): void {
    this.#waiting += 1;
    if (this.#cancel === null) void this.#write();
  }

  /** Writes what waits, before main ends. */
  async flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#waiting > 0) await this.#write();
  }

  async #write(): Promise<void> {
    const rows = this.#waiting;
    this.#waiting = 0;
    this.#cancel = this.#parts.after(QUIET_MS, () => {
      this.#cancel = null;
      if (this.#waiting > 0) void this.#write();
    });
    try {
      await this.#parts.record({ action: 'gate.refuse', outcome: 'refused', operation: 'main.sender', reason: 'wrong-sender', rows });
    } catch {
      // Counted with the next ones: nothing was answered that would have to be held back.
      this.#waiting += rows;
      this.#parts.onFault();
    }
  }
}
