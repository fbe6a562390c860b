import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NOW, OutagePractice, TODAY } from '../../../test/support/outage-practice.ts';
import { aPatient } from '../../../test/support/patients.ts';
import { digestOf } from './keeper.ts';
import { keptDays } from './kept-days.ts';

const MINUTE = 60_000;

let practice: OutagePractice;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  practice = new OutagePractice();
});
afterEach(() => {
  practice.close();
  vi.useRealTimers();
});

describe('which days are kept', () => {
  const days = async (): Promise<readonly string[]> => {
    await practice.keeper.look();
    return (await keptDays(practice.folder, practice.system)).days;
  };
  test('today and the next three days that are open; closed days and holidays are gone past', async () => {
    vi.setSystemTime(Date.UTC(2031, 4, 16, 15));
    practice.setUp({ closures: [{ from: '2031-05-19', to: '2031-05-20', name: 'Moving' }] });
    expect(await days()).toEqual(['2031-05-16', '2031-05-21', '2031-05-22', '2031-05-23']);
  });

  test('a closed day with visits is kept as well', async () => {
    vi.setSystemTime(Date.UTC(2031, 4, 16, 15));
    practice.booked(practice.registered(), '2031-05-17');
    expect(await days()).toEqual(['2031-05-16', '2031-05-17', '2031-05-19', '2031-05-20', '2031-05-21']);
  });

  test('the day is the practice’s, whatever the workstation’s clock thinks', async () => {
    vi.setSystemTime(Date.UTC(2031, 4, 13, 4, 59));
    expect((await days())[0]).toBe('2031-05-12');
    vi.setSystemTime(Date.UTC(2031, 4, 13, 5));
    expect((await days())[0]).toBe('2031-05-13');
  });

  test('a day that is not kept is not printed', async () => {
    await practice.keeper.look();
    expect(await practice.print(practice.owner, { day: '2031-06-12' })).toBe('outage-none');
  });
});

describe('the list is kept', () => {
  const made = (): number => practice.entriesOf('vault.outage-list').length;
  const at = async (minutes: number): Promise<number> => {
    vi.setSystemTime(NOW + minutes * MINUTE);
    await practice.keeper.look();
    return made();
  };

  test('soon after the sign-in, a few minutes after visits changed however busy the desk is, and hourly where nothing changed', async () => {
    expect(await at(0)).toBe(1);
    expect(await at(1)).toBe(1);
    practice.booked(practice.registered());
    practice.keeper.nudge();
    expect(await at(1.5)).toBe(1);
    expect(await at(2)).toBe(2);
    for (let half = 5; half < 14; half += 1) {
      practice.booked(practice.registered(aPatient({ familyName: `Number${half}` })), TODAY, 600 + 30 * half);
      practice.keeper.nudge();
      expect(await at(half / 2)).toBe(2);
    }
    expect(await at(7)).toBe(3);
    expect(await at(40)).toBe(3);
    expect(await at(67)).toBe(4);
  });

  test('not again at the next sign-in where it is young and nothing changed, nor after a change that is on no list', async () => {
    practice.booked(practice.registered());
    await at(0);
    const before = practice.bytes;
    practice.keeper.nudge();
    expect(await at(5)).toBe(1);
    expect(practice.bytes.equals(before)).toBe(true);
  });

  test('at once when a new day begins, or who works here or when it is open changed', async () => {
    await at(0);
    practice.setUp({ version: 2, closures: [{ from: '2031-05-13', to: '2031-05-13', name: 'Moving' }] });
    expect(await at(1)).toBe(2);
    practice.hire('front-desk');
    expect(await at(2)).toBe(3);
    vi.setSystemTime(Date.UTC(2031, 4, 13, 5));
    await practice.keeper.look();
    expect(made()).toBe(4);
    expect((await keptDays(practice.folder, practice.system)).days[0]).toBe('2031-05-13');
  });

  test('each making is an entry about nobody, with the file’s own hash, durable before the file is there', async () => {
    await practice.keeper.look();
    const [entry] = practice.gate.entries().filter(({ operation }) => operation === 'vault.outage-list');
    expect(entry).toMatchObject({ action: 'outage.seal', outcome: 'allowed', patients: [], rows: 1, user: practice.owner.userId });
    expect(entry?.object).toBe(digestOf(practice.bytes));
    practice.noMoreEntries();
    const before = practice.bytes;
    practice.hire('front-desk');
    await at(1);
    expect(practice.bytes.equals(before)).toBe(true);
  });

  test('a folder that takes no file is an entry, the one before stays good, and it is tried again', async () => {
    practice.booked(practice.registered());
    await at(0);
    mkdirSync(`${practice.file}.part`);
    practice.booked(practice.registered(aPatient({ familyName: 'Okafor' })), TODAY, 660);
    practice.keeper.nudge();
    await at(1);
    expect(practice.entriesOf('vault.outage-list').at(-1)).toMatchObject({ outcome: 'failed' });
    expect(await practice.print()).toBe('printed');
    rmSync(`${practice.file}.part`, { recursive: true });
    await at(2);
    expect(practice.entriesOf('vault.outage-list').at(-1)).toMatchObject({ outcome: 'failed' });
    await at(7);
    expect(practice.entriesOf('vault.outage-list').at(-1)).toMatchObject({ outcome: 'allowed' });
    expect(await practice.print()).toBe('printed');
    expect(await practice.system.text()).toContain('Okafor');
  });

  test('killed between the ledger’s word and the file, the file before it still opens, and a third one does not', async () => {
    practice.booked(practice.registered());
    await at(0);
    const [first, known] = [practice.bytes, practice.ledger.roll.setting('outage-list')];
    practice.hire('front-desk');
    await at(1);
    const next: unknown = practice.ledger.roll.setting('outage-list');
    const digests = (said: unknown): string => JSON.stringify(said);
    expect(digests(next)).not.toBe(digests(known));
    if (typeof next !== 'object' || typeof known !== 'object' || known === null || !('digest' in known))
      throw new Error('no list is known');
    writeFileSync(practice.file, first);
    expect(await practice.print()).toBe('outage-altered');
    practice.ledger.within(() => practice.ledger.roll.set('outage-list', { ...next, before: known.digest }));
    expect(await practice.print()).toBe('printed');
  });

  test('not after the session has ended', async () => {
    practice.keeper.end();
    await practice.keeper.look();
    expect(existsSync(practice.file)).toBe(false);
  });
});
