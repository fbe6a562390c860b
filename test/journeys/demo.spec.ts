import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { credentialLines } from '../../build/demo/credentials.ts';
import { forgetDemo } from '../../build/demo/forget.ts';
import { codeNow } from '../../build/demo/founding.ts';
import { makeDemo } from '../../build/demo/making.ts';
import { readCard } from '../../main/workstation/card.ts';
import { given, newFolder, sayLast, startWorkstation } from '../support/workstation.ts';

test('what the terminal prints opens the demonstration, and its patients are there for each role', async () => {
  const folder = join(newFolder(), 'practice');
  const heard: number[] = [];
  const people = await makeDemo(folder, 60, (done) => heard.push(done));
  expect(heard).toEqual([50]);
  expect(readCard(folder)?.synthetic).toBe(true);
  expect(readdirSync(folder)).not.toContain('.making');

  const station = await startWorkstation(folder);
  for (const signInName of ['tom', 'lena']) {
    const person = people.find((one) => one.signInName === signInName);
    if (person === undefined) throw new Error(`nobody is called ${signInName}`);
    const printed = (await credentialLines(people, Date.now())).find((line) => line.includes(person.name)) ?? '';
    expect(printed).toContain(person.password);
    const [, code = ''] = /(\d{3} \d{3})$/.exec(printed) ?? [];
    expect(code.replace(' ', '')).toBe(await codeNow(person.secret));
    sayLast(await station.page('unlock'), 'door.sign-in', { userId: person.userId, password: person.password, code });
    const desk = await station.page('workspace');
    expect((await given(desk, 'session.status', {})).name).toBe(person.name);
    const { hits } = await given(desk, 'patient.search', { query: 'garcia maria' });
    // The outside reviewer sees a few assigned patients and of them the minimum.
    if (signInName === 'tom') expect(hits.filter(({ phone }) => phone !== undefined).length).toBeGreaterThan(0);
    else expect(hits.filter(({ phone }) => phone !== undefined)).toEqual([]);
    sayLast(desk, 'session.lock', {});
    await station.page('unlock');
  }
  await station.close();
  await forgetDemo(
    folder,
    people.map(({ userId }) => userId),
  );
  expect(existsSync(join(folder, 'records.db')) || readdirSync(folder).some((name) => name.endsWith('.db'))).toBe(true);
  const after = await startWorkstation(folder);
  const door = await after.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).broken).toBe('key-absent');
  await after.close();
});
