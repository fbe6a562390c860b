import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../../main/store/open.ts';
import { freshKey } from '../../support/access.ts';
import { FullDisk } from './disk-full.ts';

/** What a person is told when the disk will not take it: the sentence of a damaged store sends them to their backup, which is the wrong way. */
let home: string;
let file: string;
const key = freshKey();
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'full-store-'));
  mkdirSync(join(home, 'practice'));
  file = join(home, 'practice', 'records.db');
  const store = openStore({ file, key, mode: 'create', cacheMiB: 2 });
  store.exec("CREATE TABLE t (word TEXT) STRICT; INSERT INTO t VALUES ('kept')");
  store.close();
  copyFileSync(file, join(home, 'whole.db'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const program = `
const [module, file, hex] = process.argv.slice(1);
const { openStore, guarded } = await import(module);
const { createSecretKey } = await import('node:crypto');
let said = 'ok';
try {
  const store = openStore({ file, key: createSecretKey(Buffer.from(hex, 'hex')), mode: 'existing', cacheMiB: 2 });
  for (let turn = 0; turn < 5; turn += 1) guarded(() => store.exec("INSERT INTO t VALUES ('" + 'x'.repeat(9000) + "')"));
  guarded(() => store.pragma('wal_checkpoint(TRUNCATE)'));
} catch (error) { said = error.code; }
process.stdout.write(said);
process.exit(0);
`;

/** What opening the store and writing in it comes to, when the disk refuses its nth write and all after. */
const toldAt = (disk: FullDisk, nth: number, error: 'ENOSPC' | 'EIO'): string => {
  for (const tail of ['-wal', '-shm']) rmSync(`${file}${tail}`, { force: true });
  copyFileSync(join(home, 'whole.db'), file);
  disk.fillAt(nth, { error });
  const module = join(import.meta.dirname, '..', '..', '..', 'main', 'store', 'open.ts');
  const args = ['--input-type=module', '-e', program, module, file, key.export().toString('hex')];
  const { stdout, status } = spawnSync(process.execPath, args, { env: { ...process.env, ...disk.env }, encoding: 'utf8' });
  disk.free();
  expect(status).toBe(0);
  return stdout;
};

const WRITES = [1, 2, 3, 5, 8, 13, 30];

test('a disk that is full is called full, whichever write meets it', () => {
  using disk = new FullDisk(join(home, 'practice'));
  expect(toldAt(disk, 1_000_000, 'ENOSPC')).toBe('ok');
  expect(WRITES.map((nth) => [nth, toldAt(disk, nth, 'ENOSPC')])).toEqual(WRITES.map((nth) => [nth, 'disk-full']));
});

test('a disk that has room and yet refuses is called neither full nor the store damaged', () => {
  using disk = new FullDisk(join(home, 'practice'));
  const told = WRITES.map((nth) => toldAt(disk, nth, 'EIO'));
  expect(told.filter((code) => code !== 'disk-failing' && code !== 'store-read-only')).toEqual([]);
  expect(told).toContain('disk-failing');
});
