import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshFolder, freshKey } from '../../test/support/access.ts';
import { Checkpointer } from './checkpointer.ts';
import { openStore } from './open.ts';

const THREAD = new URL('./checkpoint-worker.ts', import.meta.url);

test('what was committed in one of two stores reaches it from another thread, and its journal begins anew without the connection doing it', async () => {
  const { folder, remove } = freshFolder();
  const file = join(folder, 'records.db');
  const key = freshKey();
  const store = openStore({ file, key, mode: 'create', cacheMiB: 4 });
  const ledger = { store: openStore({ file: join(folder, 'ledger.db'), key, mode: 'create', cacheMiB: 4 }), key };
  store.exec('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT) STRICT');
  const write = store.prepare('INSERT INTO note (text) VALUES (?)');
  const commit = store.transaction(() => {
    for (let at = 0; at < 50; at += 1) write.run('x'.repeat(4000));
  });
  const checkpointer = new Checkpointer([ledger, { store, key }], THREAD);
  try {
    expect(store.pragma('wal_autocheckpoint', { simple: true })).toBe(131_072);
    const before = statSync(file).size;
    for (let turn = 0; turn < 200; turn += 1) {
      commit();
      checkpointer.nudge(store);
      if (statSync(file).size > before && turn > 40) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(statSync(file).size).toBeGreaterThan(before);
    expect(store.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(ledger.store.pragma('wal_autocheckpoint', { simple: true })).toBe(131_072);
  } finally {
    await checkpointer.end();
    ledger.store.close();
    store.close();
    remove();
  }
});

test('a thread that cannot be started takes nothing from the store, whose connection does the work again', async () => {
  const { folder, remove } = freshFolder();
  const key = freshKey();
  const store = openStore({ file: join(folder, 'records.db'), key, mode: 'create', cacheMiB: 4 });
  const checkpointer = new Checkpointer([{ store, key }], join(folder, 'no-such-file.js'));
  checkpointer.nudge(store);
  store.exec('CREATE TABLE note (id INTEGER PRIMARY KEY) STRICT');
  await new Promise((resolve) => setTimeout(resolve, 50));
  checkpointer.nudge(store);
  expect(store.pragma('wal_autocheckpoint', { simple: true })).toBe(1000);
  store.exec('INSERT INTO note VALUES (1)');
  expect(store.prepare('SELECT count(*) FROM note').pluck().get()).toBe(1);
  await checkpointer.end();
  store.close();
  remove();
});
