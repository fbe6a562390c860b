import { createSecretKey, type KeyObject } from 'node:crypto';
import { Failure } from '../../shared/failure.ts';
import { openBox } from '../keys/box.ts';
import { type BundleHeader, openBundle, readBundleHeader, type UserKeys } from '../keys/bundle.ts';
import { deriveKek, KDF_FLOOR, passwordBytes } from '../keys/kek.ts';
import { findRecoveryCode } from '../keys/recovery-codes.ts';
import { checkTotp } from '../keys/totp.ts';
import { wipe } from '../keys/wipe.ts';
import { hasEnded, localDate } from '../ledger/account-end.ts';
import type { Person, Slot } from '../ledger/roll.ts';
import type { Grant, Place } from './control.ts';
import { ledgerLog } from './ledger-log.ts';
import { type LedgerSide, openLedger } from './ledger-side.ts';
import { ownAccountEntry } from './own-account-entry.ts';

/** A person who proved to be themselves: what the vault needs to open a session for them. */
export interface Entrant {
  readonly grant: Grant;
  readonly person: Person;
  readonly header: BundleHeader;
  readonly keys: UserKeys;
  readonly recordsKey: KeyObject;
  readonly epoch: number;
  readonly ledger: LedgerSide;
  /** The device's share, for a new password in this session. */
  readonly share: Buffer;
}

/** The same without what opens the records. */
export type Proven = Omit<Entrant, 'recordsKey' | 'epoch' | 'share'>;

/** What was wrong was a guess of a secret: it counts as a failed try. */
export class WrongGuess extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/**
 * Opens a person's bundle with the typed password and this device's share, checks the code against the secret inside, and opens the box with the records key.
 * A code's step is spent durably before anything is opened with it.
 * That an account is over is said only to whoever has its password and code. A name that nobody has takes as long as a wrong password.
 *
 * Throws WrongGuess for a wrong password or code, Failure for everything else.
 */
export const provePerson = async (grant: Grant, typed: string, code: string | undefined, now: number): Promise<Entrant> => {
  const { slot, ...proven } = await proveKeys(grant, typed, code, now);
  try {
    const bytes = await openBox(
      { userId: proven.person.user_id, workstationId: grant.place.workstationId, epoch: slot.box_epoch },
      proven.keys.exchange,
      slot.box,
    );
    const recordsKey = createSecretKey(bytes);
    wipe(bytes);
    return { ...proven, recordsKey, epoch: slot.box_epoch, share: Buffer.from(grant.share) };
  } catch (error) {
    proven.ledger.store.close();
    throw error;
  }
};

/** As `provePerson`, for what needs the person's own keys and not the records: the box with the records key stays shut. */
export const proveKeys = async (
  grant: Grant,
  typed: string,
  code: string | undefined,
  now: number,
): Promise<Proven & { readonly slot: Slot }> => {
  const ledger = openLedger(grant.place.folder, grant.ledgerKey, 'existing');
  try {
    const person = ledger.roll.find({ userId: grant.userId });
    const slot = ledger.roll.slot(grant.userId);
    if (person === undefined || person.state === 'removed' || slot === undefined) return await openNothing(ledger, grant, typed);
    const { header, keys } = await openWithPassword(grant, slot, typed);
    if (person.state === 'active' && grant.factors === 'password-and-code')
      checkCode({ ledger, place: grant.place }, slot, keys, code, now);
    if (hasEnded(person, localDate(now))) throw new Failure('sign-in-ended');
    return { grant, person, header, keys, ledger, slot };
  } catch (error) {
    ledger.store.close();
    throw error;
  }
};

const openWithPassword = async (grant: Grant, slot: Slot, typed: string): Promise<{ header: BundleHeader; keys: UserKeys }> => {
  const password = passwordBytes(Buffer.from(typed, 'utf8'));
  const share = Buffer.from(grant.share);
  const expected = { userId: grant.userId, practiceId: grant.place.practiceId, newestSeen: slot.newest_version };
  try {
    return await openBundle(slot.bundle, expected, { password, share });
  } catch (error) {
    throw error instanceof Failure && error.code === 'sign-in-failed' ? new WrongGuess(error) : error;
  } finally {
    wipe(password, share);
  }
};

interface At {
  readonly ledger: LedgerSide;
  readonly place: Place;
}

/** What is typed for a name that nobody has costs the same derivation as a wrong password, with the parameters of somebody who is here. Throws WrongGuess. */
const openNothing = async (ledger: LedgerSide, grant: Grant, typed: string): Promise<never> => {
  const somebody = ledger.roll.slots()[0];
  const params = somebody === undefined ? { ...KDF_FLOOR, salt: Buffer.alloc(16) } : readBundleHeader(somebody.bundle).params;
  const password = passwordBytes(Buffer.from(typed, 'utf8'));
  const share = Buffer.from(grant.share);
  try {
    await deriveKek({ password, share, params, userId: grant.userId });
  } finally {
    wipe(password, share);
  }
  throw new WrongGuess(new Failure('sign-in-failed'));
};

/** Six digits are a code of the authenticator; anything longer is tried as a recovery code. */
const checkCode = ({ ledger, place }: At, slot: Slot, keys: UserKeys, code: string | undefined, now: number): void => {
  if (code === undefined) throw new Failure('code-needed');
  if (code.replace(/[\s-]/g, '').length > 6) {
    spendRecoveryCode(ledger, place, slot.user_id, code);
    return;
  }
  const answer = checkTotp(keys.totpSecret, code, now, slot.totp_step);
  if (answer.state === 'used') throw new WrongGuess(new Failure('code-used'));
  if (answer.state === 'wrong') throw new WrongGuess(new Failure('sign-in-failed'));
  ledger.within(() => ledger.roll.spendTotpStep(slot.user_id, answer.step));
};

/** The code is gone and the log says so, or neither. */
const spendRecoveryCode = (ledger: LedgerSide, place: Place, userId: string, code: string): void => {
  const left = ledger.roll.recoveryCodes(userId).map(({ salt, hash }) => ({ salt: Buffer.from(salt), hash: Buffer.from(hash) }));
  const spent = left[findRecoveryCode(userId, code, left)];
  if (spent === undefined) throw new WrongGuess(new Failure('sign-in-failed'));
  ledger.within(() => {
    ledger.roll.spendRecoveryCode(userId, spent.salt);
    ledgerLog(ledger, place).appendWithin(ownAccountEntry('staff.recovery-codes', 'door.sign-in', userId, left.length - 1));
  });
};
