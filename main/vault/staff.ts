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
import type { StepUp } from './step-up.ts';

/** What is asked of main and told to it. */
type StaffLine = Pick<MainLine, 'say' | 'askBarred'>;
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
export const staffHandlers = (
  entrant: Entrant,
  line: StaffLine,
  stepUp: StepUp,
  deriveShare: (userId: string) => Promise<Uint8Array>,
): StaffHandlers => {
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

  /** One owner at least stays, also when every end date has passed; nobody else could make another. */
  const keepAnOwner = (person: Person, next: { readonly role: Role; readonly endsOn: string | null } | 'removed'): void => {
    if (person.role !== 'owner' || (next !== 'removed' && next.role === 'owner' && next.endsOn === null)) return;
    if (!roll.lastingOwners().some((userId) => userId !== person.user_id)) throw new Failure('last-owner');
  };

  /** What a code is asked for is judged before the code is spent, and again when it is done: a derivation of keys lies between. */
  const deed = async <T>(code: string, admit: () => void, work: () => T | Promise<T>): Promise<T> => {
    admit();
    return stepUp.prove(code, work);
  };

  return {
    'staff.list': async () => {
      const barred = new Set(await line.askBarred());
      return { members: roll.everyone().map((person) => memberOf(person, barred)) };
    },

    'staff.add': ({ name, signInName, role, endsOn, code }, call) => {
      const admit = (): void => {
        mayDecideOver(actingRole(), role);
        if (roll.find({ signInName }) !== undefined) throw new Failure('already-exists');
      };
      return deed(code, admit, async () => {
        const userId = newId();
        const before = (): void => {
          admit();
          roll.add({ userId, signInName, name, role, state: 'new', endsOn, now: Date.now() });
        };
        const oneTimePassword = await giveSlot(userId, 1, call, { before });
        line.say({ type: 'credentials-changed', userId });
        return { userId, oneTimePassword };
      });
    },

    'staff.change-role': ({ userId, role, endsOn, code }, { commit }) => {
      const admit = (): void => {
        const person = theirs(userId);
        mayDecideOver(actingRole(), role);
        keepAnOwner(person, { role, endsOn });
      };
      return deed(code, admit, () => {
        commit(() => {
          admit();
          roll.setRole(userId, role, endsOn);
        });
        line.say({ type: 'credentials-changed', userId });
        return memberOf(known(userId), new Set());
      });
    },

    'staff.remove': ({ userId, code }, { commit }) => {
      const admit = (): void => keepAnOwner(theirs(userId), 'removed');
      return deed(code, admit, () => {
        commit(() => {
          admit();
          roll.remove(userId, Date.now());
        });
        line.say({ type: 'credentials-changed', userId });
        return { userId, rotation: 'pending' as const };
      });
    },

    'staff.reset': ({ userId, code }, call) => {
      const admit = (): void => void theirs(userId);
      return deed(code, admit, async () => {
        const version = (roll.slot(userId)?.newest_version ?? 0) + 1;
        const oneTimePassword = await giveSlot(userId, version, call, { before: admit, alert: 'staff-reset' });
        line.say({ type: 'credentials-changed', userId });
        return { userId, oneTimePassword };
      });
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

const memberOf = (person: Person, barred: ReadonlySet<string>): Result<'staff.change-role'> & Member => ({
  userId: person.user_id,
  signInName: person.sign_in_name,
  name: person.name,
  role: person.role,
  state: person.state === 'active' && barred.has(person.user_id) ? 'barred' : person.state,
  endsOn: person.ends_on,
  lastSignIn: person.last_sign_in,
});
