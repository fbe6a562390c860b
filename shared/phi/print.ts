import * as z from 'zod';
import { phiModel } from './mark.ts';
import { patientId } from './patient.ts';

/** What can be printed. The printer is remembered for each: labels come out of another one than letters. */
export const PRINT_KINDS = ['slip', 'day', 'label', 'face-sheet'] as const;
export type PrintKind = (typeof PRINT_KINDS)[number];

/** What leaves the practice with somebody: for whom and what for is asked before it is printed (45 CFR 164.528). */
export const isDisclosure = (kind: PrintKind): boolean => kind === 'face-sheet';

/** Visits of one print at most: a longer one would keep everybody else waiting while it is set. A longer day is printed by provider. */
export const PRINT_VISITS = 400;

/** Whom a print is about. */
const patients = z.array(z.strictObject({ patientId })).max(PRINT_VISITS);

/** A print as it will come out: the very bytes that go to the printer. */
export const printPreview = phiModel(
  z.strictObject({
    printId: z.uuid(),
    kind: z.enum(PRINT_KINDS),
    pages: z.int().positive(),
    /** A PDF, in base64. */
    pdf: z.base64(),
    /** Texts with letters that can't be printed; on the paper a mark stands for them. */
    unprintable: z.int().nonnegative(),
    patients,
  }),
);
export type PrintPreview = z.infer<typeof printPreview>;

/** A print that the system's spooler has taken. */
export const printed = phiModel(z.strictObject({ printId: z.uuid(), pages: z.int().positive(), patients }));
