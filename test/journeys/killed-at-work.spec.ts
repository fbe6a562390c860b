import { expect, test } from '@playwright/test';
import { isAlive, killQuietly, startBareWorkstation, until } from '../support/bare-workstation.ts';
import { found, OWNER } from '../support/people.ts';
import { given, sayLast } from '../support/workstation.ts';

/** Moments after the first acknowledged save at which the whole application is killed. */
const POINTS_MS = [3, 40, 400];

test('kill -9 of the whole application in the middle of saves loses nothing that was said to be saved', async () => {
  test.setTimeout(240_000);
  let station = await startBareWorkstation();
  const saved = new Set<string>();
  const practice = await found(station);
  let { desk } = practice;
  const { userId } = await given(desk, 'session.status', {});
  try {
    for (const [turn, after] of POINTS_MS.entries()) {
      const said: string[] = [];
      desk.on('console', (message) => {
        const [, name] = /^saved (Saver[a-z]{4})$/.exec(message.text()) ?? [];
        if (name !== undefined) said.push(name);
      });
      const work = desk.evaluate(async (point) => {
        const lists = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
        const letters = (n: number): string =>
          [17_576, 676, 26, 1].map((place) => 'abcdefghijklmnopqrstuvwxyz'[Math.trunc(n / place) % 26]).join('');
        for (let n = 0; ; n += 1) {
          const details = { familyName: `Saver${letters(point * 20_000 + n * 31)}`, givenName: 'Ida', birthDate: '1990-05-05' };
          const answer = await Reflect.get(window, 'clinic')['patient.register']({ details, lists });
          if (answer.ok) console.log(`saved ${details.familyName}`);
        }
      }, turn);
      void work.catch(() => undefined);
      await until('the first save', async () => (said.length > 0 ? true : undefined));
      await new Promise((resolve) => setTimeout(resolve, after));
      const all = station.processes();
      for (const { pid } of all) killQuietly(pid);
      await until('the end', async () => (all.some(({ pid }) => isAlive(pid)) ? undefined : true));
      for (const name of said) saved.add(name);
      await station.detach();

      station = await startBareWorkstation([], station.folder);
      const door = await station.page('unlock');
      sayLast(door, 'door.sign-in', { userId, password: OWNER.password, code: practice.recoveryCodes[turn] ?? '' });
      desk = await station.page('workspace');
      const lost: string[] = [];
      for (const name of saved) {
        const { hits } = await given(desk, 'patient.search', { query: name, limit: 50 });
        if (!hits.some(({ familyName }) => familyName === name)) lost.push(name);
      }
      expect(lost).toEqual([]);
    }
    expect(saved.size).toBeGreaterThanOrEqual(POINTS_MS.length);
  } finally {
    await station.close();
  }
});
