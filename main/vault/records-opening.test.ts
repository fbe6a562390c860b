import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { foundStores, RECORDS_KEY, signIn } from '../../test/crash/clinic/desk.ts';
import { freshFolder, freshKey } from '../../test/support/access.ts';
import { nextRecords, recordsOfEpoch } from './records-file.ts';
import { openRecords } from './records-opening.ts';

let folder: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = freshFolder());
  foundStores(folder);
});
afterEach(() => remove());

const at = (name: string): string => join(folder, name);
/** As after a rotation: the store of the second epoch is the only one, with the kit's copy of its key. */
const rotated = (): void => {
  copyFileSync(at('records.db'), at('records-2.db'));
  writeFileSync(at('recovery-records-2.age'), 'age');
  rmSync(at('records.db'));
};

test('an older ledger that names a store which was rotated away opens nothing and removes nothing', () => {
  rotated();
  const before = readFileSync(at('records-2.db'));
  expect(() => signIn(folder)).toThrow('store-missing');
  expect(readFileSync(at('records-2.db')).equals(before)).toBe(true);
  expect(existsSync(at('recovery-records-2.age'))).toBe(true);
});

test('a later store than the ledger knows outlives every sign-in with an older pair of stores, and the next rotation goes past it', () => {
  copyFileSync(at('records.db'), at('records-2.db'));
  writeFileSync(at('recovery-records-2.age'), 'age');
  const before = readFileSync(at('records-2.db'));
  signIn(folder).end();
  expect(readFileSync(at('records-2.db')).equals(before)).toBe(true);
  expect(existsSync(at('recovery-records-2.age'))).toBe(true);
  expect(nextRecords(folder, recordsOfEpoch(1))).toEqual({ epoch: 3, file: 'records-3.db' });
});

test('a store that its key does not open is no reason to remove another one', () => {
  copyFileSync(at('records.db'), at('records-2.db'));
  expect(() => openRecords(folder, recordsOfEpoch(2), freshKey())).toThrow('key-changed');
  writeFileSync(at('records-2.db'), 'short');
  expect(() => openRecords(folder, recordsOfEpoch(2), RECORDS_KEY)).toThrow();
  expect(existsSync(at('records.db'))).toBe(true);
});

test('once the present store is open, stores, backups and recovery files of earlier epochs go, and nothing else', () => {
  rotated();
  for (const name of [
    'records.db',
    'records.db-wal',
    'records.db.before-0002',
    'recovery-records-1.age',
    'records-2.db.before-0004',
    'records-old.txt',
  ])
    writeFileSync(at(name), 'x');
  openRecords(folder, recordsOfEpoch(2), RECORDS_KEY).close();
  expect(readdirSync(folder).toSorted()).toEqual([
    'ledger.db',
    'records-2.db',
    'records-2.db.before-0004',
    'records-old.txt',
    'recovery-records-2.age',
  ]);
});

test('an old file the system will not let go keeps nobody out: the others go, it is told of, and goes at a later opening', () => {
  rotated();
  mkdirSync(at('records.db.before-0002'));
  writeFileSync(at('recovery-records-1.age'), 'x');
  const told: number[] = [];
  const open = () => openRecords(folder, recordsOfEpoch(2), RECORDS_KEY, (count) => told.push(count)).close();
  open();
  expect(told).toEqual([1]);
  expect(existsSync(at('recovery-records-1.age'))).toBe(false);
  rmSync(at('records.db.before-0002'), { recursive: true });
  writeFileSync(at('records.db.before-0002'), 'x');
  open();
  expect(told).toEqual([1]);
  expect(existsSync(at('records.db.before-0002'))).toBe(false);
});
