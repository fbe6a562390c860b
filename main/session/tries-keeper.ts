import { Failure } from '../../shared/failure.ts';
import type { Moment } from '../../shared/moment.ts';
import { type FailedTries, LAW_LIMIT } from '../../shared/sign-in.ts';
import { accountOf, KEYCHAIN_ITEMS, type Keychain } from '../keys/keychain.ts';
import { afterFailure, afterSuccess, afterTakenBack, type KeptTries, readTries, type Tries, triesOf, writeTries } from '../keys/tries.ts';
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

/** One try at somebody's secret, counted as failed before it is made: whoever ends the program before it is judged gains nothing by it. */
export interface ChargedTry {
  /** The count, once both places have it. A failure that the keychain does not keep is counted in the ledger, and told as Failure `key-unreadable`: nobody signs in so. */
  settled(): Promise<FailedTries>;
  /** It was no wrong guess: the count is again what it was before, in a new era. */
  takeBack(): Promise<void>;
}

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
    return (await this.charge(userId)).settled();
  }

  /** Counts a try as failed before it is made. The ledger has it durably when this resolves; the keychain is written meanwhile, as `settled` tells. `ANY_NAME` counts for the typed names. */
  async charge(userId: string): Promise<ChargedTry> {
    const ofNames = userId === ANY_NAME;
    const lastOwner = ofNames || (await this.#isLastOwner(userId));
    const before = await this.#read(userId, lastOwner);
    const tries = afterFailure(before, this.#moment());
    const since = ofNames ? null : await this.#failedSince(userId);
    const { kept } = await this.#keep(userId, tries, since === null ? null : since + 1);
    return {
      settled: async () => {
        if (!(await kept)) throw new Failure('key-unreadable');
        return ofNames ? asNames(tries) : asTold(userId, tries, lastOwner);
      },
      takeBack: async () => {
        await kept;
        await this.#write(userId, afterTakenBack(before, tries), since);
      },
    };
  }

  /**
   * A reset, or a right code in an open session: the count starts anew in a new era, so that no older copy of it counts again. A keychain that does not keep it is left with a count of an era
   * that is over, which the ledger's outdoes.
   */
  async forgive(userId: string): Promise<void> {
    await this.#startAnew(userId, null);
  }

  /** A sign-in: as `forgive`. Answers with how many tries failed since the one before, which is told once and begins at none again. `charged` of them are this sign-in's own. */
  async signedIn(userId: string, charged = 0): Promise<number> {
    const since = await this.#failedSince(userId);
    await this.#startAnew(userId, 0);
    return Math.max(0, since - charged);
  }

  async #failedSince(userId: string): Promise<number> {
    const person = (await this.#workstation.ledger.ask('everyone')).find((known) => known.user_id === userId);
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
    return (await this.charge(ANY_NAME)).settled();
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

  /** Answers whether the keychain kept it too. */
  async #write(userId: string, tries: Tries, failedSince: number | null): Promise<boolean> {
    return (await this.#keep(userId, tries, failedSince)).kept;
  }

  /** The ledger first, which is durable when this resolves. `kept`: whether the keychain kept it too, asked twice. */
  async #keep(userId: string, tries: Tries, failedSince: number | null): Promise<{ readonly kept: Promise<boolean> }> {
    const key = this.#workstation.derive('tries');
    try {
      const item = writeTries(key, userId, tries);
      await this.#workstation.ledger.ask('keepTries', userId, item, failedSince);
      const ask = async (): Promise<boolean> => (await this.#keychain.write(this.#account(userId), item)).state === 'kept';
      const kept = ask().then(async (first) => first || (await ask()));
      // Whoever charged a try may never ask how the keychain took it.
      kept.catch(() => undefined);
      return { kept };
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
