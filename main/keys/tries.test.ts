import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveKey } from './derive.ts';
import {
  afterFailure,
  afterSuccess,
  delayAfter,
  LAW_LIMIT,
  type Moment,
  readTries,
  standingOf,
  type Tries,
  triesOf,
  writeTries,
} from './tries.ts';

const moment = (seconds: number, bootId = 'boot-1'): Moment => ({
  wallMs: 1_800_000_000_000 + seconds * 1000,
  bootMs: 1_000_000 + seconds * 1000,
  bootId,
});
const failing = (times: number, from?: Tries): Tries => {
  let tries = from;
  for (let n = 0; n < times; n += 1) tries = afterFailure(tries, moment(0));
  return tries ?? { era: 0, failed: 0, at: moment(0) };
};
const standing = (times: number, now: Moment, lifting: 'by-reset' | 'last-owner' = 'by-reset') => standingOf(failing(times), now, lifting);
const key = deriveKey(Buffer.alloc(32, 1), 'tries');

describe('the delay after failed tries', () => {
  it('is none for three, then doubles up to a quarter of an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 12, 13, 19].map(delayAfter)).toEqual([0, 0, 0, 0, 2, 4, 8, 512, 900, 900]);
    expect(delayAfter(5_000)).toBe(900);
  });

  it('is waited out, and no sooner', () => {
    expect(standing(3, moment(0))).toEqual({ state: 'free' });
    expect(standing(6, moment(0))).toEqual({ state: 'wait', seconds: 8 });
    expect(standing(6, moment(7.9))).toEqual({ state: 'wait', seconds: 1 });
    expect(standing(6, moment(8))).toEqual({ state: 'free' });
  });

  it('is not shortened by a wall clock set forward, and starts anew when it is set back', () => {
    expect(standing(13, { ...moment(10), wallMs: moment(100_000).wallMs })).toEqual({ state: 'wait', seconds: 890 });
    expect(standing(13, { ...moment(890), wallMs: moment(-5_000).wallMs })).toEqual({ state: 'wait', seconds: 900 });
  });

  it('survives a restart of the computer, with the wall clock set forward too', () => {
    expect(standing(13, { wallMs: moment(100_000).wallMs, bootMs: 30_000, bootId: 'boot-2' })).toEqual({ state: 'wait', seconds: 870 });
    expect(standing(13, { wallMs: moment(1_000).wallMs, bootMs: 950_000, bootId: 'boot-2' })).toEqual({ state: 'free' });
  });
});

describe('the bar', () => {
  it('comes at twenty in a row and stays until a reset', () => {
    expect(standing(19, moment(1_000))).toEqual({ state: 'free' });
    expect(standing(20, moment(10_000_000))).toEqual({ state: 'barred' });
    const reset = afterSuccess(failing(20), moment(0));
    expect(standingOf(reset, moment(0), 'by-reset')).toEqual({ state: 'free' });
  });

  it('only slows the last owner down, whom nobody could reset, up to the hundred tries the law allows', () => {
    expect(standing(20, moment(0), 'last-owner')).toEqual({ state: 'wait', seconds: 900 });
    expect(standing(99, moment(900), 'last-owner')).toEqual({ state: 'free' });
    expect(standing(LAW_LIMIT, moment(10_000_000), 'last-owner')).toEqual({ state: 'barred' });
  });
});

describe('the count that is kept twice', () => {
  const now = moment(0);

  it('goes by the stricter of the two, so that an older copy or a deleted item forgives nothing', () => {
    const older = failing(2);
    const newer = failing(7);
    expect(triesOf(older, newer, now)).toEqual(newer);
    expect(triesOf(newer, older, now)).toEqual(newer);
    expect(triesOf(newer, 'absent', now)).toEqual(newer);
    expect(triesOf(undefined, newer, now)).toEqual(newer);
    expect(triesOf(undefined, 'absent', now)).toBeUndefined();
  });

  it('goes by the later era: what was forgiven by a success does not come back with an older ledger', () => {
    const success = afterSuccess(failing(19), now);
    expect(triesOf(failing(19), success, now)).toEqual(success);
    expect(triesOf(success, failing(19), now)).toEqual(success);
    const after = afterFailure(success, now);
    expect(triesOf(success, after, now)).toEqual(after);
  });

  it('is a bar when the keychain item was altered, which a reset lifts', () => {
    const tries = triesOf(failing(1), 'altered', now);
    expect(tries && standingOf(tries, moment(10_000), 'by-reset')).toEqual({ state: 'barred' });
    expect(tries && standingOf(tries, moment(901), 'last-owner')).toEqual({ state: 'free' });
  });

  it('never falls by taking older copies of either place, whatever happened before', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), fc.nat(), fc.nat(), (successes, ledgerAge, keychainAge) => {
        const history: Tries[] = [failing(0)];
        for (const success of successes) {
          const last = history.at(-1);
          history.push(success ? afterSuccess(last, now) : afterFailure(last, now));
        }
        const latest = history.at(-1);
        const ofAge = (age: number): Tries => history.at(-1 - (age % history.length)) ?? failing(0);
        expect(triesOf(latest, ofAge(keychainAge), now)).toEqual(latest);
        expect(triesOf(ofAge(ledgerAge), latest ?? 'absent', now)).toEqual(latest);
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
      at: { wallMs: 9_999_999_999_999, bootMs: 9_999_999_999_999, bootId: 'x'.repeat(64) },
    };
    expect(writeTries(key, 'maria', large).length).toBeLessThan(300);
    expect(() => writeTries(key, 'maria', { ...large, failed: 0.5 })).toThrow(RangeError);
    expect(() => writeTries(key, 'maria', { ...large, at: { ...large.at, bootId: 'a:b' } })).toThrow(RangeError);
  });
});
