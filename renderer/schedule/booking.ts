import * as z from 'zod';
import { useKeptForm } from '../workspace/kept.ts';

const text = z.string().max(500);

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
  visitNote: text,
  anyway: text,
  /** The visit that is to be moved; null for one that is to be booked. */
  moving: z.strictObject({ visitId: z.uuid(), version: z.int() }).nullable(),
});
export type Booking = z.infer<typeof bookingForm>;

/** A place in the day somebody pointed at. */
export interface Pointed {
  readonly providerId: string;
  readonly start: number;
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
  visitNote: '',
  anyway: '',
  moving: null,
};

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
