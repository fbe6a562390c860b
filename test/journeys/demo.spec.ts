import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { credentialLines } from '../../build/demo/credentials.ts';
import { forgetDemo } from '../../build/demo/forget.ts';
import { codeNow } from '../../build/demo/founding.ts';
import { makeDemo } from '../../build/demo/making.ts';
import { runtime } from '../../build/setup/runtime.ts';
import { readCard } from '../../main/workstation/card.ts';
import { processTree } from '../memory/process-tree.ts';
import { until } from '../support/bare-workstation.ts';
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
    // what made the demonstration wrote its log as people do: one after the other
    await expect.poll(async () => (await given(desk, 'session.status', {})).log.state).toBe('intact');
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

test('whoever stops the demonstration from outside closes its window, and neither folder, keys nor process stays', async () => {
  test.setTimeout(300_000);
  const { electronPath, env } = runtime();
  const temporary = mkdtempSync(join(process.env['HOME'] ?? '.', 'demo-'));
  const root = join(import.meta.dirname, '..', '..');
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const demo = [
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    join(root, 'build', 'demo', 'main.ts'),
    electronPath,
    ...sandbox,
    root,
  ];
  const outermost = spawn(join(root, 'build', 'setup', 'with-keyring.sh'), demo, {
    cwd: root,
    env: { ...process.env, ...env, TMPDIR: temporary },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const theirs = () => processTree([], `TMPDIR=${temporary}`);
  await until('the window', async () => (theirs().some(({ type }) => type === 'renderer') ? true : undefined), 240_000);
  outermost.kill('SIGTERM');
  await once(outermost, 'close');
  expect(theirs()).toEqual([]);
  expect(readdirSync(temporary).filter((name) => name.startsWith('anteroom-'))).toEqual([]);
});
