/** What the keeper needs of the world. */
export interface DraftDoor {
  /** Hands one state over. True when it is durably kept. */
  readonly keep: (content: string) => Promise<boolean>;
  readonly onState: (state: 'pending' | 'kept' | 'failed') => void;
}

/** The longest a keystroke waits before it leaves the page. */
export const KEEP_WITHIN_MS = 250;

/**
 * Hands over what is being typed: the first keystroke starts the clock and later ones don't move it, so that steady typing is kept as it goes. One state is
 * under way at a time; the newest one follows it. What failed is tried again with the next keystroke or flush.
 */
export class DraftKeeper {
  readonly #door: DraftDoor;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #newest: string | null = null;
  #kept: string | null;
  #sending: Promise<void> | null = null;
  #ended = false;

  /** `kept` is what the store holds already, when a draft is resumed. */
  constructor(door: DraftDoor, kept: string | null = null) {
    this.#door = door;
    this.#kept = kept;
  }

  /** What the form holds now. */
  typed(content: string): void {
    if (this.#ended || content === (this.#newest ?? this.#kept)) return;
    this.#newest = content;
    this.#door.onState('pending');
    this.#timer ??= setTimeout(() => void this.flush(), KEEP_WITHIN_MS);
  }

  /** Hands over at once what is not yet kept; resolves when that is done. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#sending;
    if (this.#newest === null || this.#ended) return;
    this.#sending = this.#send(this.#newest);
    await this.#sending;
  }

  /** Nothing more is handed over: the form was saved or given up. Resolves when nothing is under way. */
  async end(): Promise<void> {
    this.#ended = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#sending;
  }

  async #send(content: string): Promise<void> {
    const kept = await this.#door.keep(content);
    this.#sending = null;
    if (!kept) {
      this.#door.onState('failed');
      return;
    }
    this.#kept = content;
    if (this.#newest === content) {
      this.#newest = null;
      this.#door.onState('kept');
    }
  }
}
