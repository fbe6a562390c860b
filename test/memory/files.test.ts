import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeCanaries } from './canaries.ts';
import { scanFiles } from './files.ts';
import { textNeedles } from './needles.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'file-scan-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const { name } = makeCanaries({ name: 'name' });
const needles = textNeedles('name', name);

test('a canary is found in any file below, in both encodings, and in a file name', () => {
  mkdirSync(join(home, 'deep', name), { recursive: true });
  writeFileSync(join(home, 'deep', 'log'), Buffer.concat([Buffer.alloc(5_000_000), Buffer.from(name), Buffer.alloc(9)]));
  writeFileSync(join(home, 'wide'), Buffer.from(`x${name}`, 'utf16le'));
  writeFileSync(join(home, 'clean'), 'nothing');
  const scan = scanFiles({ needles, directories: [home, join(home, 'missing')] });
  expect(scan).toMatchObject({ files: 3, unread: [] });
  expect(scan.hits.map(({ file, within, encoding, count }) => [file, within, encoding, count]).sort()).toEqual([
    [join(home, 'deep'), 'name', 'utf8', 1],
    [join(home, 'deep', 'log'), 'bytes', 'utf8', 1],
    [join(home, 'wide'), 'bytes', 'utf16le', 1],
  ]);
});

test('a file that was deleted but is still held open is searched too', async () => {
  const file = join(home, 'spill');
  writeFileSync(file, `spilled ${name}`);
  const holder = spawn(process.execPath, [
    '-e',
    `const fs = require('fs'); fs.openSync(${JSON.stringify(file)}); fs.rmSync(${JSON.stringify(file)}); console.log('open'); setInterval(() => {}, 1000)`,
  ]);
  try {
    await once(holder.stdout, 'data');
    expect(scanFiles({ needles, directories: [home] }).hits).toEqual([]);
    const { hits } = scanFiles({ needles, directories: [home], openBy: [holder.pid ?? 0] });
    expect(hits).toEqual([expect.objectContaining({ file: `${file} (deleted) of process ${holder.pid}`, label: 'name', count: 1 })]);
  } finally {
    holder.kill('SIGKILL');
  }
});
