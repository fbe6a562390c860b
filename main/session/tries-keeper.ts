import { Failure } from '../../shared/failure.ts';
import type { Moment } from '../../shared/moment.ts';
import { type FailedTries, LAW_LIMIT } from '../../shared/sign-in.ts';
import { accountOf, KEYCHAIN_ITEMS, type Keychain } from '../keys/keychain.ts';
import { afterFailure, afterSuccess, type KeptTries, readTries, type Tries, triesOf, writeTries } from '../keys/tries.ts';
import { hasEnded, localDate } from '../ledger/account-end.ts';
import type { Person } from '../ledger/roll.ts';
import type { Workstation } from '../workstation/workstation.ts';
import { ANY_NAME, NOBODY } from './nobody.ts';

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

  /** One more failure, durable in both places. Answers with the new count. A failure that the keychain does not keep is counted, and told as Failure `key-unreadable`: nobody signs in so. */
  async fail(userId: string): Promise<FailedTries> {
    const lastOwner = await this.#isLastOwner(userId);
    const tries = afterFailure(await this.#read(userId, lastOwner), this.#moment());
    const person = (await this.#workstation.ledger.ask('everyone')).find((known) => known.user_id === userId);
    if (!(await this.#write(userId, tries, (person?.failed_since ?? 0) + 1))) throw new Failure('key-unreadable');
    return asTold(userId, tries, lastOwner);
  }

  /**
   * A reset, or a right code in an open session: the count starts anew in a new era, so that no older copy of it counts again. A keychain that does not keep it is left with a count of an era
   * that is over, which the ledger's outdoes.
   */
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

  /**
   * The failures with typed names, whoever's they were: they slow down every name that is typed, known or not, and bar none for good. Whoever is chosen from the list is not touched by them.
   */
  async failuresOfNames(): Promise<FailedTries | undefined> {
    const tries = await this.#read(ANY_NAME, true);
    return tries === undefined || tries.failed === 0 ? undefined : asNames(tries);
  }

  /** One more of them. */
  async failName(): Promise<FailedTries> {
    const tries = afterFailure(await this.#read(ANY_NAME, true), this.#moment());
    if (!(await this.#write(ANY_NAME, tries, null))) throw new Failure('key-unreadable');
    return asNames(tries);
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

  /** The ledger first, which is durable when it answers. Answers whether the keychain kept it too, asked twice. */
  async #write(userId: string, tries: Tries, failedSince: number | null): Promise<boolean> {
    const key = this.#workstation.derive('tries');
    try {
      const item = writeTries(key, userId, tries);
      await this.#workstation.ledger.ask('keepTries', userId, item, failedSince);
      const ask = async (): Promise<boolean> => (await this.#keychain.write(this.#account(userId), item)).state === 'kept';
      return (await ask()) || (await ask());
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

/** Never so many that only a reset would help. */
const asNames = (tries: Tries): FailedTries => asTold(NOBODY, { ...tries, failed: Math.min(tries.failed, ALTERED_LAST_OWNER) }, true);

const asTold = (userId: string, tries: Tries, lastOwner: boolean): FailedTries => ({
  userId,
  failures: tries.failed,
  last: tries.at,
  ...(lastOwner ? { lastOwner } : {}),
});
