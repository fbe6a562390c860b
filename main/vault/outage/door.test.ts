import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Answer } from '../../../shared/contract.ts';
import { OWNER, Practice } from '../../../test/adversarial/gate-fuzz/practice.ts';
import { type FakeSpooler, fakeSpooler } from '../../../test/support/fake-spooler.ts';
import { given } from '../../../test/support/gate.ts';
import { pagesOf } from '../../../test/support/paper-text.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, SETUP } from '../../../test/support/schedule.ts';
import type { Lobby } from '../lobby.ts';
import { wallClock } from '../tasks/wall-clock.ts';
import { OUTAGE_FILE } from './list.ts';

/** The vault's own doors over a practice that they founded themselves: real keys, real stores, a real program where the system's `lp` would be. */
let practice: Practice;
let spooler: FakeSpooler;
let today = '';
let onetime = '';
const before = process.env['ANTEROOM_SPOOLER'];

const path = (name: string): string => join(practice.main.workstation.folder, name);
const partOf = (answer: Answer<unknown>, key: string): string => {
  const value: unknown = given(answer);
  return typeof value === 'object' && value !== null ? String(Reflect.get(value, key)) : '';
};

beforeAll(async () => {
  spooler = fakeSpooler(['Front-Desk']);
  process.env['ANTEROOM_SPOOLER'] = spooler.folder;
  practice = new Practice();
  await practice.found();
  const { session, leave } = await practice.sit('owner');
  const ask = (name: string, input: unknown) => session.answer({ id: 0, name, input });
  const blank = await ask('schedule.setup', {});
  const version = Number(partOf(blank, 'version'));
  given(await ask('schedule.set-up', { ...SETUP, version }));
  today = wallClock(SETUP.timeZone, Date.now()).day;
  const visit = { providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, day: today, minutes: 30, anyway: 'for the test' };
  for (const [at, familyName] of ['Lindqvist', 'Okafor'].entries()) {
    const patientId = partOf(await ask('patient.register', { details: aPatient({ familyName }), lists: noLists() }), 'patientId');
    given(await ask('visit.book', { ...visit, patientId, start: 600 + 30 * at }));
  }
  const added = await ask('staff.add', {
    ...{ name: 'Nina Ortiz', signInName: 'nina', role: 'front-desk' },
    code: await practice.clock.freshCode(practice.secret),
  });
  onetime = partOf(added, 'oneTimePassword');
  session.outage.begin(20);
  while (!existsSync(path(OUTAGE_FILE))) await new Promise((resolve) => setTimeout(resolve, 20));
  leave();
}, 60_000);
afterAll(async () => {
  await practice.close();
  rmSync(spooler.folder, { recursive: true });
  if (before === undefined) delete process.env['ANTEROOM_SPOOLER'];
  else process.env['ANTEROOM_SPOOLER'] = before;
});
afterEach(() => {
  spooler.behave('takes');
  spooler.forget();
});

const told = (from: number) => practice.main.heard.slice(from).filter(({ type }) => type === 'printed' || type === 'refused');
const printIn = async (lobby: Lobby, change: Record<string, unknown> = {}): Promise<Answer<unknown>> =>
  lobby.answer({
    ...{ id: 1, name: 'door.print-outage-list' },
    input: {
      ...{ signInName: OWNER.signInName, password: OWNER.password },
      code: 'code' in change ? '' : await practice.clock.freshCode(practice.secret),
      ...{ day: today, printer: 'Front-Desk', language: 'en', ...change },
    },
  });
const print = (change: Record<string, unknown> = {}): Promise<Answer<unknown>> => printIn(practice.lobby(), change);
const paper = async (): Promise<string> => (await pagesOf(spooler.last()?.pdf ?? new Uint8Array())).join('\n');

for (const [what, spoil] of [
  ['missing', (file: string) => rmSync(file)],
  ['damaged', (file: string) => writeFileSync(file, Buffer.alloc(100_000, 'damaged'))],
  ['as they should be', () => undefined],
] as const)
  test(`with records that are ${what} the door prints the day, lets nobody in, and its answer and main’s word carry nothing of it`, async () => {
    const whole = readFileSync(path('records.db'));
    spoil(path('records.db'));
    const from = practice.main.heard.length;
    try {
      expect(await print()).toEqual({ ok: true, value: { printed: true } });
    } finally {
      writeFileSync(path('records.db'), whole);
    }
    for (const name of ['Lindqvist', 'Okafor']) expect(await paper()).toContain(name);
    expect(practice.takeEntrant()).toBeUndefined();
    expect(told(from)).toMatchObject([{ type: 'printed' }]);
    expect(JSON.stringify(practice.main.heard.slice(from))).not.toMatch(/Lindqvist|Okafor|Front-Desk/);
  });

test('nobody hears that a guess was wrong, to print or to sign in, before main has counted it', async () => {
  const asked = {
    print: () => print({ password: 'not the password at all' }),
    signIn: () =>
      practice.lobby().answer({
        ...{ id: 1, name: 'door.sign-in' },
        input: { signInName: OWNER.signInName, password: 'not the password at all', code: '000000' },
      }),
  };
  for (const ask of [asked.print, asked.signIn]) {
    const from = practice.main.heard.length;
    let count = (): void => undefined;
    practice.main.counting = new Promise((resolve) => {
      count = resolve;
    });
    let answered = false;
    const answer = ask().finally(() => {
      answered = true;
    });
    await expect.poll(() => practice.main.heard.slice(from).map(({ type }) => type), { timeout: 10_000 }).toContain('ask-counted');
    expect(answered).toBe(false);
    expect(told(from)).toEqual([]);
    count();
    expect(await answer).toEqual({ ok: false, code: 'sign-in-failed' });
    expect(told(from)).toMatchObject([{ type: 'refused', guess: true }]);
  }
});

test('a wrong password, a wrong code and one that was used are guesses, told to main as those of a sign-in; nothing is printed', async () => {
  for (const [change, refusal] of [
    [{ password: 'not the password at all' }, 'sign-in-failed'],
    [{ code: '000000' }, 'sign-in-failed'],
    [{ code: '' }, 'sign-in-failed'],
  ] as const) {
    const from = practice.main.heard.length;
    expect(await print(change)).toEqual({ ok: false, code: refusal });
    expect(told(from)).toMatchObject([{ type: 'refused', code: refusal, guess: true }]);
  }
  const code = await practice.clock.freshCode(practice.secret);
  expect((await print({ code })).ok).toBe(true);
  spooler.forget();
  expect(await print({ code })).toEqual({ ok: false, code: 'code-used' });
  expect(spooler.last()).toBeUndefined();
});

test('who holds a one-time password has no keys of their own yet, and no list', async () => {
  const from = practice.main.heard.length;
  expect(await print({ signInName: 'nina', password: onetime })).toEqual({ ok: false, code: 'not-permitted' });
  expect(told(from)).toMatchObject([{ type: 'refused', code: 'not-permitted', guess: false }]);
  expect(spooler.last()).toBeUndefined();
});

test('a lock in the middle of the job kills it, and nothing comes out', async () => {
  spooler.behave('hangs');
  const lobby = practice.lobby();
  const answer = printIn(lobby);
  while (spooler.hanging() === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  lobby.end();
  expect(await answer).toEqual({ ok: false, code: 'locked' });
  expect(spooler.last()).toBeUndefined();
});

test('a printer that this computer does not have is refused by its code', async () => {
  expect(await print({ printer: '-o raw' })).toEqual({ ok: false, code: 'printer-gone' });
});

test('of all of it the log verifies, each print under the person’s own key, and no announcement stands open', async () => {
  const { session, leave } = await practice.sit('owner');
  const ask = (name: string, input: unknown) => session.answer({ id: 0, name, input });
  await expect.poll(async () => partOf(await ask('audit.verify', { restart: false }), 'state')).toBe('intact');
  const lines: unknown = Reflect.get(Object(given(await ask('audit.search', { action: 'print' }))), 'lines');
  const outcomes = z.array(z.looseObject({ outcome: z.string(), by: z.string() })).parse(lines);
  expect(new Set(outcomes.map(({ by }) => by))).toEqual(new Set([OWNER.ownerName, 'Nina Ortiz']));
  const count = (outcome: string): number => outcomes.filter((line) => line.outcome === outcome).length;
  expect(count('intent')).toBe(count('committed') + count('failed'));
  expect(count('refused')).toBe(1);
  leave();
});
