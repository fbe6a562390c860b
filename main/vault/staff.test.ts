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
import { MainLine } from './main-line.ts';
import type { Entrant } from './sign-in.ts';
import { staffHandlers } from './staff.ts';

let folder: string;
let ledger: LedgerSide;
const practiceId = newId();
const workstationId = newId();

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
const person = (role: Role): { userId: string; keys: UserKeys } => {
  const userId = newId();
  const keys = newUserKeys();
  const [exchangePublic, signingPublic] = [randomBytes(32), randomBytes(32)];
  ledger.within(() => {
    ledger.roll.add({ userId, signInName: `p-${userId.slice(-12)}`, name: role, role, state: 'active', endsOn: null, now: 1 });
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
  const line = new MainLine({ on: () => undefined, postMessage: () => undefined }, () => undefined);
  const secret = totpEnrolment(keys.totpSecret, { practice: 'p', user: 'u' }).base32;
  return { handlers: staffHandlers(entrant, line, () => Promise.resolve(randomBytes(32))), code: await generate({ secret }) };
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
