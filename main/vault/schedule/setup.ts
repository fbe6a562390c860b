import { Failure } from '../../../shared/failure.ts';
import { type ScheduleSetup, scheduleSetup } from '../../../shared/operations/schedule.ts';
import type { VaultPlainHandlers } from '../../gate/handlers.ts';
import type { Roll } from '../../ledger/roll.ts';
import type { LedgerSide } from '../ledger-side.ts';

/** The schedule's set-up as it is at this moment. */
export type SetupReader = () => ScheduleSetup;

const EIGHT_TO_FIVE = { opens: 8 * 60, closes: 17 * 60 };

/** Before anybody has set anything: the working week of an office, and nobody to book yet. */
const atFirst = (): ScheduleSetup => ({
  version: 0,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  providers: [],
  visitTypes: [],
  hours: [...Array.from({ length: 5 }, () => EIGHT_TO_FIVE), null, null],
  closures: [],
  rooms: [],
});

/** The schedule's set-up. One that can't be read (a later version wrote it) is not guessed at. Failure `store-damaged`. */
export const readSetup = (roll: Roll): ScheduleSetup => {
  const kept = roll.setting('schedule');
  if (kept === undefined) return atFirst();
  const parsed = scheduleSetup.safeParse(kept);
  if (!parsed.success) throw new Failure('store-damaged', { cause: parsed.error });
  return parsed.data;
};

/** What has been given out is never taken away: visits point at it. Failure `bad-input`. */
const refuseLost = (before: ScheduleSetup, after: ScheduleSetup): void => {
  const providers = new Set(after.providers.map(({ providerId }) => providerId));
  const rooms = new Set(after.rooms.map(({ roomId }) => roomId));
  const types = new Set(after.visitTypes.map(({ visitTypeId }) => visitTypeId));
  const lost =
    before.providers.some(({ providerId }) => !providers.has(providerId)) ||
    before.visitTypes.some(({ visitTypeId }) => !types.has(visitTypeId)) ||
    before.rooms.some(({ roomId }) => !rooms.has(roomId));
  const twice = providers.size !== after.providers.length || types.size !== after.visitTypes.length || rooms.size !== after.rooms.length;
  if (lost || twice || !isTimeZone(after.timeZone)) throw new Failure('bad-input');
};

export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

export const setupHandlers = ({ roll }: LedgerSide): Pick<VaultPlainHandlers, 'schedule.setup' | 'schedule.set-up'> => ({
  'schedule.setup': () => readSetup(roll),
  'schedule.set-up': (wanted, { commit }) =>
    commit(() => {
      const before = readSetup(roll);
      if (wanted.version !== before.version) throw new Failure('changed-meanwhile');
      refuseLost(before, wanted);
      const after = { ...wanted, version: before.version + 1 };
      roll.set('schedule', after);
      return after;
    }),
});
