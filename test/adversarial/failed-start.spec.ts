import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import { runtime } from '../../build/setup/runtime.ts';
import { FAILURES } from '../../shared/failure.ts';
import { newFolder } from '../support/workstation.ts';

/** A start that breaks is told to the person and to the log, and ends; no window goes on saying that Anteroom is starting. */
const BREAKER = join(import.meta.dirname, '..', 'support', 'broken-start.cjs');

/** Starts it as its users do, broken at this point, and waits until it has ended. */
const startBroken = async (practice: string, breaks = ''): Promise<{ readonly code: unknown; readonly said: string }> => {
  const { electronPath, env } = runtime();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electronPath, ['-r', BREAKER, '.', `--practice=${practice}`, '--synthetic', '--keep-main', ...sandbox], {
    env: { ...process.env, ...env, ANTEROOM_BREAKS: breaks },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
  const [code] = await once(child, 'close');
  clearTimeout(late);
  return { code, said };
};

const { en, es, tag } = FAILURES.internal;
const TOLD = `Anteroom: ${en}\n\n${es}\n\n(${tag})\n`;

for (const point of ['the first window', 'the rest of main', 'the session']) {
  test(`a start that breaks at ${point} says so in both languages and in the log, without the words of the fault, and ends`, async () => {
    const folder = newFolder();
    const { code, said } = await startBroken(folder, point);
    expect(said).toContain(TOLD);
    expect(code).toBe(4);
    const log = readFileSync(join(folder, 'logs', 'main.log'), 'utf8');
    expect(log).toContain('start-failed code=internal');
    expect(`${said}${log}`).not.toContain('Okafor');
    expect(existsSync(join(folder, 'workstation.json'))).toBe(false);
  });
}

test('a start that breaks before anything can be shown in a window ends and says why', async () => {
  const { code, said } = await startBroken(relative(process.cwd(), newFolder()));
  expect(said).toContain(TOLD);
  expect(code).toBe(4);
});
