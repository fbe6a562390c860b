import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FullDisk } from './disk-full.ts';
import { runFull } from './run-full.ts';

test('a disk that fills up at any write costs no acknowledged transaction', async () => {
  const module = join(import.meta.dirname, '..', '..', 'crash', 'chained-table.ts');
  const acked: number[] = [];
  for (const [turn, nth] of [1, 5, 40, 300, 700, 1100, 1500].entries()) {
    const outcome = await runFull({ module, seed: 2, transactions: 200, nth, partial: turn % 2 === 1 });
    expect(outcome.faults).toEqual([]);
    expect(outcome.refused).toBeGreaterThan(0);
    acked.push(outcome.acked.length);
  }
  expect(acked).toEqual([...acked].sort((a, b) => a - b));
  expect(acked.at(-1)).toBeGreaterThan(20);
});

test('a program meets the full disk as ENOSPC, or EIO, and works on when there is room', async () => {
  const home = mkdtempSync(join(tmpdir(), 'disk-full-test-'));
  const dir = join(home, 'full');
  mkdirSync(dir);
  using disk = new FullDisk(dir);
  const program = `
    const fs = require('node:fs');
    const fd = fs.openSync('kept', 'w');
    const tries = { append: () => fs.writeSync(fd, 'x'), make: () => fs.writeFileSync('new', 'y'), outside: () => fs.writeFileSync('../outside', 'z'), shrink: () => fs.ftruncateSync(fd, 1) };
    console.log('ready');
    process.stdin.on('data', (name) => { try { tries[String(name).trim()](); console.log('worked'); } catch (error) { console.log(error.code); } });
  `;
  const child = spawn(process.execPath, ['-e', program], { cwd: dir, env: { ...process.env, ...disk.env } });
  const heard = async () => String((await once(child.stdout, 'data'))[0]).trim();
  const ask = (name: string) => {
    child.stdin.write(name);
    return heard();
  };
  try {
    expect(await heard()).toBe('ready');
    expect(await ask('append')).toBe('worked');
    disk.fillAt(2);
    expect(await ask('append')).toBe('worked');
    expect(await ask('append')).toBe('ENOSPC');
    expect(await ask('make')).toBe('ENOSPC');
    expect(await ask('outside')).toBe('worked');
    expect(await ask('shrink')).toBe('worked');
    disk.fillAt(1, { error: 'EIO' });
    expect(await ask('append')).toBe('EIO');
    disk.free();
    expect(await ask('append')).toBe('worked');
    expect(await ask('make')).toBe('worked');
    expect(readFileSync(join(dir, 'new'), 'utf8')).toBe('y');
    expect(statSync(join(dir, 'kept')).size).toBe(3);
    expect(disk.writes().refused).toBe(3);
  } finally {
    child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
});
