import { afterEach, expect, it } from 'vitest';
import { newTestLedger, said } from '../../test/support/ledger.ts';
import { GROUP_LIMIT, TAIL_LIMIT } from './log.ts';
import { Scribe } from './scribe.ts';
import { verifyAtOnce } from './verify.ts';

const ledger = newTestLedger();
afterEach(() => ledger.remove());

it('writes a long answer in groups, each signed before the next, however many entries it takes', () => {
  const { log, signer, store, signIn, drop } = ledger.connect();
  const who = signIn(0);
  const groups: number[] = [];
  const scribe = new Scribe(log, (entries) => {
    groups.push(entries);
    signer.appended(entries);
  });
  const drafts = Array.from({ length: TAIL_LIMIT + 2 * GROUP_LIMIT + 1 }, (_, rows) => said(who, { rows }));
  const made = scribe.append(drafts);
  expect(made.map(({ seq }) => seq)).toEqual(drafts.map((_, seq) => seq));
  expect(groups).toEqual([...Array.from({ length: 6 }, () => GROUP_LIMIT), 1]);
  expect(log.read(0, drafts.length).map(({ entry }) => entry.rows)).toEqual(drafts.map((_, rows) => rows));
  signer.close();
  expect(verifyAtOnce(store, ledger.about)).toMatchObject({ intact: true, notes: [] });
  drop();
});
