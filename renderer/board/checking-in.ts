import * as z from 'zod';
import { COPAY_WAYS, IDENTIFIERS } from '../../shared/phi/check-in.ts';
import { useLaidAside } from '../schedule/laid-aside.ts';
import { useKeptForm } from '../workspace/kept.ts';

const checkInForm = z.strictObject({
  patientId: z.uuid(),
  visitId: z.uuid(),
  name: z.string().max(500),
  said: z.array(z.enum(IDENTIFIERS)),
  verified: z.array(z.uuid()),
  copay: z.string().max(20),
  way: z.enum(COPAY_WAYS),
  /** For somebody who walked in: the version their visit was booked as, so that giving up can take the booking back. */
  walkedIn: z.int().nullable().default(null),
});
export type CheckingIn = z.infer<typeof checkInForm>;

export interface CheckingInNow {
  readonly form: CheckingIn | null;
  /** Begins one, or goes on with that of the same visit; another visit's gives way, and is offered back. */
  readonly begin: (who: Pick<CheckingIn, 'patientId' | 'visitId' | 'name'>, walkedIn?: number) => void;
  readonly put: (part: Partial<CheckingIn>) => void;
  readonly end: () => void;
}

/** The check-in at the counter, as far as it has come; it comes back to its author after a lock, a kill or another person's session. */
export function useCheckingIn(): CheckingInNow {
  const [form, set] = useKeptForm('check-in', checkInForm);
  const laidAside = useLaidAside();
  return {
    form,
    begin: (who, walkedIn) => {
      if (form?.visitId === who.visitId) return;
      set({ ...who, said: [], verified: [], copay: '', way: 'card', walkedIn: walkedIn ?? null });
      if (form !== null) laidAside(form.name, () => set(form));
    },
    put: (part) => form !== null && set({ ...form, ...part }),
    end: () => set(null),
  };
}

/** Cents of what was typed ("25", "25.5", "$25.50", "25,50"); null where it is no amount. Nothing typed is no co-pay. */
export const readCents = (typed: string): number | null => {
  const found = /^\$? ?(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(typed.trim());
  if (found === null) return null;
  const [, dollars = '0', cents = ''] = found;
  return Number(dollars) * 100 + Number(cents.padEnd(2, '0'));
};
