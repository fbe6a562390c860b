import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../../shared/failure.ts';
import { entrantOf, foundStores } from '../../test/crash/clinic/desk.ts';
import { freshFolder, freshKey } from '../../test/support/access.ts';
import { openStore, type Store } from '../store/open.ts';
import { MainLine } from '../vault/main-line.ts';
import { OpenSession } from '../vault/session.ts';
import { NO_LIMITS } from './pace.ts';
import { inTransaction } from './transaction.ts';

/** What happens where SQLite refuses to undo: the driver is made to say so, everything else is real. */
let folder: string;
let remove: () => void;
let store: Store;
beforeEach(() => {
  ({ folder, remove } = freshFolder());
  store = openStore({ file: join(folder, 'one.db'), key: freshKey(), mode: 'create', cacheMiB: 2 });
  store.exec('CREATE TABLE t (n INTEGER) STRICT');
});
afterEach(() => {
  vi.restoreAllMocks();
  store.close();
  remove();
});

const refuseToUndo = (): void => {
  const driver: Pick<Store, 'exec'> = Object.getPrototypeOf(store);
  const exec = driver.exec;
  vi.spyOn(driver, 'exec').mockImplementation(function (this: Store, sql: string) {
    if (sql === 'ROLLBACK') throw new Error('disk I/O error');
    return exec.call(this, sql);
  });
};

test('a change that can not be undone says what was wrong with it, and its store is read and written no more', () => {
  refuseToUndo();
  const failing = (): void =>
    inTransaction(store, 'BEGIN IMMEDIATE', () => {
      store.exec('INSERT INTO t VALUES (1)');
      throw new Failure('not-found');
    });
  expect(failing).toThrow('not-found');
  expect(store.open).toBe(false);
});

test('a session whose records could not be undone asks for its end', async () => {
  foundStores(folder);
  const said: unknown[] = [];
  const line = new MainLine({ on: () => undefined, postMessage: (message) => said.push(message) }, () => undefined);
  const session = new OpenSession(entrantOf(folder), line, NO_LIMITS);
  session.setDeadline({ wall: Number.MAX_SAFE_INTEGER, boot: Number.MAX_SAFE_INTEGER });
  const open = (id: number) => session.answer({ id, name: 'patient.open', input: { patientId: '01a201fc-0ac1-7448-8d24-8b2ec0000000' } });
  expect(await open(1)).toMatchObject({ code: 'not-found' });
  expect(said).not.toContainEqual({ type: 'records-closed' });
  refuseToUndo();
  expect(await open(2)).toMatchObject({ code: 'not-found' });
  expect(said).toContainEqual({ type: 'records-closed' });
  expect((await open(3)).ok).toBe(false);
  session.end();
});
