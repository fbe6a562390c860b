import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, type Page, test } from '@playwright/test';
import { AUDIT_FINDINGS } from '../../shared/audit-findings.ts';
import { FAILURES } from '../../shared/failure.ts';
import { type Findings, lookAt } from '../support/look-at.ts';
import { found, OWNER } from '../support/people.ts';
import { Phone } from '../support/phone.ts';
import { field, goTo, press } from '../support/screen.ts';
import { ask, given, NO_LISTS, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** Another program of the same person edits one entry of the log. */
const edit = async (folder: string, seq: number): Promise<void> => {
  const forger = spawn(process.execPath, [join(import.meta.dirname, '..', 'support', 'log-forger.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  forger.stdin.end(JSON.stringify({ folder, seq }));
  const [size, [code]] = await Promise.all([text(forger.stdout), once(forger, 'exit')]);
  expect(code).toBe(0);
  expect(Number(size)).toBeGreaterThan(seq + 3);
};

const EDITED = 12;
const details = { familyName: 'Okafor', givenName: 'Ada', birthDate: '1970-01-02' };

const signIn = async (station: TestWorkstation, code?: string): Promise<Page> => {
  const door = await station.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
  sayLast(door, 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password, ...(code === undefined ? {} : { code }) });
  return station.page('workspace');
};
const logOf = async (desk: Page) => (await given(desk, 'session.status', {})).log;

/** R8: an entry that was edited while the workstation was off is named without anybody asking, nothing is changed from then on, and a person with a code decides. */
test('R8: an entry edited in the middle of the log is named by itself, makes the records read-only, and an owner decides', async () => {
  test.setTimeout(180_000);
  const first = await startWorkstation();
  const { desk, secret, recoveryCodes } = await found(first, OWNER, -1);
  const phone = new Phone(secret, -1);
  const { patientId } = await given(desk, 'patient.register', { details, lists: NO_LISTS });
  for (let look = 0; look < 12; look += 1) await given(desk, 'patient.open', { patientId });
  await expect.poll(async () => (await logOf(desk)).state).toBe('intact');
  await first.close();

  await edit(first.folder, EDITED);
  const station = await startWorkstation(first.folder);
  try {
    const again = await signIn(station, recoveryCodes[0] ?? '');
    await expect.poll(() => logOf(again), { timeout: 30_000 }).toMatchObject({ state: 'broken', finding: { kind: 'edited', seq: EDITED } });
    await expect(again.getByText('Read-only').first()).toBeVisible({ timeout: 15_000 });

    const refused = { ok: false, code: 'log-broken' };
    expect(await ask(again, 'patient.update', { patientId, version: 1, changes: { city: 'Galway' }, lists: {} })).toEqual(refused);
    expect(await ask(again, 'patient.register', { details: { ...details, familyName: 'Other' }, lists: NO_LISTS })).toEqual(refused);
    expect((await given(again, 'patient.open', { patientId })).details.familyName).toBe('Okafor');
    const draftId = crypto.randomUUID();
    await given(again, 'draft.keep', { draftId, form: 'patient.register', subjectId: null, content: '{}' });

    const alerts = await given(again, 'audit.search', { action: 'audit.alert' });
    expect(alerts.lines.map(({ reason, rows, operation }) => [operation, reason, rows])).toEqual([['main.watch', 'edited', EDITED]]);
    await again.keyboard.press('Alt+6');
    await expect(again.getByText(AUDIT_FINDINGS.edited.en).first()).toBeVisible();

    // It is still known after a lock, and said once.
    sayLast(again, 'session.lock', {});
    const later = await signIn(station);
    expect(await ask(later, 'patient.archive', { patientId, version: 1, archived: true })).toEqual(refused);
    expect((await given(later, 'audit.search', { action: 'audit.alert' })).lines).toHaveLength(1);

    expect(await ask(later, 'audit.accept-finding', { seq: EDITED, code: '000000', reason: 'not-known' })).toMatchObject({
      ok: false,
      code: 'sign-in-failed',
    });
    expect(await ask(later, 'audit.accept-finding', { seq: EDITED + 1, code: await phone.code(), reason: 'not-known' })).toMatchObject({
      ok: false,
    });

    await goTo(later, 'Today', 'Places');
    const wrong: Findings = [];
    await lookAt(station, later, 'log-finding-today', wrong);
    await press(later, 'Look at the finding');
    const decide = later.getByRole('button', { name: 'Go on with this log' });
    await expect(decide).toBeDisabled();
    await lookAt(station, later, 'log-finding-office', wrong);
    await later.getByLabel('Nobody knows why').check();
    await field(later, 'Code from your phone').fill('000 000');
    await decide.click();
    await expect(later.getByText(FAILURES['sign-in-failed'].en)).toBeVisible();
    await field(later, 'Code from your phone').fill(await phone.code());
    await decide.click();
    await expect(later.getByText('It was decided. Changes are possible again.')).toBeVisible();
    expect(wrong).toEqual([]);
    expect(await logOf(later)).toMatchObject({ state: 'intact', finding: null });
    await given(later, 'patient.update', { patientId, version: 1, changes: { city: 'Galway' }, lists: {} });
    const reviews = (await given(later, 'audit.search', { action: 'audit.review', outcome: 'allowed' })).lines;
    expect(reviews).toMatchObject([{ reason: 'not-known', rows: EDITED, by: OWNER.ownerName }]);
    expect(FAILURES['log-broken'].tag).toBe('GATE-8');
  } finally {
    await station.close();
  }
});
