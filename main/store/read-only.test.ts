import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshFolder, freshKey } from '../../test/support/access.ts';
import { openStore } from './open.ts';

/** The user without rights: to the superuser nothing is read-only. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

let place: ReturnType<typeof freshFolder>;
let file: string;
const key = freshKey();
beforeEach(() => {
  place = freshFolder();
  file = join(place.folder, 'records.db');
  const store = openStore({ file, key, mode: 'create', cacheMiB: 2 });
  store.exec("CREATE TABLE t (word TEXT) STRICT; INSERT INTO t VALUES ('kept')");
  store.close();
});
afterEach(() => {
  chmodSync(place.folder, 0o700);
  place.remove();
});

const program = `
const [module, file, hex] = process.argv.slice(1);
const { openStore, guarded } = await import(module);
const { createSecretKey } = await import('node:crypto');
const said = [];
const say = (act) => { try { said.push(act()); } catch (error) { said.push(error.code); } };
let store;
say(() => { store = openStore({ file, key: createSecretKey(Buffer.from(hex, 'hex')), mode: 'existing', cacheMiB: 2 }); return 'open'; });
if (store !== undefined) {
  say(() => store.prepare('SELECT word FROM t').get().word);
  say(() => { guarded(() => store.exec("INSERT INTO t VALUES ('new')")); return 'written'; });
}
console.log(JSON.stringify(said));
`;

/** What somebody meets who has these rights on the file and its folder: opening, reading, writing. */
const met = (fileMode: number, folderMode: number): unknown => {
  if (isRoot) for (const path of [file, place.folder]) chownSync(path, NOBODY, NOBODY);
  chmodSync(file, fileMode);
  chmodSync(place.folder, folderMode);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', program, join(import.meta.dirname, 'open.ts'), file, key.export().toString('hex')],
    { encoding: 'utf8', ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}) },
  );
  return JSON.parse(stdout === '' ? `"${stderr.slice(-500)}"` : stdout);
};

test('a store that may be written is written', () => {
  expect(met(0o600, 0o700)).toEqual(['open', 'kept', 'written']);
});

test('a file that may not be written is read, and a change to it is refused as what it is, not as a full disk', () => {
  expect(met(0o400, 0o700)).toEqual(['open', 'kept', 'store-read-only']);
});

test('a folder that takes no journal, a file that may not be read, and a folder nobody may look into are no missing stores', () => {
  expect(met(0o600, 0o500)).toEqual(['store-read-only']);
  expect(met(0o400, 0o500)).toEqual(['store-read-only']);
  expect(met(0o000, 0o700)).toEqual(['store-read-only']);
  expect(met(0o600, 0o000)).toEqual(['store-read-only']);
  chmodSync(place.folder, 0o700);
  expect(readdirSync(place.folder)).toEqual(['records.db']);
});
