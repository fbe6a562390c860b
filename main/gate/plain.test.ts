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
const sit = (
  role: Role,
  room = 1000,
  {
    live = () => true,
    wait = () => Promise.resolve(),
    also = {},
  }: { live?: () => boolean; wait?: () => Promise<void>; also?: Partial<VaultPlainHandlers> } = {},
) => {
  const entries: EntryDraft[] = [];
  const reached: string[] = [];
  let changes = 0;
  const change: VaultPlainHandlers['staff.change-role'] = async (_input, { commit }) => {
    await wait();
    reached.push('staff.change-role');
    return commit(() => {
      changes += 1;
      return member;
    });
  };
  const reset: VaultPlainHandlers['staff.reset'] = (_input, { commit }) =>
    commit(() => ({ userId, oneTimePassword: 'x' }), { alert: 'staff-reset' });
  const answers = {
    'policy.read': () => ({ autoLockMinutes: 99 }),
    'staff.add': () => ({ userId, oneTimePassword: 'x' }),
    'staff.change-role': change,
    'staff.reset': reset,
    'staff.list': () => ({ members: [member] }),
    'preferences.read': () => ({
      language: 'en',
      theme: 'system',
      density: 'compact',
      singleKeys: true,
      scheduleViews: [],
      columnShares: [],
    }),
    ...also,
  };
  const failing = (name: string) => () => {
    reached.push(name);
    throw new Failure('sign-in-failed');
  };
  const known = Object.fromEntries(names.map((name) => [name, Reflect.get(answers, name) ?? failing(name)]));
  if (!isWhole(known)) throw new Error('an operation has no handler');
  const append = (drafts: readonly EntryDraft[]) => {
    if (entries.length + drafts.length > room) throw new Failure('disk-full');
    entries.push(...drafts);
    return drafts.map((_, index) => ({ seq: entries.length + index, leaf: 'c'.repeat(64) }));
  };
  const gate = new PlainGate({
    live,
    actor: anActor(role),
    handlers: known,
    audit: {
      append,
      together: (work) => {
        const before = changes;
        try {
          return work((draft) => append([draft])[0] ?? { seq: 0, leaf: '' });
        } catch (error) {
          changes = before;
          throw error;
        }
      },
    },
  });
  return { gate, entries, reached, changes: () => changes };
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

test('a change whose outcome can not be written is not made', async () => {
  const { gate, reached, changes } = sit('administrator', 1);
  expect(await gate.answer('staff.change-role', change)).toEqual({ ok: false, code: 'audit-unavailable' });
  expect([reached, changes()]).toEqual([['staff.change-role'], 0]);
});

test('a change that was still deriving keys when the session ended is not made any more', async () => {
  let live = true;
  const wait = async (): Promise<void> => {
    await Promise.resolve();
    live = false;
  };
  const { gate, entries, changes } = sit('administrator', 1000, { live: () => live, wait });
  expect(await gate.answer('staff.change-role', change)).toEqual({ ok: false, code: 'locked' });
  expect(changes()).toBe(0);
  expect(entries.map(({ outcome }) => outcome)).toEqual(['intent', 'failed']);
});

test('a change that officers must hear of stands in the log as an alarm too, about the same person', async () => {
  const { gate, entries } = sit('owner');
  expect(await gate.answer('staff.reset', { userId, code: '123456' })).toMatchObject({ ok: true });
  expect(entries.map(({ action, outcome, reason, object }) => [action, outcome, reason, object])).toEqual([
    ['staff.reset', 'intent', null, userId],
    ['staff.reset', 'committed', null, userId],
    ['audit.alert', 'committed', 'staff-reset', userId],
  ]);
});

test('a change that commits nothing is no change, and is not recorded as one', async () => {
  const { gate, entries } = sit('owner');
  expect(await gate.answer('staff.add', { name: 'Nina', signInName: 'nina', role: 'biller', code: '123456' })).toEqual({
    ok: false,
    code: 'internal',
  });
  expect(entries.map(({ outcome }) => outcome)).toEqual(['intent', 'failed']);
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
    const { gate, entries } = sit('owner', 1000, {
      also: { 'file.save': (_input, { commit }) => commit(() => ({ saved, rows }), { outcome, rows }) },
    });
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
