import * as z from 'zod';
import type { Asked } from '../../shared/operations/table.ts';
import { MINUTES_OF_DAY } from '../../shared/phi/visit.ts';
import { useKeptForm } from '../workspace/kept.ts';
import { useUi } from '../workspace/ui-state.ts';
import { useCheckingIn } from './checking-in.ts';

const text = z.string().max(500);

/** Somebody who is not on file yet: what the counter asks for before anything else. */
const newcomer = z.strictObject({ familyName: text, givenName: text, birthDate: text, mobilePhone: text });
export type Newcomer = z.infer<typeof newcomer>;

const walkInForm = z.strictObject({
  looked: text,
  /** Null until somebody was found, and for a newcomer until they are registered. */
  patientId: z.uuid().nullable(),
  name: text,
  newcomer: newcomer.nullable(),
  /** Empty is the one with the next free time. */
  providerId: text,
  /** Empty is the first kind of visit. */
  visitTypeId: text,
  when: z.enum(['now', 'next']),
  anyway: text,
});
export type WalkIn = z.infer<typeof walkInForm>;

const NOTHING: WalkIn = {
  looked: '',
  patientId: null,
  name: '',
  newcomer: null,
  providerId: '',
  visitTypeId: '',
  when: 'now',
  anyway: '',
};

export interface WalkInNow {
  readonly form: WalkIn | null;
  readonly put: (part: Partial<WalkIn>) => void;
  readonly end: () => void;
}

/** Somebody who stands at the counter without a visit, as far as was typed; it comes back to its author after a lock, a kill or another person's session. */
export function useWalkIn(): WalkInNow & { readonly begin: () => void } {
  const [form, set] = useKeptForm('walk-in', walkInForm);
  const { form: checkingIn } = useCheckingIn();
  return {
    form,
    put: (part) => set({ ...(form ?? NOTHING), ...part }),
    end: () => set(null),
    // a check-in that is under way is finished first: its ticks would be lost
    begin: () => {
      if (checkingIn === null) set(form ?? NOTHING);
      useUi.getState().go('today');
    },
  };
}

/** Nobody is booked at 9:02, also when they came then. */
const STEP = 5;

/** The present time as a visit of this length can begin at it: the five minutes that have begun, and never over midnight. */
export const startNow = (minute: number, minutes: number): number =>
  Math.max(0, Math.min(minute - (minute % STEP), MINUTES_OF_DAY - minutes));

/** What a newcomer is registered with; null while there is no last name, or the birth date is no day. */
export const detailsOf = ({ familyName, givenName, birthDate, mobilePhone }: Newcomer): Asked<'patient.register'>['details'] | null => {
  if (familyName.trim() === '' || (birthDate !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(birthDate))) return null;
  const [first, phone] = [givenName.trim(), mobilePhone.trim()];
  return {
    familyName: familyName.trim(),
    ...(first === '' ? {} : { givenName: first }),
    ...(birthDate === '' ? {} : { birthDate }),
    ...(phone === '' ? {} : { mobilePhone: phone }),
  };
};
