import { describe, expect, test } from 'vitest';
import { attempt, DOOR, END, kinds, lockedAgain, MARIA, opened, practice, refused, run, START, toOpen } from '../test/session-runs.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { starting, step } from './session.ts';
import type { Occurrence, SessionState } from './session-terms.ts';

const SAMPLE: Record<SessionState['kind'], SessionState> = {
  starting: starting(DEFAULT_POLICY, START),
  setup: run([0, { type: 'started', found: { kind: 'nothing' } }]).state,
  locked: run([0, practice]).state,
  unlocking: run([0, practice], [0, attempt(1)]).state,
  open: run(...toOpen).state,
  replacing: run(...lockedAgain, [10_000, { type: 'tick' }]).state,
  broken: run([0, { type: 'started', found: { kind: 'failure', code: 'key-unreadable' } }]).state,
  ended: run([0, { type: 'quit' }]).state,
};

const AGAIN = `setup: ${END} clear-clipboard spawn-vault show-setup`;
const LOCK = `locked: ${END} clear-clipboard ${DOOR} record`;
const SAME = '=';
const COLUMNS = ['starting', 'setup', 'locked', 'unlocking', 'open', 'replacing', 'broken', 'ended'] as const;
type Row = readonly [string, string, string, string, string, string, string, string];

/** Every event in every state: the state it leads to and what is done; '=' is no change at all. Every epoch asked with is the present one. */
const lockRow: Row = [SAME, AGAIN, SAME, LOCK, LOCK, SAME, SAME, SAME];
const TABLE: Record<Occurrence['type'], readonly [Occurrence, Row]> = {
  started: [practice, [`locked: ${DOOR}`, SAME, SAME, SAME, SAME, SAME, `locked: ${DOOR}`, SAME]],
  'practice-created': [
    { type: 'practice-created', epoch: 1, ownerId: MARIA },
    [SAME, 'unlocking: record', SAME, SAME, SAME, SAME, SAME, SAME],
  ],
  attempt: [attempt(1), [SAME, SAME, 'unlocking: give-share', SAME, SAME, SAME, SAME, SAME]],
  opened: [opened(1), [SAME, SAME, SAME, 'open: record set-deadline open-workspace', SAME, SAME, SAME, SAME]],
  refused: [refused(1, 1), [SAME, SAME, SAME, `locked: ${END} record ${DOOR}`, SAME, SAME, SAME, SAME]],
  printed: [{ type: 'printed', epoch: 1 }, [SAME, SAME, SAME, `locked: ${END} ${DOOR}`, SAME, SAME, SAME, SAME]],
  'stepped-up': [{ type: 'stepped-up', epoch: 1, failures: 5, lastOwner: false }, [SAME, SAME, SAME, SAME, LOCK, SAME, SAME, SAME]],
  'account-ended': [{ type: 'account-ended', epoch: 1 }, [SAME, SAME, SAME, SAME, LOCK, SAME, SAME, SAME]],
  failed: [
    { type: 'failed', epoch: 1, code: 'audit-unavailable' },
    [SAME, `setup: ${END} spawn-vault show-setup`, `locked: ${END} ${DOOR}`, `locked: ${END} record ${DOOR}`, LOCK, SAME, SAME, SAME],
  ],
  'vault-died': [
    { type: 'vault-died', epoch: 1 },
    [SAME, `setup: ${END} spawn-vault show-setup`, `locked: ${END} ${DOOR}`, `locked: ${END} record ${DOOR}`, LOCK, SAME, SAME, SAME],
  ],
  'page-died': [
    { type: 'page-died', epoch: 1 },
    [SAME, `setup: ${END} spawn-vault show-setup`, `locked: ${END} ${DOOR}`, `locked: ${END} record ${DOOR}`, LOCK, SAME, SAME, SAME],
  ],
  'ledger-died': [
    { type: 'ledger-died' },
    [
      SAME,
      `broken: ${END} clear-clipboard`,
      `broken: ${END} clear-clipboard`,
      `broken: ${END} clear-clipboard record`,
      `broken: ${END} clear-clipboard record`,
      SAME,
      SAME,
      SAME,
    ],
  ],
  // nothing is counting down from a later time yet, so a touch at the same moment leaves setup, unlocking and open as they are
  input: [{ type: 'input', device: 'keyboard' }, [SAME, SAME, 'locked: ', SAME, SAME, SAME, 'broken: ', SAME]],
  'system-idle': [{ type: 'system-idle', seconds: 60 }, [SAME, SAME, SAME, SAME, 'open: set-deadline', SAME, SAME, SAME]],
  tick: [{ type: 'tick' }, [SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME]],
  'clock-observed': [{ type: 'clock-observed' }, [SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME]],
  'lock-requested': [{ type: 'lock-requested' }, lockRow],
  'sign-out-requested': [{ type: 'sign-out-requested' }, lockRow],
  'os-locked': [{ type: 'os-locked' }, lockRow],
  'os-suspended': [{ type: 'os-suspended' }, lockRow],
  'os-user-switched': [{ type: 'os-user-switched' }, lockRow],
  'policy-changed': [
    { type: 'policy-changed', policy: { ...DEFAULT_POLICY, autoLockMinutes: 2 } },
    ['starting: ', AGAIN, 'locked: ', LOCK, LOCK, 'replacing: ', 'broken: ', SAME],
  ],
  'credentials-changed': [{ type: 'credentials-changed', userId: MARIA }, [SAME, SAME, SAME, LOCK, LOCK, 'replacing: ', SAME, SAME]],
  replaced: [{ type: 'replaced' }, [SAME, SAME, SAME, SAME, SAME, 'ended: quit', SAME, SAME]],
  'not-replaced': [{ type: 'not-replaced' }, [SAME, SAME, SAME, SAME, SAME, `locked: ${DOOR}`, SAME, SAME]],
  quit: [
    { type: 'quit' },
    [
      'ended: quit',
      `ended: ${END} clear-clipboard quit`,
      `ended: ${END} clear-clipboard quit`,
      `ended: ${END} clear-clipboard record quit`,
      `ended: ${END} clear-clipboard record quit`,
      'ended: quit',
      'ended: quit',
      SAME,
    ],
  ],
};

describe('every event in every state', () => {
  for (const [type, [occurrence, row]] of Object.entries(TABLE)) {
    for (const [column, kind] of COLUMNS.entries()) {
      test(`${type} while ${kind}`, () => {
        const before = SAMPLE[kind];
        const { state, effects } = step(before, { ...occurrence, at: before.desk.seen });
        if (row[column] === SAME) {
          expect(effects).toEqual([]);
          expect(state).toEqual(before);
        } else {
          expect(`${state.kind}: ${kinds(effects)}`).toBe(row[column]);
          expect(state).not.toEqual(before);
        }
      });
    }
  }
});

describe('wrong codes at an open desk', () => {
  const wrong = (failures: number): Occurrence => ({ type: 'stepped-up', epoch: 1, failures, lastOwner: false });
  const counting = (...counts: readonly number[]) => run(...toOpen, ...counts.map((count) => [0, wrong(count)] as const)).state;

  test('leave the session open until the fifth in a row, which locks it', () => {
    expect(counting(1, 2, 3, 4).kind).toBe('open');
    expect(counting(1, 2, 3, 4, 5)).toMatchObject({ kind: 'locked', reason: 'codes-wrong' });
  });

  test('bar the next sign-in as wrong passwords do, and ask both factors of it', () => {
    const locked = counting(1, 2, 3, 4, 5);
    const tried = step(locked, { ...attempt(2), at: locked.desk.seen });
    expect(tried.effects).toContainEqual(expect.objectContaining({ type: 'show-unlock', code: 'barred', seconds: 30 }));
    expect(locked.desk.signIns).toEqual([]);
  });

  test('are forgiven by a right one', () => {
    expect(counting(1, 2, 0).desk.tries).toEqual([]);
  });
});

describe('an answer of another epoch changes nothing', () => {
  const stale: readonly Occurrence[] = [
    attempt(7),
    opened(7),
    refused(7, 1),
    { type: 'stepped-up', epoch: 7, failures: 9, lastOwner: false },
    { type: 'account-ended', epoch: 7 },
    { type: 'practice-created', epoch: 7, ownerId: MARIA },
    { type: 'printed', epoch: 7 },
    { type: 'failed', epoch: 7, code: 'internal' },
    { type: 'vault-died', epoch: 7 },
    { type: 'page-died', epoch: 7 },
  ];
  for (const kind of COLUMNS) {
    test.each(stale)(`${kind}: $type`, (occurrence) => {
      expect(step(SAMPLE[kind], { ...occurrence, at: SAMPLE[kind].desk.seen })).toEqual({ state: SAMPLE[kind], effects: [] });
    });
  }
});

test('records that are older than the ledger close the door until somebody decides', () => {
  const { state, effects } = run([0, practice], [0, attempt(1)], [0, { type: 'refused', epoch: 1, code: 'store-older', failures: 0 }]);
  expect(state).toMatchObject({ kind: 'broken', reason: 'store-older' });
  expect(kinds(effects)).toBe(`${END} record show-failure`);
});
