import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EntryDraft } from '../../shared/entry.ts';
import type { StoreCheck } from '../../shared/operations/session.ts';
import { foundPractice, ownerAtTheDoor } from '../../test/crash/rotation/practice.ts';
import { flipBit, PAGE } from '../../test/faults/damage.ts';
import { openStore, type Store } from '../store/open.ts';
import { checkInBackground } from './background-check.ts';
import type { Entrant } from './sign-in.ts';

const program = join(import.meta.dirname, '..', 'store', 'worker.ts');

let folder: string;
let entrant: Entrant;
let records: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'background-check-'));
  await foundPractice(folder);
  entrant = await ownerAtTheDoor(folder);
});
afterEach(() => {
  records.close();
  entrant.ledger.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (): string => join(folder, 'records.db');
const open = (): Store => openStore({ file: file(), key: entrant.recordsKey, mode: 'existing', cacheMiB: 4 });

/** Ten megabytes in a table with an index, all in the main file. */
const grow = (): void => {
  records = open();
  records.exec(`CREATE TABLE filler (id INTEGER PRIMARY KEY, word TEXT) STRICT; CREATE INDEX filler_word ON filler (word);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    INSERT INTO filler (word) SELECT printf('%08d %s', i, hex(randomblob(120))) FROM n`);
  records.pragma('wal_checkpoint(TRUNCATE)');
};

const check = async () => {
  const said: StoreCheck[] = [];
  const entries: Pick<EntryDraft, 'action' | 'outcome' | 'reason'>[] = [];
  await checkInBackground({
    records: { store: records, key: entrant.recordsKey },
    ledger: entrant.ledger,
    program,
    startMs: 0,
    say: (state) => said.push(state),
    record: ({ action, outcome, reason }) => entries.push({ action, outcome, reason }),
  });
  return { said, entries };
};

test('a large store that is whole is found whole, told and recorded once a day', { timeout: 60_000 }, async () => {
  grow();
  expect(await check()).toEqual({ said: ['running', 'whole'], entries: [{ action: 'store.check', outcome: 'allowed', reason: null }] });
  expect(await check()).toEqual({ said: ['whole'], entries: [] });
});

test('a small store was read through at the sign-in, and is not read again', async () => {
  records = open();
  expect(await check()).toEqual({ said: [], entries: [] });
});

test('one flipped bit in a table or an index of a large store is found while the store stands open, and looked for again the next time', {
  timeout: 120_000,
}, async () => {
  grow();
  records.close();
  const whole = join(folder, 'whole');
  copyFileSync(file(), whole);
  const pages = Math.floor(statSync(file()).size / PAGE);
  for (const page of [Math.floor(pages * 0.3), Math.floor(pages * 0.6), pages - 2]) {
    flipBit(file(), page * PAGE + 1_000, 3);
    records = open();
    const found = { said: ['running', 'damaged'], entries: [{ action: 'store.damage', outcome: 'failed', reason: 'store-damaged' }] };
    expect([page, await check()]).toEqual([page, found]);
    expect([page, await check()]).toEqual([page, found]);
    records.close();
    copyFileSync(whole, file());
  }
  records = open();
  expect((await check()).said).toEqual(['running', 'whole']);
});

test('while a large store is read through, its own connection answers and writes', { timeout: 60_000 }, async () => {
  grow();
  let writes = 0;
  const done = check();
  const busy = setInterval(() => {
    records.exec("INSERT INTO filler (word) VALUES ('meanwhile')");
    writes += 1;
  }, 1);
  const { said } = await done;
  clearInterval(busy);
  expect(said).toEqual(['running', 'whole']);
  expect(writes).toBeGreaterThan(3);
});
