import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'otplib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { Role } from '../../shared/permissions.ts';
import { newUserKeys, type UserKeys } from '../keys/bundle.ts';
import { totpEnrolment } from '../keys/totp.ts';
import { AlertBook } from '../ledger/alert-book.ts';
import { migrate } from '../store/migrate.ts';
import { LEDGER_PATH } from '../store/migrations/ledger/path.ts';
import { openStore } from '../store/open.ts';
import { type LedgerSide, ledgerSide } from './ledger-side.ts';
import type { Entrant } from './sign-in.ts';
import { staffHandlers } from './staff.ts';
import { StepUp } from './step-up.ts';

let folder: string;
let ledger: LedgerSide;
const practiceId = newId();
const workstationId = newId();
const barred = new Set<string>();
const nothing = () => Promise.resolve();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-staff-'));
  const key = createSecretKey(randomBytes(32));
  const open = (file: string, mode: 'create' | 'existing') => openStore({ file, key, mode, cacheMiB: 8 });
  const store = open(join(folder, 'ledger.db'), 'create');
  migrate({ store, path: LEDGER_PATH, reopen: (file) => open(file, 'existing'), now: 1 });
  ledger = ledgerSide(store, key);
});
afterEach(() => {
  ledger.store.close();
  rmSync(folder, { recursive: true });
});

/** A person on the roll, with a slot and keys of their own. */
const person = (role: Role, endsOn: string | null = null): { userId: string; keys: UserKeys } => {
  const userId = newId();
  const keys = newUserKeys();
  const [exchangePublic, signingPublic] = [randomBytes(32), randomBytes(32)];
  ledger.within(() => {
    ledger.roll.add({ userId, signInName: `p-${userId.slice(-12)}`, name: role, role, state: 'active', endsOn, now: 1 });
    ledger.roll.setSlot({
      userId,
      exchangePublic,
      signingPublic,
      bundle: randomBytes(8),
      bundleVersion: 1,
      box: randomBytes(8),
      boxEpoch: 1,
      now: 1,
    });
  });
  return { userId, keys };
};

/** What this person may ask of the staff roll, and a code of theirs that was not spent yet. */
const signedIn = async ({ userId, keys }: { userId: string; keys: UserKeys }) => {
  const row = ledger.roll.find({ userId });
  if (row === undefined) throw new Error('not on the roll');
  const place = { folder, practiceId, workstationId, appVersion: '0', policyHash: '0'.repeat(64) };
  const bytes = () => randomBytes(32);
  const entrant: Entrant = {
    grant: { place, userId, factors: 'password-and-code', share: bytes(), ledgerKey: bytes(), deviceSigning: bytes(), sessionHours: 12 },
    person: row,
    header: { userId, practiceId, version: 1, params: { memoryKiB: 65_536, passes: 3, lanes: 1, salt: randomBytes(16) } },
    keys,
    recordsKey: createSecretKey(bytes()),
    epoch: 1,
    ledger,
    share: bytes(),
  };
  // Nobody guesses here; what main answers to a guess is tested beside step-up.ts.
  const line = { say: () => undefined, askBarred: () => Promise.resolve([...barred]), askStepUp: nothing, tellStepUp: nothing };
  const secret = totpEnrolment(keys.totpSecret, { practice: 'p', user: 'u' }).base32;
  return {
    handlers: staffHandlers(entrant, line, new StepUp(entrant, line), () => Promise.resolve(randomBytes(32))),
    code: await generate({ secret }),
  };
};

/** As the gate commits, without its entry. */
const call = { commit: <T>(work: () => T): T => ledger.within(work) };

const refused = { code: 'not-permitted' };

test.each(['owner', 'privacy-officer'] as const)(
  'an administrator can neither reset, remove nor demote the %s, nor make another',
  async (role) => {
    person('owner');
    const target = person(role);
    const before = ledger.roll.slot(target.userId);
    const { handlers, code } = await signedIn(person('administrator'));
    const { userId } = target;
    await expect(handlers['staff.reset']({ userId, code }, call)).rejects.toMatchObject(refused);
    await expect(async () => handlers['staff.remove']({ userId, code }, call)).rejects.toMatchObject(refused);
    await expect(async () => handlers['staff.change-role']({ userId, role: 'front-desk', endsOn: null, code }, call)).rejects.toMatchObject(
      refused,
    );
    await expect(handlers['staff.add']({ name: 'n', signInName: 'nobody', role, endsOn: null, code }, call)).rejects.toMatchObject(refused);
    expect(ledger.roll.slot(userId)).toEqual(before);
    expect(ledger.roll.find({ userId })).toMatchObject({ role, state: 'active' });
  },
);

test.each(['owner', 'administrator'] as const)('an %s changes no right of their own', async (role) => {
  person('owner');
  const self = person(role);
  const { handlers, code } = await signedIn(self);
  const { userId } = self;
  await expect(async () => handlers['staff.change-role']({ userId, role: 'front-desk', endsOn: null, code }, call)).rejects.toMatchObject(
    refused,
  );
  await expect(handlers['staff.reset']({ userId, code }, call)).rejects.toMatchObject(refused);
  await expect(async () => handlers['staff.remove']({ userId, code }, call)).rejects.toMatchObject(refused);
});

test('an owner who was demoted meanwhile is judged by the roll, not by their sign-in', async () => {
  const boss = person('owner');
  const acting = person('owner');
  const { handlers, code } = await signedIn(acting);
  ledger.within(() => ledger.roll.setRole(acting.userId, 'administrator', null));
  await expect(handlers['staff.reset']({ userId: boss.userId, code }, call)).rejects.toMatchObject(refused);
});

test('an administrator resets the front desk, and an owner resets a privacy officer', async () => {
  const desk = person('front-desk');
  const officer = person('privacy-officer');
  const administrator = await signedIn(person('administrator'));
  const answer = await administrator.handlers['staff.reset']({ userId: desk.userId, code: administrator.code }, call);
  expect(answer.oneTimePassword.length).toBeGreaterThanOrEqual(26);
  const owner = await signedIn(person('owner'));
  await owner.handlers['staff.reset']({ userId: officer.userId, code: owner.code }, call);
  expect([desk, officer].map(({ userId }) => ledger.roll.find({ userId })?.state)).toEqual(['new', 'new']);
});

test('a person barred by too many failed tries stands in the list as barred', async () => {
  const [one, two] = [person('front-desk'), person('front-desk')];
  barred.add(one.userId);
  const { handlers } = await signedIn(person('owner'));
  const { members } = await handlers['staff.list']({}, call);
  const stateOf = (userId: string) => members.find((member) => member.userId === userId)?.state;
  expect([stateOf(one.userId), stateOf(two.userId)]).toEqual(['barred', 'active']);
});

test('the last owner can not be removed by giving the others an end date', async () => {
  const lasting = person('owner');
  const acting = await signedIn(person('owner', '2031-01-01'));
  const end = (userId: string, endsOn: string | null, role: Role = 'owner') =>
    acting.handlers['staff.change-role']({ userId, role, endsOn, code: acting.code }, call);
  await expect(end(lasting.userId, '2030-01-01')).rejects.toMatchObject({ code: 'last-owner' });
  await expect(end(lasting.userId, null, 'biller')).rejects.toMatchObject({ code: 'last-owner' });
  await expect(acting.handlers['staff.remove']({ userId: lasting.userId, code: acting.code }, call)).rejects.toMatchObject({
    code: 'last-owner',
  });
  person('owner');
  await expect(end(lasting.userId, '2030-01-01')).resolves.toMatchObject({ endsOn: '2030-01-01' });
});

test('a person who could not be given keys is not on the roll, and the sign-in name is free', async () => {
  const owner = await signedIn(person('owner'));
  const given = { name: 'New', signInName: 'newcomer', role: 'biller' as const, endsOn: null, code: owner.code };
  ledger.store.exec("CREATE TEMP TRIGGER fault BEFORE INSERT ON slot BEGIN SELECT RAISE(FAIL, 'disk'); END");
  await expect(owner.handlers['staff.add'](given, call)).rejects.toBeDefined();
  expect(ledger.roll.find({ signInName: 'newcomer' })).toBeUndefined();
  ledger.store.exec('DROP TRIGGER fault');
  const other = await signedIn(person('owner'));
  await expect(other.handlers['staff.add']({ ...given, code: other.code }, call)).resolves.toMatchObject({
    oneTimePassword: expect.any(String),
  });
});

test('a sign-in name that was ever given is refused before the code is spent', async () => {
  const owner = await signedIn(person('owner'));
  const given = { name: 'New', signInName: 'newcomer', role: 'biller' as const, endsOn: null };
  await owner.handlers['staff.add']({ ...given, code: owner.code }, call);
  await expect(owner.handlers['staff.add']({ ...given, code: owner.code }, call)).rejects.toMatchObject({ code: 'already-exists' });
});

test('whoever may decide over the log is told of a reset, once each, and whoever did it is not', async () => {
  const desk = person('front-desk');
  const acting = person('owner');
  const { handlers, code } = await signedIn(acting);
  await handlers['staff.reset']({ userId: desk.userId, code }, call);
  const other = person('owner').userId;
  const book = new AlertBook(ledger.roll);
  expect([book.unseenBy(acting.userId), book.unseenBy(other)]).toMatchObject([[], [{ kind: 'staff-reset', about: desk.userId }]]);
  book.markSeen(
    book.unseenBy(other).map(({ alertId }) => alertId),
    other,
  );
  expect(book.unseenBy(other)).toEqual([]);
});
