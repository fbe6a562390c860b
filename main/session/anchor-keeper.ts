import { Failure } from '../../shared/failure.ts';
import { type AnchorVerdict, knownHeadOf, parseAnchor } from '../audit/anchor.ts';
import type { KnownHead } from '../audit/log-check.ts';
import { readAnchor, writeAnchor } from '../keys/anchor-item.ts';
import { accountOf, KEYCHAIN_ITEMS, type Keychain } from '../keys/keychain.ts';
import { noteEvent } from '../log.ts';
import type { Lost } from '../vault/control.ts';
import type { Workstation } from '../workstation/workstation.ts';

/** At most this often while a session is open, and again after so long where the keychain did not keep it; at lock and quit at once. */
const EVERY_MS = 5_000;

/** What the keeper needs of a workstation. */
export type AnchorPlace = Pick<Workstation, 'derive' | 'place'> & {
  readonly ledger: {
    ask(method: 'anchor'): Promise<string | undefined>;
    ask(method: 'compareAnchor', text: string): Promise<AnchorVerdict>;
    ask(method: 'size'): Promise<number>;
  };
};

/**
 * The newest signed head of the log, kept in the OS keychain as well, under a MAC of this device, so that an older copy of the files is seen at the next start, before any password is accepted.
 */
export class AnchorKeeper {
  readonly #workstation: AnchorPlace;
  readonly #keychain: Keychain;
  #newest: { readonly size: number; readonly root: string } | null = null;
  #kept = 0;
  #timer: NodeJS.Timeout | null = null;
  /** What bars sign-in; while there is something, the keychain's anchor is never replaced. */
  #lost: Lost | null = null;

  constructor(workstation: AnchorPlace, keychain: Keychain) {
    this.#workstation = workstation;
    this.#keychain = keychain;
  }

  /**
   * Throws Failure `store-older` when the ledger is behind what the keychain remembers or has another past, and where the anchor of a log that has one is gone or was not written here: then
   * nothing says whether this is the newest copy.
   */
  async compare(): Promise<void> {
    const answer = await this.#keychain.read(this.#account());
    if (answer.state === 'unreadable') throw new Failure('key-unreadable');
    if (answer.state === 'weak') throw new Failure('key-weak');
    const item = answer.state === 'ready' ? this.#open(answer.value) : undefined;
    if (item === 'altered' || (item === undefined && (await this.#workstation.ledger.ask('size')) > 0)) return this.#bar('anchor');
    if (item !== undefined) {
      const verdict = await this.#workstation.ledger.ask('compareAnchor', item.text);
      if (verdict === 'ledger-older' || verdict === 'fork') return this.#bar(knownHeadOf(parseAnchor(item.text)));
    }
    return this.#adopt();
  }

  /** What this ledger should have and does not: the head it is behind of, or the anchor itself; null where nothing is lost. */
  get lost(): Lost | null {
    return this.#lost;
  }

  /** A person who may do so decided to go on with the files as they are. Throws `key-unreadable` where the keychain does not keep it: then the files are an older copy as before. */
  async accept(): Promise<void> {
    await this.#adopt();
    this.#lost = null;
  }

  /** The anchor as the keychain has it, for a check of the whole log; null where there is none of this device. Throws `key-unreadable`. */
  async read(): Promise<KnownHead | null> {
    const answer = await this.#keychain.read(this.#account());
    if (answer.state === 'absent') return null;
    if (answer.state !== 'ready') throw new Failure('key-unreadable');
    const item = this.#open(answer.value);
    return item === 'altered' ? null : knownHeadOf(parseAnchor(item.text));
  }

  keep(size: number, root: string): void {
    this.#newest = { size, root };
    this.#writeSoon();
  }

  /** Writes the newest head now. What the keychain does not keep is tried again until it does. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const newest = this.#newest;
    if (this.#lost !== null || newest === null || newest.size === this.#kept) return;
    if (await this.#write()) this.#kept = newest.size;
    else this.#writeSoon();
  }

  #writeSoon(): void {
    this.#timer ??= setTimeout(() => void this.flush().catch(() => this.#writeSoon()), EVERY_MS);
  }

  #bar(lost: Lost): never {
    this.#lost = lost;
    throw new Failure('store-older');
  }

  /** At start and after a decision the keychain must keep it, or nobody would see the next older copy. Throws `key-unreadable`. */
  async #adopt(): Promise<void> {
    if (!(await this.#write())) throw new Failure('key-unreadable');
  }

  /** Whether the keychain has it now; also where there is nothing to keep yet. */
  async #write(): Promise<boolean> {
    const text = await this.#workstation.ledger.ask('anchor');
    if (text === undefined) return true;
    const key = this.#workstation.derive('anchor');
    try {
      const { state } = await this.#keychain.write(this.#account(), writeAnchor(key, text));
      if (state !== 'kept') noteEvent('effect-failed', { effect: 'keep-anchor', code: `key-${state}` });
      return state === 'kept';
    } finally {
      key.fill(0);
    }
  }

  #open(item: string): { readonly text: string } | 'altered' {
    const key = this.#workstation.derive('anchor');
    try {
      return readAnchor(key, item);
    } finally {
      key.fill(0);
    }
  }

  #account(): string {
    return accountOf(this.#workstation.place().workstationId, KEYCHAIN_ITEMS.auditAnchor);
  }
}
