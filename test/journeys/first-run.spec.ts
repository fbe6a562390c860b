import { expect, test } from '@playwright/test';
import { codeFor, found, OWNER } from '../support/people.ts';
import { given, NO_LISTS, sayLast, startWorkstation } from '../support/workstation.ts';

test('a practice is founded, a patient registered and found, and after a lock the same person is back', async () => {
  const station = await startWorkstation();
  const { desk } = await found(station);
  const registered = await given(desk, 'patient.register', {
    details: { familyName: 'García', givenName: 'María', birthDate: '1961-03-04' },
    lists: NO_LISTS,
  });
  const found1 = await given(desk, 'patient.search', { query: 'gar mar' });
  expect(found1.hits.map((hit) => hit.patientId)).toEqual([registered.patientId]);
  sayLast(desk, 'session.lock', {});
  const door = await station.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
  const status = await given(door, 'door.status', {});
  expect(status).toMatchObject({ state: 'locked', people: [{ name: OWNER.ownerName, passwordOnly: true }] });
  sayLast(door, 'door.sign-in', { userId: status.people[0]?.userId, password: OWNER.password });
  const again = await station.page('workspace');
  expect((await given(again, 'patient.open', { patientId: registered.patientId })).details.familyName).toBe('García');
  await station.close();
});

test('R4: a restarted workstation asks for both factors, and a used code is refused', async () => {
  const station = await startWorkstation();
  const { secret, usedCode } = await found(station);
  await station.close();
  const next = await startWorkstation(station.folder);
  const door = await next.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
  const status = await given(door, 'door.status', {});
  const userId = status.people[0]?.userId;
  expect(status.people[0]?.passwordOnly).toBe(false);
  sayLast(door, 'door.sign-in', { userId, password: OWNER.password, code: usedCode });
  const afresh = await next.page('unlock', door);
  expect((await given(afresh, 'door.status', {})).refused?.code).toBe('code-used');
  sayLast(afresh, 'door.sign-in', { userId, password: OWNER.password, code: await codeFor(secret, 1) });
  expect((await given(await next.page('workspace'), 'session.status', {})).name).toBe(OWNER.ownerName);
  await next.close();
});
