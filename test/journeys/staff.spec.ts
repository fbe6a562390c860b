import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { codeFor, found, OWNER } from '../support/people.ts';
import { ask, given, sayLast, startWorkstation } from '../support/workstation.ts';

const LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
const NEW_PASSWORD = 'nine paper boats drift past 73';

test('R3: a colleague enrols with a one-time password, sees the same patients, and removing them rotates the records key', {
  tag: '@waits',
}, async () => {
  test.setTimeout(180_000);
  const station = await startWorkstation();
  const { desk, secret } = await found(station);
  const { patientId } = await given(desk, 'patient.register', { details: { familyName: 'Lindqvist', givenName: 'Åsa' }, lists: LISTS });
  const added = await given(desk, 'staff.add', {
    name: 'Tomás Rivera',
    signInName: 'tomas',
    role: 'front-desk',
    code: await codeFor(secret, 1),
  });
  sayLast(desk, 'session.lock', {});

  const door = await station.page('unlock');
  const { next, ...rest } = await given(door, 'door.sign-in', { signInName: 'tomas', password: added.oneTimePassword });
  expect(next).toBe('enrol');
  const theirs = 'enrolment' in rest ? rest.enrolment.secret : '';
  expect(await ask(door, 'door.enrol', { password: 'password1234', code: await codeFor(theirs) })).toMatchObject({
    ok: false,
    code: 'weak-password',
  });
  expect((await given(door, 'door.enrol', { password: NEW_PASSWORD, code: await codeFor(theirs) })).recoveryCodes).toHaveLength(10);
  sayLast(door, 'door.enter', {});
  const colleague = await station.page('workspace');
  expect(await given(colleague, 'session.status', {})).toMatchObject({ name: 'Tomás Rivera', role: 'front-desk' });
  expect((await given(colleague, 'patient.open', { patientId })).details.givenName).toBe('Åsa');
  expect(await ask(colleague, 'staff.list', {})).toMatchObject({ ok: false, code: 'not-permitted' });
  sayLast(colleague, 'session.lock', {});

  const again = await station.page('unlock');
  sayLast(again, 'door.sign-in', { signInName: 'amara', password: OWNER.password });
  const owner = await station.page('workspace');
  // A fresh code is asked for what changes a right: wait for a step that was not spent yet.
  await expect
    .poll(async () => (await ask(owner, 'staff.remove', { userId: added.userId, code: await codeFor(secret, 1) })).ok, {
      timeout: 60_000,
      intervals: [3000],
    })
    .toBe(true);
  // main hears of it beside the answer to the page
  await expect.poll(async () => (await given(owner, 'session.status', {})).rotationPending).toBe(true);
  sayLast(owner, 'session.lock', {});
  sayLast(await station.page('unlock'), 'door.sign-in', { signInName: 'amara', password: OWNER.password });
  const after = await station.page('workspace');
  expect((await given(after, 'patient.open', { patientId })).details.givenName).toBe('Åsa');
  expect(readdirSync(station.folder).filter((name) => name.endsWith('.db'))).toEqual(['ledger.db', 'records-2.db']);
  expect((await given(after, 'session.status', {})).rotationPending).toBe(false);
  await expect.poll(async () => (await given(after, 'audit.verify', { restart: false })).state, { timeout: 20_000 }).toBe('intact');
  sayLast(after, 'session.lock', {});
  // The right password and the right code of somebody who is no longer one of us: told no more than a stranger, and written down.
  const last = await station.page('unlock');
  const tried = { signInName: 'tomas', password: NEW_PASSWORD, code: await codeFor(theirs, 1) };
  sayLast(last, 'door.sign-in', tried);
  // Whoever is turned away takes vault and page with them.
  await expect.poll(() => last.isClosed(), { timeout: 20_000 }).toBe(true);
  const fresh = await station.page('unlock');
  await expect.poll(async () => (await given(fresh, 'door.status', {})).state).toBe('locked');
  const { refused, people } = await given(fresh, 'door.status', {});
  expect(refused).toMatchObject({ code: 'sign-in-failed', userId: null });
  expect(people.map(({ name }) => name)).toEqual([OWNER.ownerName]);
  sayLast(fresh, 'door.sign-in', { signInName: 'amara', password: OWNER.password });
  const reader = await station.page('workspace');
  expect((await given(reader, 'audit.search', { action: 'session.failed' })).lines.length).toBeGreaterThan(0);
  await station.close();
});
