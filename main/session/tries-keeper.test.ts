import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Moment } from '../../shared/moment.ts';
import { DEFAULT_POLICY } from '../../shared/policy.ts';
import { secondsBarred } from '../../shared/sign-in.ts';
import { memoryKeychain } from '../../test/support/memory-keychain.ts';
import { deriveKey } from '../keys/derive.ts';
import type { ItemAnswer, Keychain } from '../keys/keychain.ts';
import type { Person } from '../ledger/roll.ts';
import { ANY_NAME } from './nobody.ts';
import { TriesKeeper, type TriesPlace } from './tries-keeper.ts';

const MARIA = '01900000-0000-7000-8000-000000000001';
const OLGA = '01900000-0000-7000-8000-000000000002';
const start: Moment = { wall: 1_800_000_000_000, boot: 1_000_000, bootId: 'one' };

const person = (user_id: string, role: Person['role']): Person => ({
  user_id,
  sign_in_name: role,
  name: role,
  role,
  state: 'active',
  ends_on: null,
  color: 0,
  created_at: 0,
  last_sign_in: null,
  failed_since: 0,
  preferences: '{}',
});

/** Both places in memory, as the machine's own would keep them; the keychain can be made to answer anything. */
const twoPlaces = (people: readonly Person[] = [person(MARIA, 'front-desk'), person(OLGA, 'owner')]) => {
  const ledger = new Map<string, string>();
  const items = new Map<string, string>();
  const failedSince = new Map<string, number>();
  const secret = randomBytes(32);
  let says: ItemAnswer | undefined;
  let keeps = true;
  const place: TriesPlace = {
    derive: (purpose) => deriveKey(secret, purpose),
    place: () => ({ folder: '', practiceId: '', workstationId: 'desk', appVersion: '', policyHash: '' }),
    ledger: {
      ask: async (method: string, ...args: unknown[]): Promise<never> => {
        const [userId, item] = args.map(String);
        if (method === 'keepTries') {
          ledger.set(userId ?? '', item ?? '');
          const since = args[2];
          if (typeof since === 'number') failedSince.set(userId ?? '', since);
        }
        return (
          method === 'everyone'
            ? people.map((one) => ({ ...one, failed_since: failedSince.get(one.user_id) ?? 0 }))
            : method === 'triesItem'
              ? ledger.get(userId ?? '')
              : undefined
        ) as never;
      },
    },
  };
  const kept = memoryKeychain(items);
  const keychain: Keychain = {
    ...kept,
    read: async (account) => says ?? kept.read(account),
    write: async (account, value) => (keeps ? kept.write(account, value) : { state: 'unreadable', reason: 'write-not-kept' }),
  };
  const keeper = (now: Moment = start) => new TriesKeeper(place, keychain, () => now);
  const answer = (told: ItemAnswer) => {
    says = told;
  };
  const loseWrites = () => {
    keeps = false;
  };
  return { ledger, items, keeper, answer, loseWrites };
};

const failed = async (keeper: TriesKeeper, userId: string, times: number): Promise<void> => {
  for (let n = 0; n < times; n += 1) await keeper.fail(userId);
};
const wait = async (keeper: TriesKeeper, userId: string, now: Moment = start): Promise<number> =>
  secondsBarred((await keeper.failuresOf(userId)) ?? null, now, DEFAULT_POLICY);

describe('the count of failed tries', () => {
  test('survives a new main, the deletion of either place, and not the deletion of both', async () => {
    const both = twoPlaces();
    await failed(both.keeper(), MARIA, 6);
    expect(await wait(both.keeper(), MARIA)).toBe(60);
    const kept = [...both.ledger];
    both.ledger.clear();
    expect(await wait(both.keeper(), MARIA)).toBe(60);
    for (const [userId, item] of kept) both.ledger.set(userId, item);
    both.items.clear();
    expect(await wait(both.keeper(), MARIA)).toBe(60);
    both.ledger.clear();
    expect(await wait(both.keeper(), MARIA)).toBe(0);
  });

  test('is a bar when either place was altered', async () => {
    for (const altered of ['ledger', 'items'] as const) {
      const both = twoPlaces();
      await failed(both.keeper(), MARIA, 1);
      for (const name of both[altered].keys()) both[altered].set(name, 'tries1:0:0:0:0:one:forged');
      expect(await wait(both.keeper(), MARIA)).toBe(Number.POSITIVE_INFINITY);
    }
  });

  test('slows the last owner down but does not bar them, whatever was altered', async () => {
    const both = twoPlaces();
    await failed(both.keeper(), OLGA, 1);
    for (const name of both.items.keys()) both.items.set(name, 'not ours');
    expect(await wait(both.keeper(), OLGA)).toBe(900);
    const later = { ...start, wall: start.wall + 900_000, boot: start.boot + 900_000 };
    expect(await wait(both.keeper(later), OLGA, later)).toBe(0);
    const two = twoPlaces([person(MARIA, 'owner'), person(OLGA, 'owner')]);
    await failed(two.keeper(), OLGA, 1);
    for (const name of two.items.keys()) two.items.set(name, 'not ours');
    expect(await wait(two.keeper(), OLGA)).toBe(Number.POSITIVE_INFINITY);
  });

  test('is forgiven by a reset, and an older copy of either place does not bring it back', async () => {
    const both = twoPlaces();
    await failed(both.keeper(), MARIA, 6);
    const older = { ledger: [...both.ledger], items: [...both.items] };
    await both.keeper().forgive(MARIA);
    expect(await wait(both.keeper(), MARIA)).toBe(0);
    for (const [name, item] of older.ledger) both.ledger.set(name, item);
    expect(await wait(both.keeper(), MARIA)).toBe(0);
  });

  test('is told as unkept where the keychain keeps no write, and stands in the ledger all the same', async () => {
    const both = twoPlaces();
    await failed(both.keeper(), MARIA, 2);
    both.loseWrites();
    await expect(both.keeper().fail(MARIA)).rejects.toMatchObject({ code: 'key-unreadable' });
    expect(await both.keeper().failuresOf(MARIA)).toMatchObject({ failures: 3 });
  });

  test('stands before a try is judged, and is taken back in a new era where it was no guess', async () => {
    const both = twoPlaces();
    await failed(both.keeper(), MARIA, 2);
    const charged = await both.keeper().charge(MARIA);
    expect(await both.keeper().failuresOf(MARIA)).toMatchObject({ failures: 3 });
    const older = [...both.items];
    await charged.takeBack();
    expect(await both.keeper().failuresOf(MARIA)).toMatchObject({ failures: 2 });
    for (const [name, item] of older) both.items.set(name, item);
    expect(await both.keeper().failuresOf(MARIA)).toMatchObject({ failures: 2 });
    await both.keeper().charge(MARIA);
    expect(await both.keeper().signedIn(MARIA, 1)).toBe(2);
    expect(await both.keeper().failuresOf(MARIA)).toBeUndefined();
  });

  test('of typed names grows whoever they are of, and never bars for good', async () => {
    const both = twoPlaces();
    for (let n = 0; n < 150; n += 1) await both.keeper().failName();
    const names = await both.keeper().failuresOfNames();
    expect(secondsBarred(names ?? null, start, DEFAULT_POLICY)).toBe(900);
    expect(await wait(both.keeper(), MARIA)).toBe(0);
    await both.keeper().forgive(ANY_NAME);
    expect(await both.keeper().failuresOfNames()).toBeUndefined();
  });

  test('is not guessed where the keychain can not be asked', async () => {
    const both = twoPlaces();
    await failed(both.keeper(), MARIA, 2);
    both.answer({ state: 'unreadable', reason: 'locked' });
    await expect(both.keeper().failuresOf(MARIA)).rejects.toMatchObject({ code: 'key-unreadable' });
    await expect(both.keeper().fail(MARIA)).rejects.toMatchObject({ code: 'key-unreadable' });
    await expect(both.keeper().forgive(MARIA)).rejects.toMatchObject({ code: 'key-unreadable' });
    both.answer({ state: 'weak', reason: 'no-secret-service' });
    await expect(both.keeper().failuresOf(MARIA)).rejects.toMatchObject({ code: 'key-weak' });
  });

  test('is told at the next sign-in and begins at none again; a reset does not hide it', async () => {
    const both = twoPlaces();
    await failed(both.keeper(), MARIA, 2);
    await both.keeper().forgive(MARIA);
    await failed(both.keeper(), MARIA, 1);
    expect(await both.keeper().signedIn(MARIA)).toBe(3);
    expect(await both.keeper().signedIn(MARIA)).toBe(0);
    await failed(both.keeper(), MARIA, 1);
    expect(await both.keeper().signedIn(MARIA)).toBe(1);
  });

  test('slows down but does not bar an owner whose fellow owner’s account has ended', async () => {
    const gone = { ...person(MARIA, 'owner'), ends_on: '2020-01-01' };
    const both = twoPlaces([gone, person(OLGA, 'owner')]);
    await failed(both.keeper(), OLGA, 1);
    for (const name of both.items.keys()) both.items.set(name, 'not ours');
    expect(await wait(both.keeper(), OLGA)).toBe(900);
  });
});
