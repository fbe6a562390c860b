import { Failure } from '../../shared/failure.ts';
import { type Preferences, preferences } from '../../shared/operations/settings.ts';
import { readPolicy } from '../../shared/policy.ts';
import type { PlainCall, VaultPlainHandlers } from '../gate/handlers.ts';
import { openBundle, rewrapBundle } from '../keys/bundle.ts';
import { rawPublicKey } from '../keys/curve25519.ts';
import { calibrate, passwordBytes } from '../keys/kek.ts';
import { passwordFault } from '../keys/password.ts';
import { wipe } from '../keys/wipe.ts';
import type { MainLine } from './main-line.ts';
import { officeNames } from './practice-name.ts';
import { type Entrant, WrongGuess } from './sign-in.ts';
import type { StepUp } from './step-up.ts';

type AccountHandlers = Pick<
  VaultPlainHandlers,
  'account.change-password' | 'preferences.read' | 'preferences.write' | 'policy.read' | 'policy.write'
>;

const USUAL: Preferences = { language: 'en', theme: 'system', density: 'compact', singleKeys: true, scheduleViews: [], columnShares: [] };

/** The signed-in person's own password and likes, and the practice's lock policy. */
export const accountHandlers = (entrant: Entrant, line: Pick<MainLine, 'say'>, stepUp: StepUp): AccountHandlers => {
  const { ledger, grant, person } = entrant;
  const { roll } = ledger;

  const liked = (): Preferences => {
    const kept = preferences.partial().safeParse(JSON.parse(roll.find({ userId: person.user_id })?.preferences ?? '{}'));
    return { ...USUAL, ...(kept.success ? defined(kept.data) : {}) };
  };
  const lockPolicy = () => {
    const { autoLockMinutes, clipboardClearSeconds, passwordOnlyHours } = readPolicy(roll.setting('policy'));
    return { autoLockMinutes, clipboardClearSeconds, passwordOnlyHours };
  };

  /** Throws WrongGuess for a wrong old password: an open session is no place to guess it either. */
  const changePassword = async (oldPassword: string, newPassword: string, { commit }: PlainCall): Promise<{ changed: true }> => {
    const slot = roll.slot(person.user_id);
    if (slot === undefined) throw new Failure('not-found');
    const share = Buffer.from(entrant.share);
    const before = passwordBytes(Buffer.from(oldPassword, 'utf8'));
    const after = passwordBytes(Buffer.from(newPassword, 'utf8'));
    try {
      const expected = { userId: person.user_id, practiceId: grant.place.practiceId, newestSeen: slot.newest_version };
      const { header, keys } = await openBundle(slot.bundle, expected, { password: before, share });
      const { bundle, header: next } = await rewrapBundle(header, keys, { password: after, share }, await calibrate());
      commit(() =>
        roll.setSlot({
          userId: person.user_id,
          exchangePublic: slot.exchange_public,
          signingPublic: rawPublicKey(keys.signing),
          bundle,
          bundleVersion: next.version,
          box: slot.box,
          boxEpoch: slot.box_epoch,
          now: Date.now(),
        }),
      );
      return { changed: true };
    } catch (error) {
      throw error instanceof Failure && error.code === 'sign-in-failed' ? new WrongGuess(error) : error;
    } finally {
      wipe(share, before, after);
    }
  };

  return {
    'account.change-password': async ({ code, oldPassword, newPassword }, call) => {
      if ((await passwordFault(newPassword, [person.name, person.sign_in_name, ...officeNames(roll)])) !== undefined)
        throw new Failure('weak-password');
      return stepUp.prove(code, () => changePassword(oldPassword, newPassword, call));
    },

    'preferences.read': () => liked(),
    'preferences.write': (changes) => {
      const next = { ...liked(), ...defined(changes) };
      roll.setPreferences(person.user_id, JSON.stringify(next));
      line.say({ type: 'preferences', language: next.language, theme: next.theme });
      return next;
    },

    'policy.read': () => lockPolicy(),
    'policy.write': (changes, { commit }) => {
      const kept = roll.setting('policy');
      commit(() => roll.set('policy', { ...(typeof kept === 'object' ? kept : {}), ...defined(changes) }));
      line.say({ type: 'policy-changed' });
      return lockPolicy();
    },
  };
};

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
/** Without the keys whose value is undefined. */
const defined = <T extends object>(value: T): Defined<T> => {
  const copy: Defined<T> = { ...value };
  for (const key of Object.keys(copy)) if (Reflect.get(copy, key) === undefined) Reflect.deleteProperty(copy, key);
  return copy;
};
