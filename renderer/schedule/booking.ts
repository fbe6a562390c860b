import * as z from 'zod';
import { PARTS_OF_DAY, weekdays } from '../../shared/phi/free-slot.ts';
import { OBSTACLES, REPEATS, SCOPES } from '../../shared/phi/series.ts';
import { visitTime } from '../../shared/phi/visit.ts';
import { useKeptForm } from '../workspace/kept.ts';

const text = z.string().max(500);

/** What kind of free time is looked for; `from` and `after` are where the looking goes on. */
const seeking = z.strictObject({
  anybody: z.boolean(),
  weekdays,
  part: z.enum(PARTS_OF_DAY),
  from: visitTime.day,
  after: z.strictObject({ day: visitTime.day, start: visitTime.start }).nullable(),
});
export type Seeking = z.infer<typeof seeking>;

/** How a visit comes again; `turned` are the days that are not as proposed. */
const repeating = z.strictObject({
  repeats: z.enum(REPEATS),
  every: text,
  count: text,
  /** Empty where it ends after so many visits. */
  until: text,
  turned: z.array(visitTime.day).max(60),
});
export type Repeating = z.infer<typeof repeating>;

/** What stands against a time; somebody may say why it should be all the same. */
const against = z.enum(OBSTACLES);
type Against = z.infer<typeof against>;
export const isAgainst = (code: string): code is Against => against.safeParse(code).success;

/**
 * The visit that is being booked or moved, as it is being typed: whom it is for, found already or still being looked for, and what of it is known. `open` is false while the person is in hand and a
 * time is looked for.
 */
const bookingForm = z.strictObject({
  open: z.boolean(),
  patientId: z.uuid().nullable(),
  name: text,
  looked: text,
  providerId: text,
  visitTypeId: text,
  day: text,
  start: text,
  /** How long it takes; empty is what its kind takes. */
  minutes: text,
  roomId: text,
  /** Whose place on the wait list it takes; empty for nobody's. */
  waitId: text,
  visitNote: text,
  anyway: text,
  /** What stands against the place it was pulled to; null where it was not pulled, or another time is typed since. */
  refused: against.nullable().default(null),
  /** The visit that is to be moved; null for one that is to be booked. */
  moving: z.strictObject({ visitId: z.uuid(), version: z.int() }).nullable(),
  /** The visit that is to be moved was taken from the pinboard: a free time that is pointed at is where it goes. */
  fromPinboard: z.boolean().default(false),
  /** Null while no free time is looked for. */
  seeking: seeking.nullable(),
  /** Null for a visit that comes once. */
  repeating: repeating.nullable(),
  /** Which visits of its series go along with the one that is moved; null for it alone, or where there are no others. */
  scope: z.enum(['one', ...SCOPES]).nullable(),
});
export type Booking = z.infer<typeof bookingForm>;

/** A place somebody pointed at. */
export interface Pointed {
  readonly day: string;
  readonly providerId: string;
  readonly start: number;
}

/** A place a visit was pulled to, and what stands against it. */
export interface Refused extends Pointed {
  readonly refused: Against;
}

const NOTHING: Booking = {
  open: false,
  patientId: null,
  name: '',
  looked: '',
  providerId: '',
  visitTypeId: '',
  day: '',
  start: '',
  minutes: '',
  roomId: '',
  waitId: '',
  visitNote: '',
  anyway: '',
  refused: null,
  moving: null,
  fromPinboard: false,
  seeking: null,
  repeating: null,
  scope: null,
};

/**
 * What is in hand once a visit is to be booked for this patient: what was typed for them already goes on, but nothing of another patient's booking, and nothing of a visit that was to be moved, goes
 * over.
 */
export const bookingFor = (inHand: Booking | null, who: Partial<Booking> & { readonly patientId: string }): Booking => ({
  ...(inHand !== null && inHand.patientId === who.patientId && inHand.moving === null ? inHand : NOTHING),
  ...who,
});

/** The same time and provider for somebody else: nothing else that was typed for one patient goes over to another. */
export const forSomebodyElse = ({ providerId, day, start }: Booking): Booking => ({ ...NOTHING, open: true, providerId, day, start });

/** Whether what is in hand would be lost to something else: not a visit from the pinboard, which stays there, nor the very visit that is to be moved. */
export const isLost = (inHand: Booking | null, toMove: string | null): inHand is Booking =>
  inHand !== null && inHand.patientId !== null && !inHand.fromPinboard && (toMove === null || inHand.moving?.visitId !== toMove);

/** The form opened at another time: what stood against the time before, and why it should be that time all the same, is no word on this one. */
export const openedAt = (part: Partial<Booking>): Partial<Booking> => ({
  ...{ start: '', anyway: '', seeking: null, refused: null },
  ...part,
  open: true,
});

export interface BookingNow {
  readonly booking: Booking | null;
  /** Goes on with the booking, or begins one. */
  readonly put: (part: Partial<Booking>) => void;
  readonly end: () => void;
}

/** What is being booked; it comes back to its author after a lock, a kill or another person's session. */
export function useBooking(): BookingNow {
  const [booking, set] = useKeptForm('booking', bookingForm);
  return { booking, put: (part) => set({ ...(booking ?? NOTHING), ...part }), end: () => set(null) };
}
