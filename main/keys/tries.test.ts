import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Moment } from '../../shared/moment.ts';
import { deriveKey } from './derive.ts';
import { afterFailure, afterSuccess, type KeptTries, readTries, type Tries, triesOf, writeTries } from './tries.ts';

const moment = (seconds: number, bootId = 'boot-1'): Moment => ({
  wall: 1_800_000_000_000 + seconds * 1000,
  boot: 1_000_000 + seconds * 1000,
  bootId,
});
const failing = (times: number, from?: Tries): Tries => {
  let tries = from;
  for (let n = 0; n < times; n += 1) tries = afterFailure(tries, moment(0));
  return tries ?? { era: 0, failed: 0, at: moment(0) };
};
const BAR = 100;
const counted = (inLedger: KeptTries, inKeychain: KeptTries) => triesOf(inLedger, inKeychain, moment(0), BAR);
const key = deriveKey(Buffer.alloc(32, 1), 'tries');

describe('the count that is kept twice', () => {
  const now = moment(0);

  it('goes by the stricter of the two, so that an older copy or a deleted item forgives nothing', () => {
    const older = failing(2);
    const newer = failing(7);
    expect(counted(older, newer)).toEqual(newer);
    expect(counted(newer, older)).toEqual(newer);
    expect(counted(newer, 'absent')).toEqual(newer);
    expect(counted('absent', newer)).toEqual(newer);
    expect(counted('absent', 'absent')).toBeUndefined();
  });

  it('goes by the later era: what was forgiven by a success does not come back with an older ledger', () => {
    const success = afterSuccess(failing(19), now);
    expect(counted(failing(19), success)).toEqual(success);
    expect(counted(success, failing(19))).toEqual(success);
    const after = afterFailure(success, now);
    expect(counted(success, after)).toEqual(after);
  });

  it('is a bar when either place was altered, whatever the other says, and never less than was counted', () => {
    expect(counted(failing(1), 'altered')).toEqual({ ...failing(1), failed: BAR });
    expect(counted('altered', failing(1))).toEqual({ ...failing(1), failed: BAR });
    expect(counted('altered', 'absent')).toEqual({ era: 0, failed: BAR, at: now });
    expect(counted('altered', 'altered')).toEqual({ era: 0, failed: BAR, at: now });
    expect(triesOf(failing(50), 'altered', now, 10)).toEqual(failing(50));
  });

  it('never falls by taking older copies of either place, whatever happened before', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), fc.nat(), fc.nat(), (successes, ledgerAge, keychainAge) => {
        const history: Tries[] = [failing(0)];
        for (const success of successes) {
          const last = history.at(-1);
          history.push(success ? afterSuccess(last, now) : afterFailure(last, now));
        }
        const latest = history.at(-1) ?? failing(0);
        const ofAge = (age: number): Tries => history.at(-1 - (age % history.length)) ?? failing(0);
        expect(counted(latest, ofAge(keychainAge))).toEqual(latest);
        expect(counted(ofAge(ledgerAge), latest)).toEqual(latest);
      }),
    );
  });
});

describe('the item in the keychain', () => {
  it('comes back as it was written', () => {
    const tries = failing(5);
    expect(readTries(key, 'maria', writeTries(key, 'maria', tries))).toEqual(tries);
  });

  it('is altered if any character was changed, if it is of another user, or of another device', () => {
    const item = writeTries(key, 'maria', failing(5));
    for (const at of item.split('').keys()) {
      const changed = item.slice(0, at) + (item[at] === '1' ? '2' : '1') + item.slice(at + 1);
      expect([changed, readTries(key, 'maria', changed)]).toEqual([changed, 'altered']);
    }
    expect(readTries(key, 'ernst', item)).toBe('altered');
    expect(readTries(deriveKey(Buffer.alloc(32, 2), 'tries'), 'maria', item)).toBe('altered');
    expect(readTries(key, 'maria', '')).toBe('altered');
  });

  it('fits every keychain, and is not written with what it could not hold', () => {
    const large = {
      era: 999_999_999,
      failed: 999_999,
      at: { wall: 9_999_999_999_999, boot: 9_999_999_999_999, bootId: 'x'.repeat(64) },
    };
    expect(writeTries(key, 'maria', large).length).toBeLessThan(300);
    expect(() => writeTries(key, 'maria', { ...large, failed: 0.5 })).toThrow(RangeError);
    expect(() => writeTries(key, 'maria', { ...large, at: { ...large.at, bootId: 'a:b' } })).toThrow(RangeError);
  });
});
