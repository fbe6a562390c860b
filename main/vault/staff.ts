import { randomInt } from 'node:crypto';
import { Failure } from '../../shared/failure.ts';
import { newId } from '../../shared/ids.ts';
import type { Result, Value } from '../../shared/operations/table.ts';
import type { Role } from '../../shared/permissions.ts';
import type { PlainCall, VaultPlainHandlers } from '../gate/handlers.ts';
import { sealBox } from '../keys/box.ts';
import { newUserKeys, sealBundle } from '../keys/bundle.ts';
import { rawPublicKey } from '../keys/curve25519.ts';
import { calibrate, passwordBytes } from '../keys/kek.ts';
import { wipe } from '../keys/wipe.ts';
import { AlertBook } from '../ledger/alert-book.ts';
import type { Person } from '../ledger/roll.ts';
import type { MainLine } from './main-line.ts';
import type { Entrant } from './sign-in.ts';
import { spendFreshCode } from './step-up.ts';

type Member = Value<'staff.change-role'>;
type StaffHandlers = Pick<VaultPlainHandlers, 'staff.list' | 'staff.add' | 'staff.change-role' | 'staff.remove' | 'staff.reset'>;

/** Twelve syllables a person can read over a counter; about 62 bits, good for one sign-in. */
const SYLLABLES = [
  'ba',
  'be',
  'bi',
  'bo',
  'da',
  'de',
  'di',
  'do',
  'fa',
  'fe',
  'fi',
  'fo',
  'ga',
  'ge',
  'gi',
  'go',
  'ka',
  'ke',
  'ki',
  'ko',
  'la',
  'le',
  'li',
  'lo',
  'ma',
  'me',
  'mi',
  'mo',
  'na',
  'ne',
  'ni',
  'no',
] as const;
const SYLLABLE_COUNT = 13;

export const oneTimePassword = (): string => {
  const syllables = Array.from({ length: SYLLABLE_COUNT }, () => SYLLABLES[randomInt(SYLLABLES.length)] ?? 'ba');
  return [syllables.slice(0, 4), syllables.slice(4, 8), syllables.slice(8)].map((part) => part.join('')).join('-');
};

/** Who works here: each change of a right needs the acting person's fresh code, and makes or deletes the keys it is about (45 CFR 164.308(a)(3), (a)(4)). */
export const staffHandlers = (entrant: Entrant, line: MainLine, deriveShare: (userId: string) => Promise<Uint8Array>): StaffHandlers => {
  const { ledger, grant } = entrant;
  const { roll } = ledger;

  const known = (userId: string): Person => {
    const person = roll.find({ userId });
    if (person === undefined || person.state === 'removed') throw new Failure('not-found');
    return person;
  };

  /** The acting person's role as the roll has it now, not as it was at sign-in. */
  const actingRole = (): Role => known(entrant.person.user_id).role;

  /** Somebody else, over whom the acting person may decide. Nobody changes their own rights, and nobody takes over an account above theirs. */
  const theirs = (userId: string): Person => {
    const person = known(userId);
    if (userId === entrant.person.user_id) throw new Failure('not-permitted');
    mayDecideOver(actingRole(), person.role);
    return person;
  };

  /** The one-time slot of a person: new keys, sealed under a one-time password and this device's share. */
  const giveSlot = async (
    userId: string,
    version: number,
    { commit }: PlainCall,
    { before, alert }: { readonly before: () => void; readonly alert?: 'staff-reset' },
  ): Promise<string> => {
    const words = oneTimePassword();
    const keys = newUserKeys();
    const password = passwordBytes(Buffer.from(words, 'utf8'));
    const share = Buffer.from(await deriveShare(userId));
    const recordsKey = entrant.recordsKey.export();
    try {
      const header = { userId, practiceId: grant.place.practiceId, version, params: await calibrate() };
      const bundle = await sealBundle(header, keys, { password, share });
      const exchangePublic = rawPublicKey(keys.exchange);
      const box = await sealBox({ userId, workstationId: grant.place.workstationId, epoch: entrant.epoch }, exchangePublic, recordsKey);
      const said = { object: userId, ...(alert === undefined ? {} : { alert }) };
      commit(() => {
        before();
        roll.setSlot({
          userId,
          exchangePublic,
          signingPublic: rawPublicKey(keys.signing),
          bundle,
          bundleVersion: version,
          box,
          boxEpoch: entrant.epoch,
          now: Date.now(),
        });
        roll.setRecoveryCodes(userId, []);
        roll.setState(userId, 'new');
        if (alert !== undefined) new AlertBook(roll).raise(alert, userId, Date.now(), entrant.person.user_id);
      }, said);
      return words;
    } finally {
      wipe(password, share, recordsKey);
    }
  };

  const keepAnOwner = (person: Person, next: Role | 'removed'): void => {
    if (person.role === 'owner' && next !== 'owner' && roll.owners() <= 1) throw new Failure('last-owner');
  };

  return {
    'staff.list': () => ({ members: roll.everyone().map(memberOf) }),

    'staff.add': async ({ name, signInName, role, endsOn, code }, call) => {
      mayDecideOver(actingRole(), role);
      spendFreshCode(entrant, code);
      const userId = newId();
      const password = await giveSlot(userId, 1, call, {
        before: () => roll.add({ userId, signInName, name, role, state: 'new', endsOn, now: Date.now() }),
      });
      line.say({ type: 'credentials-changed', userId });
      return { userId, oneTimePassword: password };
    },

    'staff.change-role': ({ userId, role, endsOn, code }, { commit }) => {
      const person = theirs(userId);
      mayDecideOver(actingRole(), role);
      keepAnOwner(person, role);
      spendFreshCode(entrant, code);
      commit(() => roll.setRole(userId, role, endsOn));
      line.say({ type: 'credentials-changed', userId });
      return memberOf(known(userId));
    },

    'staff.remove': ({ userId, code }, { commit }) => {
      keepAnOwner(theirs(userId), 'removed');
      spendFreshCode(entrant, code);
      commit(() => roll.remove(userId, Date.now()));
      line.say({ type: 'credentials-changed', userId });
      return { userId, rotation: 'pending' };
    },

    'staff.reset': async ({ userId, code }, call) => {
      theirs(userId);
      spendFreshCode(entrant, code);
      const version = (roll.slot(userId)?.newest_version ?? 0) + 1;
      const password = await giveSlot(userId, version, call, { before: () => theirs(userId), alert: 'staff-reset' });
      line.say({ type: 'credentials-changed', userId });
      return { userId, oneTimePassword: password };
    },
  };
};

/**
 * Only an owner decides over owners and privacy officers: makes one, changes or removes one, or resets one, for whoever resets an account is handed its one-time password and could
 * sign in with it. Where the only owner is locked out, the recovery kit makes another.
 */
const mayDecideOver = (acting: Role, role: Role): void => {
  if ((role === 'owner' || role === 'privacy-officer') && acting !== 'owner') throw new Failure('not-permitted');
};

const memberOf = (person: Person): Result<'staff.change-role'> & Member => ({
  userId: person.user_id,
  signInName: person.sign_in_name,
  name: person.name,
  role: person.role,
  state: person.state,
  endsOn: person.ends_on,
  lastSignIn: person.last_sign_in,
});
