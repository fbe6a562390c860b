import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { makeCanaries } from './canaries.ts';
import { keyNeedles, textNeedles } from './needles.ts';
import { processTree } from './process-tree.ts';
import { scanMemory } from './scan.ts';

type Holder = ChildProcessByStdio<Writable, Readable, null>;
const running: Holder[] = [];
afterEach(() => {
  for (const holder of running.splice(0)) holder.kill('SIGKILL');
});

test('bytes a process holds are found, and no longer once it overwrote them', async () => {
  const { name } = makeCanaries({ name: 'name' });
  const holder = start();
  const needles = textNeedles('name', name);
  expect(scanMemory([pidOf(holder)], { needles }).hits).toEqual([]);
  await tell(holder, 'bytes', Buffer.from(name));
  expect(scanMemory([pidOf(holder)], { needles }).hits).toEqual([
    expect.objectContaining({ pid: holder.pid, type: 'main', label: 'name', encoding: 'utf8' }),
  ]);
  await tell(holder, 'wipe');
  const after = scanMemory([pidOf(holder)], { needles });
  expect(after.hits).toEqual([]);
  expect(after.processes).toHaveLength(1);
  expect(after.unread).toEqual([]);
});

test('strings are found as V8 keeps them: one byte a letter with accents, and two', async () => {
  const canaries = makeCanaries({ accented: 'name', wide: 'name' });
  const [accented, wide] = [`${canaries.accented}ñé`, `${canaries.wide}病`];
  const holder = start();
  await tell(holder, 'latin', Buffer.from(accented, 'latin1'));
  await tell(holder, 'wide', Buffer.from(wide, 'utf16le'));
  const { hits } = scanMemory([pidOf(holder)], { needles: [...textNeedles('accented', accented), ...textNeedles('wide', wide)] });
  expect(hits.map(({ label, encoding }) => `${label} ${encoding}`)).toEqual(expect.arrayContaining(['accented latin1', 'wide utf16le']));
});

test('half of a key is found, and a report never holds a byte of it', async () => {
  const key = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 89 + 41) & 255));
  const holder = start();
  await tell(holder, 'bytes', key.subarray(16));
  const { hits } = scanMemory([pidOf(holder)], { needles: keyNeedles('records key', key) });
  expect(hits).toEqual([expect.objectContaining({ label: 'records key', encoding: 'raw' })]);
  expect(Object.keys(hits[0] ?? {}).sort()).toEqual(['count', 'encoding', 'label', 'mapping', 'pid', 'type']);
});

test('a process born of the root is searched too', async () => {
  const { name } = makeCanaries({ name: 'name' });
  const holder = start();
  await tell(holder, 'child', Buffer.from(name));
  const needles = textNeedles('name', name);
  const { hits } = scanMemory([pidOf(holder)], { needles });
  expect(hits.some((hit) => hit.pid !== holder.pid)).toBe(true);
});

test('an orphan is found by the mark in its environment', async () => {
  const marker = `HARNESS_RUN=${process.pid}-${Date.now()}`;
  const [name = '', value = ''] = marker.split('=');
  const shell = spawn('sh', ['-c', 'sleep 30 & echo $!'], { env: { ...process.env, [name]: value }, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(shell, 'exit');
  const [said]: Buffer[] = await once(shell.stdout, 'data');
  await ended;
  const orphan = Number(said?.toString());
  try {
    expect(processTree([], marker).map(({ pid }) => pid)).toEqual([orphan]);
  } finally {
    process.kill(orphan, 'SIGKILL');
  }
});

test('of a mapped file that was made shorter the lost pages count as read, because the file says that it ends before them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mapper-'));
  try {
    const [program, file] = [join(folder, 'mapper'), join(folder, 'mapped')];
    execFileSync('gcc', [join(import.meta.dirname, 'mapper.c'), '-o', program]);
    const { name } = makeCanaries({ name: 'name' });
    writeFileSync(file, Buffer.alloc(3 * 4096, '.'));
    const whole = await mapped(program, file);
    truncateSync(file, 4096);
    expect(scanMemory([whole], { needles: textNeedles('name', name) })).toMatchObject({ hits: [], unread: [] });
    // what the file holds where the mapping gives nothing is found all the same
    writeFileSync(file, Buffer.concat([Buffer.alloc(2 * 4096, '.'), Buffer.from(name)]));
    const { hits } = scanMemory([whole], { needles: textNeedles('name', name) });
    expect(hits.map(({ label, mapping }) => [label, mapping])).toContainEqual(['name', file]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a scanned process goes on afterwards', async () => {
  const holder = start();
  scanMemory([pidOf(holder)], { needles: textNeedles('nothing', 'nothing of the kind') });
  expect(await tell(holder, 'wipe')).toBe('done');
});

test('the scanner refuses to search itself, where it would find its own needles', () => {
  expect(() => scanMemory([process.pid], { needles: textNeedles('name', 'Quintanilla') })).toThrow('can not be part');
});

function start(): Holder {
  const holder = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  running.push(holder);
  return holder;
}

async function mapped(program: string, file: string): Promise<number> {
  const holder = spawn(program, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  running.push(holder);
  await once(holder.stdout, 'data');
  return pidOf(holder);
}

function pidOf(holder: Holder): number {
  if (holder.pid === undefined) throw new Error('the holder did not start');
  return holder.pid;
}

async function tell(holder: Holder, order: string, secret: Buffer = Buffer.alloc(0)): Promise<string> {
  holder.stdin.write(`${order} ${Buffer.from(secret.map((byte) => ~byte & 255)).toString('hex')}\n`);
  const [answer]: Buffer[] = await once(holder.stdout, 'data');
  return answer?.toString().trim() ?? '';
}
