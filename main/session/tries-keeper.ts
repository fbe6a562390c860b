import { Failure } from '../../shared/failure.ts';
import type { Moment } from '../../shared/moment.ts';
import { type FailedTries, LAW_LIMIT } from '../../shared/sign-in.ts';
import { accountOf, KEYCHAIN_ITEMS, type Keychain } from '../keys/keychain.ts';
import { afterFailure, afterSuccess, type KeptTries, readTries, type Tries, triesOf, writeTries } from '../keys/tries.ts';
import { hasEnded, localDate } from '../ledger/account-end.ts';
import type { Person } from '../ledger/roll.ts';
import type { Workstation } from '../workstation/workstation.ts';

/** What an altered count stands for with the last owner, whom nobody could reset: the longest wait, no bar. With anybody else it is a bar. */
const ALTERED_LAST_OWNER = 10;

/** What the keeper needs of a workstation. */
export type TriesPlace = Pick<Workstation, 'derive' | 'place'> & {
  readonly ledger: {
    ask(method: 'triesItem', userId: string): Promise<string | undefined>;
    ask(method: 'keepTries', userId: string, item: string, failedSince: number | null): Promise<void>;
    ask(method: 'everyone'): Promise<readonly Person[]>;
  };
};

/**
 * Keeps the count of failed tries in two places, the ledger and the keychain, before the answer to a try is given. The stricter of both counts. A keychain that neither has the
 * item nor has none is no reason to guess: Failure `key-unreadable` or `key-weak`, and nobody signs in.
 */
export class TriesKeeper {
  readonly #workstation: TriesPlace;
  readonly #keychain: Keychain;
  readonly #now: () => Moment;
  constructor(workstation: TriesPlace, keychain: Keychain, now: () => Moment) {
    this.#workstation = workstation;
    this.#keychain = keychain;
    this.#now = now;
  }

  /** What the machine must know of a person's failures; undefined where there are none. */
  async failuresOf(userId: string): Promise<FailedTries | undefined> {
    const lastOwner = await this.#isLastOwner(userId);
    const tries = await this.#read(userId, lastOwner);
    return tries === undefined || tries.failed === 0 ? undefined : asTold(userId, tries, lastOwner);
  }

  /** One more failure, durable in both places. Answers with the new count. */
  async fail(userId: string): Promise<FailedTries> {
    const lastOwner = await this.#isLastOwner(userId);
    const tries = afterFailure(await this.#read(userId, lastOwner), this.#moment());
    const person = (await this.#workstation.ledger.ask('everyone')).find((known) => known.user_id === userId);
    await this.#write(userId, tries, (person?.failed_since ?? 0) + 1);
    return asTold(userId, tries, lastOwner);
  }

  /** A reset, or a right code in an open session: the count starts anew in a new era, so that no older copy of it counts again. */
  async forgive(userId: string): Promise<void> {
    await this.#startAnew(userId, null);
  }

  /** A sign-in: as `forgive`. Answers with how many tries failed since the one before, which is told once and begins at none again. */
  async signedIn(userId: string): Promise<number> {
    const person = (await this.#workstation.ledger.ask('everyone')).find((known) => known.user_id === userId);
    await this.#startAnew(userId, 0);
    return person?.failed_since ?? 0;
  }

  async #startAnew(userId: string, failedSince: number | null): Promise<void> {
    const lastOwner = await this.#isLastOwner(userId);
    await this.#write(userId, afterSuccess(await this.#read(userId, lastOwner), this.#moment()), failedSince);
  }

  async #isLastOwner(userId: string): Promise<boolean> {
    const today = localDate(this.#now().wall);
    const owners = (await this.#workstation.ledger.ask('everyone')).filter(
      (person) => person.role === 'owner' && person.state !== 'removed' && !hasEnded(person, today),
    );
    return owners.length === 1 && owners[0]?.user_id === userId;
  }

  async #read(userId: string, lastOwner: boolean): Promise<Tries | undefined> {
    const key = this.#workstation.derive('tries');
    try {
      const item = await this.#workstation.ledger.ask('triesItem', userId);
      const inLedger: KeptTries = item === undefined ? 'absent' : readTries(key, userId, item);
      const answer = await this.#keychain.read(this.#account(userId));
      if (answer.state === 'unreadable') throw new Failure('key-unreadable');
      if (answer.state === 'weak') throw new Failure('key-weak');
      const inKeychain: KeptTries = answer.state === 'ready' ? readTries(key, userId, answer.value) : 'absent';
      return triesOf(inLedger, inKeychain, this.#moment(), lastOwner ? ALTERED_LAST_OWNER : LAW_LIMIT);
    } finally {
      key.fill(0);
    }
  }

  /** The ledger first, which is durable when it answers. A keychain that does not keep it leaves the older count there, which the era or the stricter of both outdoes. */
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

  /** The count is kept in whole milliseconds. */
  #moment(): Moment {
    const { wall, boot, bootId } = this.#now();
    return { wall: Math.round(wall), boot: Math.round(boot), bootId };
  }
}

const asTold = (userId: string, tries: Tries, lastOwner: boolean): FailedTries => ({
  userId,
  failures: tries.failed,
  last: tries.at,
  ...(lastOwner ? { lastOwner } : {}),
});
