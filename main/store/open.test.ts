import { createSecretKey } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshFolder, freshKey, openTestRecords } from '../../test/support/access.ts';
import { aPatient, codeOf, register } from '../../test/support/patients.ts';
import { checkStore } from './check.ts';
import { applyPragma, failureOf, guarded, openStore, type Store } from './open.ts';
import { CIPHER, type Pragma, SETTINGS } from './pragmas.ts';

const CANARY = 'Quetzalcoatlus';
const PAGE = 4096;

let place: ReturnType<typeof freshFolder>;
let file: string;
const key = freshKey();
const opened: Store[] = [];
beforeEach(() => {
  place = freshFolder();
  file = join(place.folder, 'records.db');
});
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
  place.remove();
});

const open = (mode: 'create' | 'existing', withKey = key, at = file): Store => {
  const store = openStore({ file: at, key: withKey, mode, cacheMiB: 8, busyTimeoutMs: 50 });
  opened.push(store);
  return store;
};
/** A store of many pages, closed, so that everything is in the one file. */
const filled = (): void => {
  const store = open('create');
  store.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT) STRICT; CREATE INDEX t_word ON t (word)');
  const insert = store.prepare('INSERT INTO t (word) VALUES (?)');
  store.transaction(() => {
    for (let row = 0; row < 2000; row += 1) insert.run(`${CANARY} ${row} ${'x'.repeat(60)}`);
  })();
  store.close();
};
const page = (number: number): Buffer => {
  const bytes = Buffer.alloc(PAGE);
  const handle = openSync(file, 'r');
  readSync(handle, bytes, 0, PAGE, (number - 1) * PAGE);
  closeSync(handle);
  return bytes;
};
const put = (number: number, bytes: Buffer): void => {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, PAGE, (number - 1) * PAGE);
  closeSync(handle);
};
const readAll = (): void => {
  const store = open('existing');
  checkStore(store, 'full');
};

describe('what lies on the disk', () => {
  test('R1 no file of a records store in use holds a name, a number or a word of what was saved', () => {
    const records = openTestRecords();
    const patient = aPatient({ familyName: CANARY, ssn: '123-45-6789', deskNote: 'Zanzibar' });
    register(records, patient);
    const files = readdirSync(records.folder);
    expect(files.length).toBeGreaterThan(1);
    for (const name of files) {
      const bytes = readFileSync(join(records.folder, name));
      for (const word of [CANARY, '123-45-6789', 'Zanzibar', 'CREATE TABLE', 'SQLite format 3']) {
        for (const encoding of ['utf8', 'utf16le'] as const) expect(bytes.includes(Buffer.from(word, encoding))).toBe(false);
      }
    }
    records.close();
  });
});

describe('keys', () => {
  test('another key opens nothing and says so', () => {
    filled();
    expect(codeOf(() => open('existing', freshKey()))).toBe('key-changed');
    expect(() => readAll()).not.toThrow();
  });
  test('a key that is not 32 bytes is refused before it touches the file', () => {
    filled();
    expect(codeOf(() => open('existing', createSecretKey(Buffer.alloc(16, 1))))).toBe('key-weak');
  });
  test('a store that is not encrypted is not taken for ours', () => {
    writeFileSync(file, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(PAGE - 16)]));
    expect(codeOf(() => open('existing'))).toBe('key-changed');
  });
});

describe('presence', () => {
  test('a store is never made because one could not be found, nor over one that is there', () => {
    expect(codeOf(() => open('existing'))).toBe('store-missing');
    expect(existsSync(file)).toBe(false);
    filled();
    expect(codeOf(() => open('create'))).toBe('already-exists');
  });
  test('a store that another writer holds is locked, not damaged', () => {
    filled();
    const [first, second] = [open('existing'), open('existing')];
    first.exec('BEGIN IMMEDIATE');
    expect(codeOf(() => guarded(() => second.exec('BEGIN IMMEDIATE')))).toBe('store-locked');
    first.exec('ROLLBACK');
  });
});

describe('pragmas', () => {
  const all: readonly Pragma[] = [...CIPHER, ...SETTINGS];
  test.each(all.map((pragma) => [pragma.name, pragma] as const))(
    '%s holds at every open and has a reason',
    (_name, { name, expect: wanted, because }) => {
      open('create').close();
      expect(open('existing').pragma(name, { simple: true })).toBe(wanted);
      expect(because.length).toBeGreaterThan(20);
    },
  );

  test.each([
    ['misspelt', { name: 'secure_delete', set: 'secure_delet = ON', expect: 1 }],
    ['another value', { name: 'synchronous', set: 'synchronous = NORMAL', expect: 2 }],
    ['impossible', { name: 'trusted_schema', set: 'trusted_schema = MAYBE', expect: 'maybe' }],
  ])('a setting that does not hold (%s) stops the opening', (_how, pragma) => {
    const store = open('create');
    store.pragma('secure_delete = OFF');
    expect(codeOf(() => applyPragma(store, { ...pragma, because: 'a test' }))).toBe('store-damaged');
  });
});

describe('damage', () => {
  test('one flipped bit in any page is found by the check', () => {
    filled();
    const pages = statSync(file).size / PAGE;
    for (const number of [2, 3, Math.floor(pages / 2), pages]) {
      const whole = page(number);
      const flipped = Buffer.from(whole);
      flipped.writeUInt8(flipped.readUInt8(1000) ^ 0x10, 1000);
      put(number, flipped);
      expect(codeOf(readAll)).toBe('store-damaged');
      for (const store of opened.splice(0)) store.close();
      put(number, whole);
    }
    expect(() => readAll()).not.toThrow();
  });
  test('a flipped bit in the first page reads as another key or a damaged store, never as an empty one', () => {
    filled();
    const flipped = page(1);
    flipped.writeUInt8(flipped.readUInt8(2000) ^ 1, 2000);
    put(1, flipped);
    expect(['key-changed', 'store-damaged']).toContain(codeOf(() => open('existing')));
  });
  test('two pages exchanged, a page of zeros and a file cut short are found', () => {
    filled();
    const [two, three] = [page(2), page(3)];
    const cut = readFileSync(file);
    put(2, three);
    put(3, two);
    expect(codeOf(readAll)).toBe('store-damaged');
    for (const store of opened.splice(0)) store.close();
    put(2, two);
    put(3, Buffer.alloc(PAGE));
    expect(codeOf(readAll)).toBe('store-damaged');
    for (const store of opened.splice(0)) store.close();
    writeFileSync(file, cut.subarray(0, cut.length - 2 * PAGE));
    expect(codeOf(readAll)).toBe('store-damaged');
  });
  test('a stale page of a tree is found where it contradicts its index', () => {
    filled();
    const last = statSync(file).size / PAGE;
    const stale = Array.from({ length: last }, (_, index) => page(index + 1));
    const store = open('existing');
    store.exec("UPDATE t SET word = word || ' changed'");
    store.close();
    let found = 0;
    const whole = readFileSync(file);
    for (const number of [3, Math.floor(last / 2)]) {
      put(number, stale[number - 1] ?? Buffer.alloc(PAGE));
      if (codeOf(readAll) === 'store-damaged') found += 1;
      for (const other of opened.splice(0)) other.close();
      writeFileSync(file, whole);
    }
    expect(found).toBe(2);
  });
  test('the check of the driver that does nothing is not the one we rely on', () => {
    filled();
    const flipped = page(3);
    flipped.writeUInt8(flipped.readUInt8(1000) ^ 1, 1000);
    put(3, flipped);
    const store = open('existing');
    expect(store.pragma('cipher_integrity_check')).toEqual([]);
    expect(codeOf(() => checkStore(store, 'full'))).toBe('store-damaged');
  });
  test('a broken reference is found by the full check', () => {
    const store = open('create');
    store.exec(
      'CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a INTEGER REFERENCES a (id)); PRAGMA foreign_keys = OFF; INSERT INTO b VALUES (7)',
    );
    expect(() => checkStore(store, 'quick')).not.toThrow();
    expect(codeOf(() => checkStore(store, 'full'))).toBe('store-damaged');
  });
});

test('a full disk is named as one, and what was saved before is still there', () => {
  filled();
  const store = open('existing');
  const pages = Number(store.pragma('page_count', { simple: true }));
  store.pragma(`max_page_count = ${pages + 2}`);
  const fill = () => guarded(() => store.transaction(() => store.exec(`INSERT INTO t (word) SELECT word FROM t`))());
  expect(codeOf(fill)).toBe('disk-full');
  expect(store.prepare('SELECT count(*) AS rows FROM t').get()).toEqual({ rows: 2000 });
  expect(() => checkStore(store, 'full')).not.toThrow();
});

test('every other error of the driver becomes one of our own codes and keeps its words to itself', () => {
  const error = (code: string) => Object.assign(new Error(`${code}: near "${CANARY}"`), { code });
  expect(
    ['SQLITE_FULL', 'SQLITE_IOERR_READ', 'SQLITE_CORRUPT_VTAB', 'SQLITE_BUSY', 'SQLITE_CONSTRAINT_UNIQUE'].map(
      (code) => failureOf(error(code)).code,
    ),
  ).toEqual(['disk-full', 'store-damaged', 'store-damaged', 'store-locked', 'internal']);
  expect(failureOf(error('SQLITE_CORRUPT')).message).not.toContain(CANARY);
});

test('an older copy put back passes every check of the store: only the audit anchor can tell', () => {
  filled();
  const older = join(place.folder, 'older.db');
  copyFileSync(file, older);
  const store = open('existing');
  store.exec('DELETE FROM t');
  store.close();
  copyFileSync(older, file);
  expect(() => readAll()).not.toThrow();
});
