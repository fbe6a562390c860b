import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { freshFolder, freshKey } from '../../test/support/access.ts';
import { moveJournal } from './move-journal.ts';
import { openStore, type Store } from './open.ts';

const LONG = 40;

/** A writer, the connection of the thread, and somebody who reads. */
const three = () => {
  const { folder, remove } = freshFolder();
  const [file, key] = [join(folder, 'records.db'), freshKey()];
  const writer = openStore({ file, key, mode: 'create', cacheMiB: 4 });
  writer.exec('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT) STRICT');
  const thread = openStore({ file, key, mode: 'existing', cacheMiB: 1, busyTimeoutMs: 20 });
  const reader = openStore({ file, key, mode: 'existing', cacheMiB: 1 });
  const insert = writer.prepare("INSERT INTO note (text) VALUES (printf('%.4000c', 'x'))");
  const write = (rows: number) => {
    for (let at = 0; at < rows; at += 1) insert.run();
  };
  const end = () => {
    for (const store of [reader, thread, writer]) store.close();
    remove();
  };
  return { writer, thread, reader, write, end };
};

const framesIn = (store: Store): number => z.tuple([z.object({ log: z.int() })]).parse(store.pragma('wal_checkpoint(PASSIVE)'))[0].log;
const rowsIn = (store: Store): unknown => store.prepare('SELECT count(*) FROM note').pluck().get();

test('a journal that has grown long is begun anew by whoever writes next', () => {
  const { writer, thread, write, end } = three();
  write(100);
  moveJournal(thread, LONG);
  write(1);
  expect(framesIn(writer)).toBeLessThan(LONG);
  end();
});

test('somebody who still reads what was before keeps reading it, the writer goes on, and the journal stays until they are done', () => {
  const { writer, thread, reader, write, end } = three();
  write(10);
  reader.exec('BEGIN');
  expect(rowsIn(reader)).toBe(10);
  write(100);
  moveJournal(thread, LONG);
  write(1);
  expect(framesIn(writer)).toBeGreaterThan(LONG);
  expect(rowsIn(reader)).toBe(10);
  reader.exec('COMMIT');
  moveJournal(thread, LONG);
  write(1);
  expect(framesIn(writer)).toBeLessThan(LONG);
  expect(rowsIn(reader)).toBe(112);
  end();
});

test('while somebody writes it stays, and nothing is thrown', () => {
  const { writer, thread, write, end } = three();
  write(100);
  writer.exec('BEGIN IMMEDIATE');
  moveJournal(thread, LONG);
  writer.exec('COMMIT');
  expect(rowsIn(writer)).toBe(100);
  end();
});
