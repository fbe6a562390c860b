import { expect, type Page, test } from '@playwright/test';
import { type Findings, lookAt } from '../support/look-at.ts';
import { found, OWNER } from '../support/people.ts';
import { Phone } from '../support/phone.ts';
import { enterWith, lockByKeys, press } from '../support/screen.ts';
import { ask, given, NO_LISTS, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const RUN_MS = 3;
const REST_MS = 1500;
const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const vaultOf = (station: TestWorkstation): Promise<number> =>
  station.app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Anteroom vault')?.pid ?? 0);

/** Lets a process run for a five-hundredth of the time, as a machine with much else to do would; until the answer is called. */
const slowDown = (pid: number): (() => Promise<void>) => {
  let on = true;
  const signal = (name: NodeJS.Signals): boolean => {
    try {
      return process.kill(pid, name);
    } catch {
      return false;
    }
  };
  const pulses = (async () => {
    while (on && signal('SIGSTOP')) {
      await rest(REST_MS);
      signal('SIGCONT');
      await rest(RUN_MS);
    }
  })();
  return async () => {
    on = false;
    await pulses;
  };
};

/** Answers once the sign-in that is under way has come to the rotation. */
const untilRotating = (door: Page): Promise<void> =>
  door.evaluate(async () => {
    const ask = Reflect.get(window, 'clinic')['door.rotation'];
    for (let answer = await ask({ postpone: false }); !answer.ok || answer.value.step === null; answer = await ask({ postpone: false }))
      await new Promise((resolve) => setTimeout(resolve, 5));
  });

const isPending = async (desk: Page): Promise<boolean> => (await given(desk, 'session.status', {})).rotationPending;

test('a sign-in that waits for the records’ new key says so, can go past it after ten seconds, and the next one makes the key', {
  tag: '@waits',
}, async () => {
  test.setTimeout(180_000);
  const station = await startWorkstation();
  const { desk, secret } = await found(station, OWNER, -1);
  const phone = new Phone(secret, -1);
  const { patientId } = await given(desk, 'patient.register', { details: { familyName: 'Lindqvist', givenName: 'Åsa' }, lists: NO_LISTS });
  const newcomer = { name: 'Tomás Rivera', signInName: 'tomas', role: 'front-desk', endsOn: null } as const;
  const { userId } = await given(desk, 'staff.add', { ...newcomer, code: await phone.code() });
  expect(await ask(desk, 'staff.remove', { userId, code: await phone.code() })).toMatchObject({ ok: true });
  // main hears of it beside the answer to the page
  await expect.poll(() => isPending(desk)).toBe(true);

  const door = await lockByKeys(station);
  const rotating = untilRotating(door);
  await door.locator('input[name="password"]').fill(OWNER.password);
  await door.keyboard.press('Enter');
  await rotating;
  const atFullSpeed = slowDown(await vaultOf(station));
  const wrong: Findings = [];
  await expect(door.getByText('Somebody was removed from the staff, so the records get a new key.')).toBeVisible({ timeout: 20_000 });
  await lookAt(station, door, 'rotation', wrong);
  await press(door, 'Sign in now, make the new key next time');
  await atFullSpeed();
  const late = await station.page('workspace');
  expect(await isPending(late)).toBe(true);
  expect((await given(late, 'patient.open', { patientId })).details.givenName).toBe('Åsa');

  const next = await enterWith(station, await lockByKeys(station), OWNER.password);
  expect(await isPending(next)).toBe(false);
  expect((await given(next, 'patient.open', { patientId })).details.givenName).toBe('Åsa');
  expect(wrong).toEqual([]);
  await station.close();
});
