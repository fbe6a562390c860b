import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import { freshFolder, freshKey } from '../../test/support/access.ts';
import { codeOf } from '../../test/support/patients.ts';
import { backUp, rowCounts } from './backup.ts';
import { type Migration, MigrationPath, migrate, migration } from './migrate.ts';
import { RECORDS } from './migrations/records/path.ts';
import { openStore, type Store } from './open.ts';
import { Reader } from './statements.ts';

let place: ReturnType<typeof freshFolder>;
let file: string;
const key = freshKey();
const opened: Store[] = [];
beforeEach(() => {
  place = freshFolder();
  file = join(place.folder, 'test.db');
});
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
  place.remove();
});

const open = (mode: 'create' | 'existing', at = file, withKey = key): Store => {
  const store = openStore({ file: at, key: withKey, mode, cacheMiB: 1 });
  opened.push(store);
  return store;
};
const reopen = (copy: string) => openStore({ file: copy, key, mode: 'existing', cacheMiB: 1 });
const run = (store: Store, path: MigrationPath<number>) => migrate({ store, path, reopen, now: 1 });

const words = migration({ from: 0, to: 1, name: 'words', sql: "CREATE TABLE word (text TEXT); INSERT INTO word VALUES ('Zanzibar');" });
const sizes = migration({
  from: 1,
  to: 2,
  name: 'sizes',
  sql: 'ALTER TABLE word ADD COLUMN size INTEGER;',
  fill: (writer) => {
    writer.run('UPDATE word SET size = length(text)');
  },
});
const one = MigrationPath.fromEmpty().with(words);
const two = one.with(sizes);
const version = (store: Store) => store.pragma('user_version', { simple: true });

test('a store goes step by step to the end of its path, once', () => {
  const store = open('create');
  expect(run(store, one)).toEqual({ from: 0, to: 1, backups: [] });
  expect(run(store, two)).toEqual({ from: 1, to: 2, backups: [`${file}.before-0002`] });
  expect(store.prepare('SELECT * FROM word').get()).toEqual({ text: 'Zanzibar', size: 8 });
  expect(run(store, two)).toEqual({ from: 2, to: 2, backups: [] });
});

test('a store that was just made holds nothing worth a backup', () => {
  expect(run(open('create'), two)).toEqual({ from: 0, to: 2, backups: [] });
});

test('the records store is made by its own path', () => {
  const store = open('create');
  expect(run(store, RECORDS)).toMatchObject({ from: 0, to: RECORDS.steps.length });
  expect(rowCounts(store).has('patient')).toBe(true);
  expect(RECORDS.steps.map(({ to }) => to)).toEqual(RECORDS.steps.map((_, index) => index + 1));
});

test('a gap, a swap and a leap are no path: the types say so', () => {
  expectTypeOf(sizes).not.toExtend<Migration<0, 1>>();
  expectTypeOf<Parameters<typeof one.with>[0]['from']>().toEqualTypeOf<1>();
  expectTypeOf(words).not.toExtend<Parameters<typeof one.with>[0]>();
  expectTypeOf<Parameters<typeof migration<4>>[0]['to']>().toEqualTypeOf<5>();
  expectTypeOf(two).toEqualTypeOf<MigrationPath<2>>();
});

describe('a store this program must not touch', () => {
  test('from the future', () => {
    const store = open('create');
    run(store, two);
    expect(codeOf(() => run(store, one))).toBe('store-newer');
    expect(version(store)).toBe(2);
  });
  test.each([
    [
      'the text of a past step was changed',
      () =>
        MigrationPath.fromEmpty()
          .with({ ...words, sql: `${words.sql} ` })
          .with(sizes),
    ],
    [
      'a past step has another name',
      () =>
        MigrationPath.fromEmpty()
          .with({ ...words, name: 'wards' })
          .with(sizes),
    ],
  ])('%s', (_how, path) => {
    const store = open('create');
    run(store, one);
    expect(codeOf(() => run(store, path()))).toBe('store-damaged');
    expect(version(store)).toBe(1);
  });
  test.each([
    ['a step is missing in its list', 'DELETE FROM migration WHERE number = 1'],
    ['the list has one more', "INSERT INTO migration VALUES (3, 'x', 'x', 1)"],
    ['its version was set back', 'PRAGMA user_version = 1'],
    ['a hash was changed', "UPDATE migration SET sha256 = 'x' WHERE number = 2"],
    ['its list is gone', 'DROP TABLE migration'],
  ])('%s', (_how, sql) => {
    const store = open('create');
    run(store, two);
    store.exec(sql);
    expect(codeOf(() => run(store, two))).toBe('store-damaged');
  });
});

describe('the backup before a step', () => {
  test('opens with the store’s key, holds every row, no word in clear, and the schema from before', () => {
    const store = open('create');
    run(store, one);
    const [backup = ''] = run(store, two).backups;
    const copy = open('existing', backup);
    expect(copy.prepare('SELECT * FROM word').all()).toEqual([{ text: 'Zanzibar' }]);
    expect(version(copy)).toBe(1);
    expect(codeOf(() => open('existing', backup, freshKey()))).toBe('key-changed');
    expect(readFileSync(backup).includes('Zanzibar')).toBe(false);
  });
  test('is made before the first change, and without it there is no change', () => {
    const store = open('create');
    run(store, one);
    const broken = {
      store,
      path: two,
      now: 1,
      reopen: (copy: string) => openStore({ file: copy, key: freshKey(), mode: 'existing', cacheMiB: 1 }),
    };
    expect(codeOf(() => migrate(broken))).toBe('key-changed');
    expect(version(store)).toBe(1);
    expect(readdirSync(place.folder).filter((name) => name.includes('before'))).toEqual([]);
  });
  test('is refused when the copy has not every row', () => {
    const store = open('create');
    run(store, one);
    const lossy = (copy: string) => {
      const made = reopen(copy);
      made.exec('DELETE FROM word');
      return made;
    };
    expect(codeOf(() => backUp(store, join(place.folder, 'copy'), lossy))).toBe('store-damaged');
    expect(existsSync(join(place.folder, 'copy'))).toBe(false);
  });
  test('takes the place of one that a kill left behind', () => {
    const store = open('create');
    run(store, one);
    writeFileSync(`${file}.before-0002.unproven`, 'half a file');
    writeFileSync(`${file}.before-0002`, 'of an earlier try');
    const [backup = ''] = run(store, two).backups;
    expect(rowCounts(open('existing', backup)).get('word')).toBe(1);
    expect(existsSync(`${backup}.unproven`)).toBe(false);
  });
});

describe('a step that breaks off', () => {
  test('an error in the middle takes back everything before it', () => {
    const store = open('create');
    run(store, one);
    const path = one.with(migration({ from: 1, to: 2, name: 'half', sql: 'CREATE TABLE half (x); INSERT INTO nowhere VALUES (1);' }));
    expect(codeOf(() => run(store, path))).toBe('internal');
    const failing = { ...sizes, fill: () => expect.unreachable() };
    expect(() => run(store, one.with(failing))).toThrow();
    expect(version(store)).toBe(1);
    expect(new Reader(store).all(z.unknown(), "SELECT 1 FROM sqlite_schema WHERE name = 'half'")).toEqual([]);
    expect(run(store, two).to).toBe(2);
  });

  test.each([0, 1, 2, 3, 4, 5])('kill -9 at point %i leaves the version before, whole, and the next start finishes', (point) => {
    const store = open('create');
    run(store, one);
    store.close();
    const child = join(import.meta.dirname, '..', '..', 'test', 'support', 'killed-migration.ts');
    const killed = spawnSync(process.execPath, [child, file, key.export().toString('hex'), String(point)], { encoding: 'utf8' });
    expect([killed.signal, killed.stderr]).toEqual(['SIGKILL', '']);
    const after = open('existing');
    expect(version(after)).toBe(1);
    expect([...rowCounts(after)]).toEqual([
      ['migration', 1],
      ['word', 1],
    ]);
    expect(run(after, two).to).toBe(2);
  });
});
