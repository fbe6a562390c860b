import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryDraft } from '../../../shared/entry.ts';
import { newTestLedger, said, type VaultSide } from '../../../test/support/ledger.ts';
import { Scribe } from '../../audit/scribe.ts';
import { type LogFilter, READ_AT_MOST, walkBack } from './log-walk.ts';
import { BLOCK, ReadSide } from './read-side.ts';

const ANA = 'a'.repeat(32);
const BEN = 'b'.repeat(32);
const SIZE = 5_000;

let time = Date.UTC(2031, 0, 1);
const ledger = newTestLedger(() => ({ wall: time, boot: time }));
let side: VaultSide;
let index: ReadSide;

/** One entry a minute. Person 1 speaks every 1,000th time, Ana is named every 7th, Ben once. */
const drafts = (first: { user: string; session: string }, other: { user: string; session: string }): EntryDraft[] =>
  Array.from({ length: SIZE }, (_, seq) =>
    said(seq % 1_000 === 999 ? other : first, {
      action: seq % 500 === 3 ? 'patient.merge' : 'patient.read',
      outcome: seq % 100 === 50 ? 'refused' : 'allowed',
      patients: [...(seq % 7 === 0 ? [ANA] : []), ...(seq === 17 ? [BEN] : [])],
      rows: seq,
    }),
  );

const everything = (filter: LogFilter): number[] => {
  const seqs: number[] = [];
  for (let before: number | undefined; ; ) {
    const page = walkBack(side.log, index, filter, before, 50);
    expect(page.entries.length).toBeLessThanOrEqual(50);
    seqs.push(...page.entries.map(({ seq }) => seq));
    if (page.nextBefore === null) return seqs;
    before = page.nextBefore;
  }
};
const numbers = (fits: (seq: number) => boolean): number[] => Array.from({ length: SIZE }, (_, seq) => SIZE - 1 - seq).filter(fits);

beforeAll(() => {
  side = ledger.connect();
  const first = side.signIn(0);
  // The second person's certificate is of no matter here: only reading is tried.
  const other = { user: ledger.people[1]?.id ?? '', session: first.session };
  const scribe = new Scribe(side.log, () => side.signer.seal());
  for (const draft of drafts(first, other)) {
    scribe.append([draft]);
    time += 60_000;
  }
  index = new ReadSide(side.store, side.log);
});

afterAll(() => {
  side.drop();
  ledger.remove();
});

const asks = (): readonly (readonly [string, LogFilter, (seq: number) => boolean])[] => [
  ['nothing in particular', {}, () => true],
  ['all but two actions', { without: ['patient.read', 'draft.keep'] }, (seq) => seq % 500 === 3],
  ['a person', { user: ledger.people[1]?.id }, (seq) => seq % 1_000 === 999],
  ['an action', { action: 'patient.merge' }, (seq) => seq % 500 === 3],
  ['an action nobody did', { action: 'print' }, () => false],
  ['an outcome', { outcome: 'refused' }, (seq) => seq % 100 === 50],
  ['a patient', { pseudonyms: [ANA] }, (seq) => seq % 7 === 0],
  ['a patient nobody knows', { pseudonyms: [] }, () => false],
  ['two charts of one patient', { pseudonyms: [ANA, BEN] }, (seq) => seq % 7 === 0 || seq === 17],
  ['a patient and an outcome', { pseudonyms: [ANA], outcome: 'refused' }, (seq) => seq % 7 === 0 && seq % 100 === 50],
  ['a time', { from: Date.UTC(2031, 0, 1) + 100 * 60_000, to: Date.UTC(2031, 0, 1) + 200 * 60_000 }, (seq) => seq >= 100 && seq <= 200],
];

describe('going back through the log', () => {
  it('finds the same entries without an index, with half of one and with all of it', () => {
    for (const [what, filter, fits] of asks()) expect(everything(filter), what).toEqual(numbers(fits));
    for (let blocks = 0; blocks < 7; blocks += 1) index.advance();
    expect(index.covered).toBe(7 * BLOCK);
    for (const [what, filter, fits] of asks()) expect(everything(filter), what).toEqual(numbers(fits));
    while (index.advance()) expect(index.covered % BLOCK).toBe(0);
    expect(index.covered).toBe(SIZE - (SIZE % BLOCK));
    for (const [what, filter, fits] of asks()) expect(everything(filter), what).toEqual(numbers(fits));
  });

  it('reads a bounded number of entries a call, and says where to go on', () => {
    const empty = new ReadSide(side.store, side.log);
    side.store.exec('DELETE FROM log_block; DELETE FROM log_patient');
    const page = walkBack(side.log, empty, { action: 'print' }, undefined, 50);
    expect(page).toEqual({ entries: [], nextBefore: SIZE - READ_AT_MOST });
    while (index.advance()) expect(index.covered).toBeGreaterThan(0);
    expect(walkBack(side.log, index, { action: 'print' }, undefined, 50).nextBefore).toBe(null);
  });

  it('believes the entries and not the index', () => {
    side.store.prepare('INSERT INTO log_patient (pseudonym, seq) VALUES (?, ?)').run(BEN, 40);
    expect(everything({ pseudonyms: [BEN] })).toEqual([17]);
  });
});
