import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Says that it runs, and ends with 7 when it is asked to. */
const POLITE = "process.on('SIGTERM', () => process.exit(7)); setInterval(() => undefined, 1000); console.log('running');";

/** Stops the outermost command alone, as a service manager or `npm start &` does, once what it runs is there. */
const stoppedAlone = async (child: ChildProcess): Promise<number | null> => {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes('running')) child.kill('SIGTERM');
  });
  const [code] = await once(child, 'close');
  return code;
};

test('whoever stops the entry of a script stops the script, and learns how it ended', async () => {
  const entry = `import { runThrough } from ${JSON.stringify(join(import.meta.dirname, 'run-through.mjs'))};
    process.exit(await runThrough(process.execPath, ['-e', ${JSON.stringify(POLITE)}], {}));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', entry], { stdio: ['ignore', 'pipe', 'inherit'] });
  expect(await stoppedAlone(child)).toBe(7);
});

test.runIf(process.platform === 'linux')(
  'whoever stops the throw-away keyring stops the command in it, and nothing of it stays',
  async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'anteroom-stop-'));
    const script = join(import.meta.dirname, 'with-keyring.sh');
    const child = spawn(script, [process.execPath, '-e', POLITE], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    expect(await stoppedAlone(child)).toBe(7);
    expect(readdirSync(temporary)).toEqual([]);
    await rm(temporary, { recursive: true });
  },
);
