import { expect, test } from 'vitest';
import type { EntryDraft } from '../../shared/entry.ts';
import { Failure } from '../../shared/failure.ts';
import { newId } from '../../shared/ids.ts';
import { OPERATIONS } from '../../shared/operations/table.ts';
import { may, ROLES, type Role } from '../../shared/permissions.ts';
import { anActor } from '../../test/support/access.ts';
import { isMainName, isVaultPlainName, type VaultPlainHandlers } from './handlers.ts';
import { PlainGate } from './plain.ts';

const names = Object.keys(OPERATIONS).filter(isVaultPlainName);
const userId = newId();
const member = { userId, signInName: 'nina', name: 'Nina', role: 'biller', state: 'active', endsOn: null, lastSignIn: null } as const;

const isWhole = (known: object): known is VaultPlainHandlers => names.every((name) => typeof Reflect.get(known, name) === 'function');

/** A gate whose handlers note that they were reached, in front of a log that can fill up. */
const sit = (role: Role, room = 1000, also: Partial<VaultPlainHandlers> = {}) => {
  const entries: EntryDraft[] = [];
  const reached: string[] = [];
  const change = (): typeof member => {
    reached.push('staff.change-role');
    return member;
  };
  const answers = {
    'policy.read': () => ({ autoLockMinutes: 99 }),
    'staff.change-role': change,
    'staff.list': () => ({ members: [member] }),
    'preferences.read': () => ({ language: 'en', theme: 'system', density: 'compact', singleKeys: true }),
    ...also,
  };
  const failing = (name: string) => () => {
    reached.push(name);
    throw new Failure('sign-in-failed');
  };
  const known = Object.fromEntries(names.map((name) => [name, Reflect.get(answers, name) ?? failing(name)]));
  if (!isWhole(known)) throw new Error('an operation has no handler');
  const gate = new PlainGate({
    live: () => true,
    actor: anActor(role),
    handlers: known,
    audit: {
      append: (drafts) => {
        if (entries.length + drafts.length > room) throw new Failure('disk-full');
        entries.push(...drafts);
        return drafts.map((_, index) => ({ seq: entries.length + index, leaf: 'c'.repeat(64) }));
      },
    },
  });
  return { gate, entries, reached };
};
const change = { userId, role: 'biller', code: '123456' };

test('a change of rights is announced before it is made, and both entries name whom it is about', async () => {
  const { gate, entries } = sit('administrator');
  expect(await gate.answer('staff.change-role', change)).toMatchObject({ ok: true });
  expect(entries.map(({ outcome, object, detail }) => [outcome, object, detail])).toEqual([
    ['intent', userId, null],
    ['committed', userId, 'c'.repeat(64)],
  ]);
});

test('a change of rights that can not be announced is not made', async () => {
  const { gate, reached } = sit('administrator', 0);
  expect(await gate.answer('staff.change-role', change)).toEqual({ ok: false, code: 'audit-unavailable' });
  expect(reached).toEqual([]);
});

test('a change that was made while its closing line could not be written is not called unmade', async () => {
  const { gate, reached } = sit('administrator', 1);
  expect(await gate.answer('staff.change-role', change)).toEqual({ ok: false, code: 'saved-unrecorded' });
  expect(reached).toEqual(['staff.change-role']);
});

test('a change that did not work is recorded as such', async () => {
  const { gate, entries } = sit('administrator');
  expect(await gate.answer('staff.remove', { userId, code: '000000' })).toEqual({ ok: false, code: 'sign-in-failed' });
  expect(entries.map(({ outcome }) => outcome)).toEqual(['intent', 'failed']);
});

test('a read is not answered without its entry, and what touches nobody needs none', async () => {
  const { gate } = sit('administrator', 0);
  expect(await gate.answer('staff.list', {})).toEqual({ ok: false, code: 'audit-unavailable' });
  expect(await gate.answer('preferences.read', {})).toMatchObject({ ok: true });
});

test('what leaves the vault as a file is announced before it is made, and nothing is when it can not be announced', async () => {
  const taken = names.filter((name) => OPERATIONS[name].action?.endsWith('export'));
  expect(taken.toSorted()).toEqual(['audit.export', 'file.save']);
  for (const name of taken) {
    const input = name === 'file.save' ? { fileId: userId } : {};
    const full = sit('owner', 0);
    expect(await full.gate.answer(name, input)).toEqual({ ok: false, code: 'audit-unavailable' });
    expect(full.reached).toEqual([]);
    const { gate, entries, reached } = sit('owner');
    await gate.answer(name, input);
    expect([reached, entries.map(({ outcome }) => outcome)]).toEqual([[name], ['intent', 'failed']]);
  }
});

test('a file a person took out stands in the log with its rows, one they thought better of as undone', async () => {
  for (const [saved, outcome, rows] of [
    [true, 'committed', 7],
    [false, 'undone', 0],
  ] as const) {
    const { gate, entries } = sit('owner', 1000, { 'file.save': () => ({ saved, rows: saved ? 7 : 0 }) });
    await gate.answer('file.save', { fileId: userId });
    expect(entries.map((entry) => [entry.outcome, entry.rows])).toEqual([
      ['intent', 0],
      [outcome, rows],
    ]);
  }
});

test('an answer of another shape than declared is refused', async () => {
  const { gate, entries } = sit('owner');
  expect(await gate.answer('policy.read', {})).toEqual({ ok: false, code: 'answer-refused' });
  expect(entries).toEqual([]);
});

test.each(ROLES)('R5: %s reaches a plain operation exactly where the table says so', async (role) => {
  for (const name of names) {
    const { gate, reached, entries } = sit(role);
    const { permission, action } = OPERATIONS[name];
    const answer = await gate.answer(name, { shape: 'of nothing' });
    const allowed = permission === 'anyone' || may(role, permission);
    expect([name, answer]).toEqual([name, { ok: false, code: allowed ? 'bad-input' : 'not-permitted' }]);
    expect(reached).toEqual([]);
    expect(entries.map(({ outcome }) => outcome)).toEqual(action === null ? [] : ['refused']);
  }
});

test('main answers only what anybody may ask, or a signed-in person about themselves: it has no roles to judge by', () => {
  for (const name of Object.keys(OPERATIONS).filter(isMainName)) expect(['anyone', 'self']).toContain(OPERATIONS[name].permission);
});
