import { createHmac, randomBytes } from 'node:crypto';

/** The clipboard and, on Linux, what a middle click pastes. */
export type BoardKind = 'clipboard' | 'selection';

/** The part of Electron's `clipboard` that is needed. */
export interface Board {
  readonly kinds: readonly BoardKind[];
  readonly read: (kind: BoardKind) => Promise<string>;
  readonly clear: (kind: BoardKind) => void;
}

export interface ClipboardKeeperParts {
  readonly board: Board;
  /** How long a copy of ours may stay, by the policy in force. */
  readonly seconds: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
}

interface Known {
  /** What somebody else had put there when our window last came to the front. */
  foreign: string | null;
  /** What was copied in our window and is still to be cleared. */
  ours: string | null;
  cancel: () => void;
}

/**
 * Clears what was copied in Anteroom's windows, after a while and at the lock, and leaves alone what was copied elsewhere. Which is which is seen by main and never asked of a page: what changes
 * while our window is in front is ours. It remembers digests under a key of this process, no text.
 */
export class ClipboardKeeper {
  readonly #parts: ClipboardKeeperParts;
  readonly #key = randomBytes(32);
  readonly #known: ReadonlyMap<BoardKind, Known>;
  #inFront = false;
  /** One look after the other: reading takes its time, and each look builds on the one before. */
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: ClipboardKeeperParts) {
    this.#parts = parts;
    this.#known = new Map(parts.board.kinds.map((kind) => [kind, { foreign: null, ours: null, cancel: () => undefined }]));
  }

  /** Our window came to the front: what is there now is somebody else's, but for a copy of ours that still is. */
  arrive(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#inFront) return;
      this.#inFront = true;
      for (const [kind, known] of this.#known) {
        const now = await this.#digest(kind);
        if (now !== null && now === known.ours) continue;
        this.#forget(known);
        known.foreign = now;
      }
    });
  }

  /** Something may have been copied here. */
  look(): Promise<void> {
    return this.#inTurn(() => this.#look());
  }

  /** Another program came to the front: from here on it is not us who copy. */
  leave(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#look();
      this.#inFront = false;
    });
  }

  /** Clears what is ours now: the lock. */
  clear(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#look();
      for (const [kind, known] of this.#known) await this.#clear(kind, known);
    });
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #look(): Promise<void> {
    if (!this.#inFront) return;
    for (const [kind, known] of this.#known) {
      const now = await this.#digest(kind);
      if (now === known.ours) continue;
      this.#forget(known);
      if (now === null || now === known.foreign) continue;
      known.ours = now;
      known.cancel = this.#parts.after(this.#parts.seconds() * 1000, () => {
        void this.#inTurn(() => this.#clear(kind, known)).catch(() => undefined);
      });
    }
  }

  async #clear(kind: BoardKind, known: Known): Promise<void> {
    const { ours } = known;
    this.#forget(known);
    if (ours !== null && (await this.#digest(kind)) === ours) this.#parts.board.clear(kind);
  }

  #forget(known: Known): void {
    known.cancel();
    known.cancel = () => undefined;
    known.ours = null;
  }

  /** Null where nothing is there. What can't be read is taken for a copy like any other: it is rather cleared than left. */
  async #digest(kind: BoardKind): Promise<string | null> {
    const text = await this.#parts.board.read(kind).catch(() => 'unreadable');
    return text === '' ? null : createHmac('sha256', this.#key).update(text, 'utf8').digest('base64');
  }
}
