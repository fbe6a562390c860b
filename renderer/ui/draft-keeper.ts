/** What the keeper needs of the world. */
export interface DraftDoor {
  /** Hands one state over; null lets the draft go. True when that is durably done. */
  readonly keep: (content: string | null) => Promise<boolean>;
  readonly onState: (state: 'pending' | 'kept' | 'failed') => void;
}

/** The longest a keystroke waits before it leaves the page. */
export const KEEP_WITHIN_MS = 250;

/** A state on its way. */
interface Going {
  readonly content: string | null;
}

/**
 * Hands over what is being typed: the first keystroke starts the clock and later ones don't move it, so that steady typing is kept as it goes. One state is
 * under way at a time; the newest one follows it. What failed is tried again with the next keystroke or flush.
 */
export class DraftKeeper {
  readonly #door: DraftDoor;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #newest: Going | null = null;
  #kept: string | null;
  #sending: Promise<void> | null = null;
  #underWay: Going | null = null;
  #held = false;
  #ended = false;

  /** `kept` is what the store holds already, when a draft is resumed. */
  constructor(door: DraftDoor, kept: string | null = null) {
    this.#door = door;
    this.#kept = kept;
  }

  /** What the form holds now; null where there is nothing to keep of it (any more). */
  typed(content: string | null): void {
    if (this.#ended || content === (this.#newest === null ? this.#kept : this.#newest.content)) return;
    this.#newest = { content };
    this.#door.onState('pending');
    this.#soon();
  }

  /** Hands over at once what is not yet kept; resolves when that is done. */
  async flush(): Promise<void> {
    this.#stopClock();
    await this.#sending;
    if (this.#newest === null || this.#held || this.#ended) return;
    this.#sending = this.#send(this.#newest);
    await this.#sending;
  }

  /**
   * The form is being saved: what was typed by now goes at once, ahead of the save, and what is typed from here on waits. A save that is done lets the draft
   * go, and nothing may come behind it.
   */
  hold(): void {
    if (this.#held || this.#ended) return;
    this.#held = true;
    this.#stopClock();
    if (this.#newest !== null && this.#newest !== this.#underWay) this.#sending = this.#send(this.#newest);
  }

  /** The save was refused: what is typed is handed over as before. */
  release(): void {
    if (!this.#held) return;
    this.#held = false;
    if (this.#newest !== null) this.#soon();
  }

  /** Nothing more is handed over: the form was saved or given up. Resolves when nothing is under way. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#stopClock();
    await this.#sending;
  }

  #soon(): void {
    if (!this.#held && !this.#ended) this.#timer ??= setTimeout(() => void this.flush(), KEEP_WITHIN_MS);
  }

  #stopClock(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #send(going: Going): Promise<void> {
    this.#underWay = going;
    const kept = await this.#door.keep(going.content);
    this.#underWay = null;
    this.#sending = null;
    if (!kept) {
      this.#door.onState('failed');
      return;
    }
    this.#kept = going.content;
    if (this.#newest === going) {
      this.#newest = null;
      this.#door.onState('kept');
    }
  }
}
