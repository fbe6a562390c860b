import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { freshFolder, freshKey } from '../../test/support/access.ts';
import { codeOf } from '../../test/support/patients.ts';
import { openStore, type Store } from './open.ts';
import { Reader, Writer } from './statements.ts';

let place: ReturnType<typeof freshFolder>;
let store: Store;
beforeEach(() => {
  place = freshFolder();
  store = openStore({ file: join(place.folder, 'test.db'), key: freshKey(), mode: 'create', cacheMiB: 1 });
  store.exec("CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT UNIQUE); INSERT INTO t (word) VALUES ('one'), ('two')");
});
afterEach(() => {
  store.close();
  place.remove();
});

const row = z.strictObject({ id: z.int(), word: z.string() });

test.each([
  "INSERT INTO t (word) VALUES ('three')",
  "INSERT INTO t (word) VALUES ('three') RETURNING id, word",
  "UPDATE t SET word = 'x' RETURNING id, word",
  'DELETE FROM t',
  'DROP TABLE t',
  'CREATE TABLE u (id)',
  'PRAGMA user_version = 7',
  'PRAGMA journal_mode = DELETE',
  'VACUUM',
  'REINDEX',
])('a reader refuses to prepare what writes: %s', (sql) => {
  const reader = new Reader(store);
  expect(codeOf(() => reader.all(z.unknown(), sql))).toBe('not-permitted');
  expect(codeOf(() => reader.get(z.unknown(), sql))).toBe('not-permitted');
  expect(reader.all(row, 'SELECT id, word FROM t')).toHaveLength(2);
});

test('a writer writes and reads', () => {
  const writer = new Writer(store);
  expect(writer.run('INSERT INTO t (word) VALUES (?)', 'three')).toMatchObject({ changes: 1, lastInsertRowid: 3 });
  expect(writer.one(row, 'SELECT id, word FROM t WHERE id = ?', 3)).toEqual({ id: 3, word: 'three' });
});

test('what is not there is undefined to get and not-found to one', () => {
  const reader = new Reader(store);
  expect(reader.get(row, 'SELECT id, word FROM t WHERE id = 9')).toBeUndefined();
  expect(codeOf(() => reader.one(row, 'SELECT id, word FROM t WHERE id = 9'))).toBe('not-found');
});

test('a row of another shape than written down does not leave the store', () => {
  expect(() => new Reader(store).all(z.strictObject({ id: z.int() }), 'SELECT id, word FROM t')).toThrow();
});

test('a value that looks like a statement is a value', () => {
  const reader = new Reader(store);
  expect(reader.all(row, 'SELECT id, word FROM t WHERE word = ?', "' OR 1=1; DROP TABLE t --")).toEqual([]);
  expect(reader.all(row, 'SELECT id, word FROM t')).toHaveLength(2);
});

test('the driver’s words stay inside: a broken statement and a broken rule are our own failure', () => {
  const writer = new Writer(store);
  expect(codeOf(() => writer.run('INSERT INTO t (word) VALUES (?)', 'one'))).toBe('internal');
  expect(codeOf(() => writer.get(row, 'SELEC id'))).toBe('internal');
});
