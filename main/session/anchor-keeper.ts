import { Failure } from '../../shared/failure.ts';
import { knownHeadOf, parseAnchor } from '../audit/anchor.ts';
import type { KnownHead } from '../audit/log-check.ts';
import { accountOf, KEYCHAIN_ITEMS, type Keychain } from '../keys/keychain.ts';
import type { Workstation } from '../workstation/workstation.ts';

/** At most this often while a session is open; at lock and quit at once. */
const EVERY_MS = 5_000;

/**
 * The newest signed head of the log, kept in the OS keychain as well, so that an older copy of the files is seen at the next start, before any password is accepted.
 */
export class AnchorKeeper {
  readonly #workstation: Workstation;
  readonly #keychain: Keychain;
  #newest: { readonly size: number; readonly root: string } | null = null;
  #kept = 0;
  #timer: NodeJS.Timeout | null = null;
  /** The head the ledger is behind of; while there is one, the keychain's is never replaced. */
  #lost: KnownHead | null = null;

  constructor(workstation: Workstation, keychain: Keychain) {
    this.#workstation = workstation;
    this.#keychain = keychain;
  }

  /** Throws Failure `store-older` when the ledger is behind what the keychain remembers, or has another past. */
  async compare(): Promise<void> {
    const answer = await this.#keychain.read(this.#account());
    if (answer.state === 'absent') return this.#adopt();
    if (answer.state !== 'ready') throw new Failure(answer.state === 'weak' ? 'key-weak' : 'key-unreadable');
    const verdict = await this.#workstation.ledger.ask('compareAnchor', answer.value);
    if (verdict === 'ledger-older' || verdict === 'fork') {
      this.#lost = knownHeadOf(parseAnchor(answer.value));
      throw new Failure('store-older');
    }
    return this.#adopt();
  }

  /** The head that this ledger should have and does not. Throws `internal` where nothing is lost. */
  get lost(): KnownHead {
    if (this.#lost === null) throw new Failure('internal');
    return this.#lost;
  }

  /** A person who may do so decided to go on with the files as they are. */
  async accept(): Promise<void> {
    this.#lost = null;
    return this.#adopt();
  }

  /** The anchor as the keychain has it, for a check of the whole log; null where there is none. Throws `key-unreadable`. */
  async read(): Promise<KnownHead | null> {
    const answer = await this.#keychain.read(this.#account());
    if (answer.state === 'absent') return null;
    if (answer.state !== 'ready') throw new Failure('key-unreadable');
    return knownHeadOf(parseAnchor(answer.value));
  }

  keep(size: number, root: string): void {
    this.#newest = { size, root };
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), EVERY_MS);
  }

  /** Writes the newest head now. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#lost !== null || this.#newest === null || this.#newest.size === this.#kept) return;
    const text = await this.#workstation.ledger.ask('anchor');
    if (text === undefined) return;
    await this.#keychain.write(this.#account(), text);
    this.#kept = this.#newest.size;
  }

  async #adopt(): Promise<void> {
    const text = await this.#workstation.ledger.ask('anchor');
    if (text !== undefined) await this.#keychain.write(this.#account(), text);
  }

  #account(): string {
    return accountOf(this.#workstation.place().workstationId, KEYCHAIN_ITEMS.auditAnchor);
  }
}
