import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newTestLedger, said, type TestLedger } from '../../test/support/ledger.ts';
import { verifyAtOnce } from '../audit/verify.ts';
import { LedgerDesk } from './desk.ts';

let ledger: TestLedger;
let desk: LedgerDesk;

const sitDown = (): LedgerDesk => {
  const next = new LedgerDesk();
  next.open(ledger.opening);
  return next;
};
/** The vault's connection, on the same clocks as main's. */
const vault = () => ledger.connect();
const verdict = () => {
  const { store, drop } = ledger.connect();
  const { intact, finding, notes } = verifyAtOnce(store, ledger.about);
  drop();
  return { intact, finding, notes: notes.map(({ kind }) => kind) };
};
const actions = (): string[] => {
  const { log, drop } = ledger.connect();
  const all = log.read(0, log.size).map(({ entry }) => entry.action);
  drop();
  return all;
};

beforeEach(() => {
  ledger = newTestLedger();
  desk = sitDown();
});

afterEach(() => {
  desk.close();
  ledger.remove();
});

describe('main at the ledger', () => {
  it('says nothing before it is told to begin, then first of all that the store was opened, once', () => {
    expect(actions()).toEqual([]);
    desk.begin();
    desk.begin();
    desk.record([said(null, { action: 'session.failed', outcome: 'refused' })]);
    expect(actions()).toEqual(['store.open', 'session.failed']);
    expect(desk.seal()?.size).toBe(2);
    expect(verdict()).toEqual({ intact: true, finding: null, notes: [] });
  });

  it('closes with the device what a killed session left, then opens its own chapter', () => {
    desk.begin();
    const killed = vault();
    const who = killed.signIn(0);
    killed.log.append(said(who));
    killed.drop();
    desk.close();
    desk = sitDown();
    desk.begin();
    expect(actions()).toEqual(['store.open', 'patient.read', 'store.open']);
    expect(verdict()).toEqual({ intact: true, finding: null, notes: ['closed-by-device'] });
  });

  it('leaves an intact log after sign-in, work, lock, another sign-in, a kill and a start', () => {
    desk.begin();
    const first = vault();
    const one = first.signIn(0);
    desk.record([said(null, { user: one.user, object: one.session, action: 'session.sign-in' })]);
    first.log.append(said(one));
    first.signer.close();
    first.drop();
    desk.record([said(null, { user: one.user, object: one.session, action: 'session.lock' })]);
    desk.seal();
    expect(verdict().notes).toEqual([]);

    const second = vault();
    const two = second.signIn(1);
    desk.record([said(null, { user: two.user, object: two.session, action: 'session.sign-in' })]);
    second.log.append(said(two));
    second.signer.seal();
    second.log.append(said(two));
    second.drop();
    desk.record([said(null, { user: two.user, object: two.session, action: 'session.lock', reason: 'vault-died' })]);
    desk.seal();
    desk.close();
    desk = sitDown();
    desk.begin();
    expect(verdict()).toEqual({ intact: true, finding: null, notes: ['closed-by-device'] });
  });

  it('would be called a thief by the verifier if it sealed while a session was open, which is why it never may', () => {
    desk.begin();
    const open = vault();
    const who = open.signIn(0);
    open.log.append(said(who));
    desk.seal();
    open.log.append(said(who));
    open.signer.seal();
    open.drop();
    expect(verdict()).toMatchObject({ intact: false, finding: { kind: 'resigned' } });
  });

  it('answers with the newest head although the vault made it as it ended', () => {
    desk.begin();
    const ending = vault();
    const who = ending.signIn(0);
    desk.record([said(null, { user: who.user, object: who.session, action: 'session.lock' })]);
    const last = ending.signer.close();
    ending.drop();
    expect(last).toMatchObject({ kind: 'session', size: 2 });
    expect(desk.seal()).toEqual({ size: 2, root: last?.root });
  });

  it('takes more entries at once than fit into one group', () => {
    desk.begin();
    desk.record(Array.from({ length: 150 }, () => said(null)));
    expect(desk.size()).toBe(151);
    desk.seal();
    expect(verdict().intact).toBe(true);
  });
});
