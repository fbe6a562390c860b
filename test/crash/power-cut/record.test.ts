import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chance } from '../../random.ts';
import { Disk, type Tree } from './disk.ts';
import type { Log } from './log.ts';
import { record } from './record.ts';

let home = '';
let dir = '';
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'power-cut-test-')));
  dir = join(home, 'watched');
  mkdirSync(dir);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('with every write kept, the image is the directory, byte for byte', async () => {
  writeFileSync(join(dir, 'old'), 'there before the recording');
  const log = await watch(`
    fs.writeFileSync('plain', 'one');
    fs.appendFileSync('plain', ' and two');
    fs.copyFileSync('plain', 'copied');
    fs.copyFileSync(process.execPath, 'large');
    fs.truncateSync('large', 3_000_001);
    fs.mkdirSync('a/b', { recursive: true });
    fs.writeFileSync('a/b/c', Buffer.alloc(70_000, 3));
    fs.renameSync('a', 'moved');
    fs.renameSync('plain', 'moved/plain');
    fs.linkSync('old', 'linked');
    fs.rmSync('old');
    fs.writeFileSync('old', 'made again');
    fs.writeFileSync('gone', 'x');
    fs.rmSync('gone');
    const fd = fs.openSync('vector', 'w+');
    fs.writevSync(fd, [Buffer.from('abc'), Buffer.from('def')]);
    fs.writevSync(fd, [Buffer.from('XY')], 4);
    fs.writeSync(fd, 'sparse', 9000);
    fs.ftruncateSync(fd, 12_000);
    fs.closeSync(fd);
    await fs.promises.writeFile('thread-pool', 'by libuv');
    await fs.promises.rm('moved/b', { recursive: true });
    await new Promise((done) => new (require('node:worker_threads').Worker)("require('node:fs').writeFileSync('worker', 'w')", { eval: true }).on('exit', done));
    require('node:child_process').execFileSync('sh', ['-c', 'echo from a child > child; mkdir -p d; mv child d/child; rm -f copied']);
  `);
  const image = atEnd(log, 'all');
  const real = onDisk(dir);
  expect([...image.keys()].sort()).toEqual([...real.keys()].sort());
  for (const [path, bytes] of real) expect(bytes === null ? image.get(path) === null : image.get(path)?.equals(bytes), path).toBe(true);
  expect(real.get('large')?.length).toBe(3_000_001);
});

test('what was synced is always there, what was not may be gone', async () => {
  const log = await watch(`
    const sync = (path) => { const fd = fs.openSync(path, 'r'); fs.fsyncSync(fd); fs.closeSync(fd); };
    fs.writeFileSync('kept', 'kept'); sync('kept');
    fs.writeFileSync('nameless', 'synced, but not its folder');
    sync('.');
    fs.appendFileSync('kept', ' lost');
    fs.writeFileSync('late', 'x'); sync('late');
  `);
  expect(plain(atEnd(log, 'none'))).toEqual({ kept: 'kept', nameless: '' });
  expect(plain(atEnd(log, 'none', 'journalled'))).toEqual({ kept: 'kept', nameless: '', late: 'x' });
  expect(plain(atEnd(log, 'all'))).toEqual({ kept: 'kept lost', nameless: 'synced, but not its folder', late: 'x' });
});

test('a torn write loses whole 512-byte sectors and nothing smaller', async () => {
  const log = await watch(`
    fs.writeFileSync('sectors', Buffer.alloc(512 * 40, 1));
    let fd = fs.openSync('sectors', 'r+'); fs.fsyncSync(fd);
    const folder = fs.openSync('.', 'r'); fs.fsyncSync(folder);
    fs.writeSync(fd, Buffer.alloc(512 * 40, 2), 0, 512 * 40, 0);
  `);
  const sectors = atEnd(log, 'torn').get('sectors') ?? Buffer.alloc(0);
  const first = Array.from({ length: 40 }, (_, sector) => sectors[sector * 512]);
  expect(new Set(first)).toEqual(new Set([1, 2]));
  for (const [sector, value] of first.entries())
    expect(sectors.subarray(sector * 512, sector * 512 + 512).every((byte) => byte === value)).toBe(true);
});

test('a sync covers only what was written before it began', () => {
  const at = { inode: 1, path: '/w/f' };
  const nothing = Buffer.alloc(0);
  const log: Log = {
    dir: '/w',
    before: [{ path: 'f', inode: 1, bytes: nothing }],
    records: [
      { ...at, type: 'write', sequence: 1, offset: 0, data: Buffer.from('a') },
      { ...at, type: 'sync-begin', sequence: 2, offset: 0, data: nothing },
      { ...at, type: 'write', sequence: 3, offset: 1, data: Buffer.from('b') },
      { ...at, type: 'sync-end', sequence: 4, offset: 2, data: nothing },
    ],
  };
  expect(plain(atEnd(log, 'none'))).toEqual({ f: 'a' });
});

test('a run that can not be replayed faithfully is refused', async () => {
  writeFileSync(join(dir, 'holed'), Buffer.alloc(8192, 1));
  const punch = record({ command: 'fallocate', args: ['--punch-hole', '--offset', '0', '--length', '4096', join(dir, 'holed')] }, dir);
  await expect(punch).rejects.toThrow("can't be replayed faithfully");
});

function watch(script: string): Promise<Log> {
  const source = `const fs = require('node:fs'); process.chdir(${JSON.stringify(dir)}); (async () => {${script}})();`;
  return record({ command: process.execPath, args: ['-e', source] }, dir);
}

function atEnd(log: Log, fate: 'all' | 'none' | 'torn', names: 'posix' | 'journalled' = 'posix'): Tree {
  const disk = new Disk(log, names);
  disk.playTo(log.records.length);
  return disk.after(fate, chance(1));
}

function plain(tree: Tree): Record<string, string> {
  return Object.fromEntries([...tree].map(([path, bytes]) => [path, bytes?.toString() ?? '(folder)']));
}

function onDisk(root: string): Tree {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return new Map(
    entries.map((entry) => [
      relative(root, join(entry.parentPath, entry.name)),
      entry.isFile() ? readFileSync(join(entry.parentPath, entry.name)) : null,
    ]),
  );
}
