import { createSecretKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { generate } from 'otplib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { step } from '../../shared/session.ts';
import type { SessionState } from '../../shared/session-terms.ts';
import { MARIA, plus, run, toOpen } from '../../test/session-runs.ts';
import { freshFolder } from '../../test/support/access.ts';
import { memoryKeychain } from '../../test/support/memory-keychain.ts';
import { newUserKeys, sealBundle, type UserKeys } from '../keys/bundle.ts';
import { deriveKey } from '../keys/derive.ts';
import { passwordBytes } from '../keys/kek.ts';
import { totpEnrolment } from '../keys/totp.ts';
import type { Person } from '../ledger/roll.ts';
import { StepUpCount } from '../session/step-up-count.ts';
import { TriesKeeper, type TriesPlace } from '../session/tries-keeper.ts';
import { migrate } from '../store/migrate.ts';
import { LEDGER_PATH } from '../store/migrations/ledger/path.ts';
import { openStore } from '../store/open.ts';
import { accountHandlers } from './account.ts';
import { type LedgerSide, ledgerSide } from './ledger-side.ts';
import type { Entrant } from './sign-in.ts';
import { staffHandlers } from './staff.ts';
import { StepUp } from './step-up.ts';

/** An open session of Maria's, with main's own counting behind it: only the keychain and the clock are not the machine's. */
let folder: string;
let remove: () => void;
let ledger: LedgerSide;
let keys: UserKeys;
let machine: { state: SessionState; ms: number };
let desk: ReturnType<typeof sit>;
const practiceId = newId();
const workstationId = newId();
const OLD = 'a long old password of hers';

const addPerson = (userId: string, role: Person['role'], bundle: Uint8Array = randomBytes(8)): void =>
  ledger.within(() => {
    ledger.roll.add({ userId, signInName: `p-${userId.slice(-12)}`, name: role, role, state: 'active', endsOn: null, now: 1 });
    const [exchangePublic, signingPublic, box] = [randomBytes(32), randomBytes(32), randomBytes(8)];
    ledger.roll.setSlot({ userId, exchangePublic, signingPublic, bundle, bundleVersion: 1, box, boxEpoch: 1, now: 1 });
  });

/** The ledger as main's desk answers of it. */
class TriesLedger {
  ask(method: 'triesItem', userId: string): Promise<string | undefined>;
  ask(method: 'keepTries', userId: string, item: string, failedSince: number | null): Promise<void>;
  ask(method: 'everyone'): Promise<readonly Person[]>;
  async ask(method: string, userId = '', item = ''): Promise<unknown> {
    if (method === 'everyone') return ledger.roll.everyone();
    return method === 'triesItem' ? ledger.roll.triesItem(userId) : ledger.within(() => ledger.roll.setTriesItem(userId, item));
  }
}

const tryPlace = (): TriesPlace => {
  const secret = randomBytes(32);
  return {
    derive: (purpose) => deriveKey(secret, purpose),
    place: () => ({ folder, practiceId, workstationId, appVersion: '0', policyHash: '' }),
    ledger: new TriesLedger(),
  };
};

const sit = (share: Buffer, header: Entrant['header']) => {
  const row = ledger.roll.find({ userId: MARIA });
  if (row === undefined) throw new Error('not on the roll');
  const place = { folder, practiceId, workstationId, appVersion: '0', policyHash: '0'.repeat(64) };
  const bytes = () => randomBytes(32);
  const entrant: Entrant = {
    grant: { place, userId: MARIA, factors: 'password-and-code', share, ledgerKey: bytes(), deviceSigning: bytes(), sessionHours: 12 },
    ...{ person: row, header, keys, recordsKey: createSecretKey(bytes()), epoch: 1, ledger, share },
  };
  const count = new StepUpCount({
    tries: new TriesKeeper(tryPlace(), memoryKeychain(), () => plus(machine.ms)),
    machine: {
      state: () => machine.state,
      tell: (occurrence) => {
        machine.state = step(machine.state, { ...occurrence, at: plus(machine.ms) }).state;
      },
    },
    now: () => plus(machine.ms),
  });
  const line = {
    askStepUp: () => count.admit({ epoch: 1 }),
    tellStepUp: (right: boolean) => count.judged({ epoch: 1 }, right, () => undefined),
    askBarred: () => Promise.resolve([]),
    say: () => undefined,
  };
  const stepUp = new StepUp(entrant, line);
  return {
    ...staffHandlers(entrant, line, stepUp, () => Promise.resolve(randomBytes(32))),
    ...accountHandlers(entrant, line, stepUp),
  };
};

beforeEach(async () => {
  ({ folder, remove } = freshFolder());
  const key = createSecretKey(randomBytes(32));
  const open = (file: string, mode: 'create' | 'existing') => openStore({ file, key, mode, cacheMiB: 8 });
  const store = open(join(folder, 'ledger.db'), 'create');
  migrate({ store, path: LEDGER_PATH, reopen: (file) => open(file, 'existing'), now: 1 });
  ledger = ledgerSide(store, key);
  keys = newUserKeys();
  machine = { state: run(...toOpen).state, ms: 0 };
  const share = randomBytes(32);
  const header = { userId: MARIA, practiceId, version: 1, params: { memoryKiB: 65_536, passes: 3, lanes: 1, salt: randomBytes(16) } };
  addPerson(MARIA, 'owner', await sealBundle(header, keys, { password: passwordBytes(Buffer.from(OLD)), share: Buffer.from(share) }));
  desk = sit(share, header);
});
afterEach(() => {
  ledger.store.close();
  remove();
});

const code = (secondsLater = 0): Promise<string> => {
  const secret = totpEnrolment(keys.totpSecret, { practice: 'p', user: 'u' }).base32;
  return generate({ secret, epoch: Math.floor(Date.now() / 1000) + secondsLater });
};
const other = (role: Person['role'] = 'front-desk'): string => {
  const userId = newId();
  addPerson(userId, role);
  return userId;
};
/** As the gate commits, without its entry. */
const call = { commit: <T>(work: () => T): T => ledger.within(work) };
const deeds = {
  'staff.add': (typed: string) =>
    desk['staff.add']({ name: 'New', signInName: `n-${newId().slice(-12)}`, role: 'biller', endsOn: null, code: typed }, call),
  'staff.change-role': (typed: string) => desk['staff.change-role']({ userId: other(), role: 'biller', endsOn: null, code: typed }, call),
  'staff.remove': (typed: string) => desk['staff.remove']({ userId: other(), code: typed }, call),
  'staff.reset': (typed: string) => desk['staff.reset']({ userId: other(), code: typed }, call),
  'account.change-password': (typed: string) =>
    desk['account.change-password']({ code: typed, oldPassword: OLD, newPassword: 'quite another walnut harbor' }, call),
} as const;
const DEEDS = ['staff.add', 'staff.change-role', 'staff.remove', 'staff.reset', 'account.change-password'] as const;

const codeOf = async (asked: unknown): Promise<string> => {
  try {
    await asked;
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

describe.each(DEEDS)('%s', (deed) => {
  test('is not done for a wrong code, and the code that was right once is right no second time', async () => {
    expect(await codeOf(deeds[deed]('000000'))).toBe('sign-in-failed');
    const right = await code();
    expect(await codeOf(deeds[deed](right))).toBe('done');
    expect(await codeOf(deeds[deed](right))).toBe('code-used');
  });
});

test('a code typed a second time opens nothing and counts as no guess', async () => {
  const right = await code();
  expect(await codeOf(deeds['staff.reset'](right))).toBe('done');
  for (let n = 0; n < 8; n += 1) expect(await codeOf(deeds['staff.reset'](right))).toBe('code-used');
  expect(machine.state.desk.tries).toEqual([]);
});

describe('guessing codes in an open session', () => {
  test('waits longer and longer, and loses the session at the fifth wrong one', async () => {
    const seen: string[] = [];
    for (const ms of [0, 0, 0, 0, 5_000, 5_000, 20_000, 20_000]) {
      machine.ms = ms;
      seen.push(await codeOf(deeds['staff.reset']('000000')));
    }
    expect(seen).toEqual([...Array(3).fill('sign-in-failed'), 'barred', 'sign-in-failed', 'barred', 'sign-in-failed', 'locked']);
    expect(machine.state).toMatchObject({ kind: 'locked', reason: 'codes-wrong' });
  });

  test('gains nothing by asking a hundred times at once', async () => {
    const seen = await Promise.all(Array.from({ length: 100 }, (_, n) => codeOf(deeds['staff.reset'](String(n).padStart(6, '0')))));
    expect(seen.filter((one) => one === 'sign-in-failed').length).toBe(3);
    expect(seen.filter((one) => one === 'barred').length).toBe(97);
  });

  test('a right code is not tried while the wait lasts, and begins the count anew afterwards', async () => {
    for (let n = 0; n < 3; n += 1) await codeOf(deeds['staff.reset']('000000'));
    expect(await codeOf(deeds['staff.reset'](await code()))).toBe('barred');
    machine.ms = 5_000;
    expect(await codeOf(deeds['staff.reset'](await code()))).toBe('done');
    expect(await codeOf(deeds['staff.reset']('000000'))).toBe('sign-in-failed');
    expect(machine.state.desk.tries).toMatchObject([{ failures: 1 }]);
  });

  test('a wrong old password counts like a wrong code, however right the code is', async () => {
    const tryPassword = async (later: number) =>
      codeOf(
        desk['account.change-password'](
          {
            code: await code(later),
            oldPassword: 'not hers at all',
            newPassword: 'quite another walnut harbor',
          },
          call,
        ),
      );
    expect([await tryPassword(-30), await tryPassword(0), await tryPassword(30)]).toEqual(Array(3).fill('sign-in-failed'));
    expect(machine.state.desk.tries).toMatchObject([{ userId: MARIA, failures: 3 }]);
    expect(await codeOf(deeds['account.change-password']('000000'))).toBe('barred');
  });
});
