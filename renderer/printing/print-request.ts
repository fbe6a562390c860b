import * as z from 'zod';
import { useKeptForm } from '../workspace/kept.ts';

/** What somebody wants on paper. */
const wanted = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('slip'), patientId: z.uuid(), visitId: z.uuid() }),
  z.strictObject({ kind: z.literal('day'), day: z.iso.date(), providerId: z.uuid().nullable() }),
  z.strictObject({ kind: z.literal('label'), patientId: z.uuid() }),
  z.strictObject({ kind: z.literal('face-sheet'), patientId: z.uuid() }),
]);
export type Wanted = z.infer<typeof wanted>;

/** Why paper goes to somebody outside; codes of shared/contract.ts. */
export const PURPOSES = ['treatment', 'payment', 'operations', 'patient-request', 'other'] as const;

const form = z.strictObject({ wanted, recipient: z.string().max(500), purpose: z.enum(PURPOSES), copies: z.int().min(1).max(20) });
export type PrintForm = z.infer<typeof form>;

export interface Printing {
  readonly form: PrintForm | null;
  readonly begin: (wanted: Wanted) => void;
  readonly put: (part: Partial<PrintForm>) => void;
  readonly end: () => void;
}

/** The print that is open. What was typed for it comes back to its author after a lock; the print itself is made anew. */
export function usePrinting(): Printing {
  const [open, set] = useKeptForm('print', form);
  return {
    form: open,
    begin: (next) => {
      // what is being typed for one print is not thrown away by the keys for another
      if (open === null) set({ wanted: next, recipient: '', purpose: 'treatment', copies: 1 });
    },
    put: (part) => {
      if (open !== null) set({ ...open, ...part });
    },
    end: () => set(null),
  };
}
