import type { Moment } from '../../shared/moment.ts';
import type { FailedTries } from '../../shared/sign-in.ts';
import { accountOf, KEYCHAIN_ITEMS, type Keychain } from '../keys/keychain.ts';
import { afterFailure, afterSuccess, type KeptTries, readTries, type Tries, triesOf, writeTries } from '../keys/tries.ts';
import type { Workstation } from '../workstation/workstation.ts';

/** Keeps the count of failed tries in two places, the ledger and the keychain, before the answer to a try is given. The stricter of both counts. */
export class TriesKeeper {
  readonly #workstation: Workstation;
  readonly #keychain: Keychain;
  readonly #now: () => Moment;
  constructor(workstation: Workstation, keychain: Keychain, now: () => Moment) {
    this.#workstation = workstation;
    this.#keychain = keychain;
    this.#now = now;
  }

  /** What the machine must know of a person's failures; undefined where there are none. */
  async failuresOf(userId: string): Promise<FailedTries | undefined> {
    const tries = await this.#read(userId);
    if (tries === undefined || tries.failed === 0) return undefined;
    return { userId, failures: tries.failed, last: { wall: tries.at.wallMs, boot: tries.at.bootMs, bootId: tries.at.bootId } };
  }

  /** One more failure, durable in both places. Answers with the new count. */
  async fail(userId: string): Promise<number> {
    const tries = afterFailure(await this.#read(userId), this.#moment());
    const person = await this.#workstation.ledger.ask('find', { userId });
    await this.#write(userId, tries, (person?.failed_since ?? 0) + 1);
    return tries.failed;
  }

  /** A success: the count starts anew in a new era, so that no older copy of it counts again. */
  async succeed(userId: string): Promise<void> {
    await this.#write(userId, afterSuccess(await this.#read(userId), this.#moment()), null);
  }

  async #read(userId: string): Promise<Tries | undefined> {
    const key = this.#workstation.derive('tries');
    try {
      const item = await this.#workstation.ledger.ask('triesItem', userId);
      const inLedger = item === undefined ? undefined : readTries(key, userId, item);
      const answer = await this.#keychain.read(this.#account(userId));
      const inKeychain: KeptTries = answer.state === 'ready' ? readTries(key, userId, answer.value) : 'absent';
      return triesOf(inLedger === 'altered' ? undefined : inLedger, inKeychain, this.#moment());
    } finally {
      key.fill(0);
    }
  }

  async #write(userId: string, tries: Tries, failedSince: number | null): Promise<void> {
    const key = this.#workstation.derive('tries');
    try {
      const item = writeTries(key, userId, tries);
      await this.#workstation.ledger.ask('keepTries', userId, item, failedSince);
      await this.#keychain.write(this.#account(userId), item);
    } finally {
      key.fill(0);
    }
  }

  #account(userId: string): string {
    return accountOf(this.#workstation.place().workstationId, KEYCHAIN_ITEMS.failedTries, userId);
  }

  #moment(): Tries['at'] {
    const { wall, boot, bootId } = this.#now();
    return { wallMs: Math.round(wall), bootMs: Math.round(boot), bootId };
  }
}
