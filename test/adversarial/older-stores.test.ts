import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HeadSigner } from '../../main/audit/head.ts';
import { AuditLog } from '../../main/audit/log.ts';
import { verifyAtOnce } from '../../main/audit/verify.ts';
import { privateKeyOf } from '../../main/keys/curve25519.ts';
import { Announcements, sinkOf } from '../../main/vault/announcements.ts';
import { recordRollbackDecision } from '../../main/vault/audit/rollback-decision.ts';
import { ledgerSide } from '../../main/vault/ledger-side.ts';
import type { OpenSession } from '../../main/vault/session.ts';
import type { EntryDraft } from '../../shared/entry.ts';
import { ABOUT, entrantOf, foundStores, LEDGER_KEY, OWNER, openBoth, PRACTICE, signIn, WORKSTATION } from '../crash/clinic/desk.ts';
import { freshFolder } from '../support/access.ts';

// Copies of the stores put back one without the other, by mistake or by somebody who would like a change undone.
let folder: string;
const folders: (() => void)[] = [];
const newFolder = (): string => {
  const made = freshFolder();
  folders.push(made.remove);
  return made.folder;
};
beforeEach(() => {
  folder = newFolder();
  foundStores(folder);
});
afterEach(() => {
  for (const remove of folders.splice(0)) remove();
});

let asked = 0;
const ask = (session: OpenSession, name: string, input: unknown, text?: string) => {
  asked += 1;
  const reason = text === undefined ? {} : { reason: { code: 'other' as const, text } };
  return session.answer({ id: asked, name, input, ...reason });
};
const lists = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
const register = (session: OpenSession, familyName: string) =>
  ask(session, 'patient.register', { details: { familyName, givenName: 'Ann', birthDate: '1980-02-03' }, lists }, `about ${familyName}`);

/** The files as they lie there now, also while a session holds them. */
const copyOf = (from: string, which: 'ledger' | 'records', into: string): void => {
  for (const name of readdirSync(from).filter((file) => file.startsWith(which) && !file.endsWith('-shm')))
    cpSync(join(from, name), join(into, name));
};
const together = (ledger: string, records: string): string => {
  const into = newFolder();
  copyOf(ledger, 'ledger', into);
  copyOf(records, 'records', into);
  return into;
};
const keep = (): string => together(folder, folder);

const entriesOf = (at: string) => {
  const { ledger, records } = openBoth(at);
  records.close();
  const log = logOf(ledger);
  const entries = log.read(0, log.size);
  const { finding } = verifyAtOnce(ledger, ABOUT);
  ledger.close();
  return { entries, finding };
};
const logOf = (ledger: ConstructorParameters<typeof AuditLog>[0]): AuditLog =>
  new AuditLog(ledger, {
    practice: PRACTICE,
    workstation: WORKSTATION,
    appVersion: '0.1.0',
    policy: () => '00'.repeat(32),
    clock: () => ({ wall: Date.now(), boot: 1, server: null }),
  });
const settlements = (at: string) =>
  entriesOf(at)
    .entries.filter(({ entry }) => entry.operation === 'vault.settle')
    .map(({ entry }) => [entry.action, entry.object, entry.outcome]);

/** Writes in the log as a vault that is killed right afterwards. */
const announce = (at: string, about: Partial<EntryDraft>, refusalsAfter = 0): void => {
  const { ledger, records } = openBoth(at);
  records.close();
  const log = logOf(ledger);
  const deviceKey = privateKeyOf('ed25519', Buffer.alloc(32, 0x33));
  const signer = new HeadSigner(ledger, { practice: PRACTICE, workstation: WORKSTATION, deviceKey, now: Date.now });
  const sink = sinkOf(log, new Announcements(ledgerSide(ledger, LEDGER_KEY)), (entries) => signer.appended(entries));
  const empty = { patients: [], object: null, purpose: null, reason: null, detail: null, rows: 0 };
  const who = { user: null, session: null };
  sink.append([{ ...empty, ...who, operation: 'patient.register', action: 'patient.create', outcome: 'intent', ...about }]);
  const refusal: EntryDraft = { ...empty, ...who, operation: 'main.session', action: 'session.failed', outcome: 'refused' };
  for (let at = 0; at < refusalsAfter; at += 64) sink.append(Array.from({ length: 64 }, () => refusal));
  signer.closeTail();
  ledger.close();
};

describe('an older ledger beside the present records, once somebody has decided to go on', () => {
  test('lets everybody go on saving, with reasons, and says of no change that it was made which was not', async () => {
    const session = signIn(folder);
    await register(session, 'Okafor');
    const yesterday = keep();
    for (const name of ['Lee', 'Ngo', 'Diaz', 'Roy']) expect(await register(session, name)).toMatchObject({ ok: true });
    session.end();
    const mixed = together(yesterday, folder);
    recordRollbackDecision(entrantOf(mixed), { size: 99, root: 'a'.repeat(64) }, 'restored-on-purpose', Date.now());
    announce(mixed, {});
    const again = signIn(mixed);
    for (const name of ['Lopez', 'Kim', 'Vega', 'Park']) expect(await register(again, name)).toMatchObject({ ok: true });
    again.end();
    expect(settlements(mixed)).toEqual([['patient.create', null, 'failed']]);
    expect(entriesOf(mixed).finding).toBeNull();
  });
});

describe('an older copy of the records alone', () => {
  test('is seen before anybody is let in, and present records never are taken for one', async () => {
    const first = signIn(folder);
    await register(first, 'Okafor');
    const yesterday = keep();
    await ask(first, 'draft.keep', { draftId: crypto.randomUUID(), form: 'patient.register', subjectId: null, content: 'x' });
    first.end();
    expect(() => signIn(together(folder, yesterday))).toThrow('store-older');
    expect(entriesOf(together(folder, yesterday)).entries).toEqual(entriesOf(folder).entries);
    signIn(together(folder, folder)).end();
    signIn(together(yesterday, yesterday)).end();
  });

  test('is seen too when it is so old that nothing had been saved yet', async () => {
    const newborn = keep();
    const session = signIn(folder);
    await register(session, 'Okafor');
    session.end();
    expect(() => signIn(together(folder, newborn))).toThrow('store-older');
  });

  test('is gone on with once an officer has decided so, and the decision names the change that is lost', async () => {
    const session = signIn(folder);
    await register(session, 'Okafor');
    const yesterday = keep();
    await register(session, 'Lee');
    session.end();
    const mixed = together(folder, yesterday);
    expect(() => signIn(mixed)).toThrow('store-older');
    recordRollbackDecision(entrantOf(mixed), 'records', 'disk-fault', Date.now());
    const again = signIn(mixed);
    expect(await register(again, 'Ngo')).toMatchObject({ ok: true });
    again.end();
    const { entries, finding } = entriesOf(mixed);
    const lost = entries.filter(({ entry }) => entry.outcome === 'committed' && entry.action === 'patient.create')[1]?.entry.detail;
    const decision = entries.find(({ entry }) => entry.action === 'audit.rollback-decision')?.entry;
    expect(decision).toMatchObject({ user: OWNER, reason: 'disk-fault', object: 'records', detail: lost });
    expect(finding).toBeNull();
    expect(() => signIn(together(mixed, yesterday))).toThrow('store-older');
  });
});

describe('an announcement without an outcome', () => {
  test('is settled at the next start however many refusals were written after it', () => {
    announce(folder, {}, 2_500);
    signIn(folder).end();
    expect(settlements(folder)).toEqual([['patient.create', null, 'failed']]);
    signIn(folder).end();
    expect(settlements(folder)).toHaveLength(1);
  });

  test('of a change to staff is settled as not made, with the person it was about', () => {
    announce(folder, { operation: 'staff.reset', action: 'staff.reset', object: OWNER });
    signIn(folder).end();
    expect(settlements(folder)).toEqual([['staff.reset', OWNER, 'failed']]);
  });

  test('leaves no more than the newest note in the records, whatever was saved before', async () => {
    const session = signIn(folder);
    for (const name of ['Okafor', 'Lee', 'Ngo', 'Diaz']) await register(session, name);
    session.end();
    signIn(folder).end();
    const { ledger, records } = openBoth(folder);
    expect(records.prepare('SELECT count(*) AS n FROM record_outcome').get()).toEqual({ n: 1 });
    expect(ledger.prepare('SELECT count(*) AS n FROM announced').get()).toEqual({ n: 0 });
    ledger.close();
    records.close();
  });
});
