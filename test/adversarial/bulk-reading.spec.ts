import { expect, test } from '@playwright/test';
import { found, OWNER } from '../support/people.ts';
import { given, sayLast, startWorkstation } from '../support/workstation.ts';

test('a script in the page that opens charts as fast as it can sees few of them, and ends the session with an alert', async () => {
  test.setTimeout(120_000);
  const station = await startWorkstation();
  const { desk } = await found(station);
  const shown: number[] = [];
  desk.on('console', (message) => {
    const [, count] = /^shown (\d+)$/.exec(message.text()) ?? [];
    if (count !== undefined) shown.push(Number(count));
  });
  const script = desk.evaluate(async () => {
    const clinic = Reflect.get(window, 'clinic');
    const lists = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
    const ids: string[] = [];
    for (let n = 0; n < 210; n += 1) {
      const made = await clinic['patient.register']({ details: { familyName: `Taken${n}`, givenName: 'Ida' }, lists });
      if (made.ok) ids.push(made.value.patientId);
    }
    let count = 0;
    for (const patientId of ids) {
      const answer = await clinic['patient.open']({ patientId });
      if (answer.ok) count += 1;
      console.log(`shown ${count}`);
    }
  });
  await script.catch(() => undefined);
  const door = await station.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {}).catch(() => null))?.lockedBecause).toBe('bulk-reading');
  expect(shown.at(-1)).toBeGreaterThanOrEqual(40);
  // A loaded machine gives the script a few more seconds, and with them a few more charts.
  expect(shown.at(-1)).toBeLessThan(100);

  sayLast(door, 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password });
  const again = await station.page('workspace');
  await expect.poll(async () => (await given(again, 'audit.search', {})).catchingUp).toBe(false);
  const [alert] = (await given(again, 'audit.search', { action: 'audit.alert' })).lines;
  expect(alert).toMatchObject({ by: OWNER.ownerName, object: 'bulk-reading' });
  const [lock] = (await given(again, 'audit.search', { action: 'session.lock' })).lines;
  expect(lock).toMatchObject({ by: OWNER.ownerName, reason: 'bulk-reading' });
  await station.close();
});
