import * as z from 'zod';
import { phiModel } from './mark.ts';
import { coverage, instant, patientId } from './patient.ts';
import { visitId } from './visit.ts';

/** What a patient said or showed to be known by. Two of them are the usual rule (The Joint Commission NPSG.01.01.01). */
export const IDENTIFIERS = ['name', 'birth-date', 'phone', 'address', 'photo-id', 'record-number'] as const;
export const identifiers = z
  .array(z.enum(IDENTIFIERS))
  .min(2)
  .max(IDENTIFIERS.length)
  .refine((said) => new Set(said).size === said.length);

/** What the desk still wants to have from the patient. */
export const MISSING = [
  'birth-date',
  'phone',
  'address',
  'coverage',
  'coverage-ended',
  'coverage-unverified',
  'privacy-notice',
  'treatment-consent',
] as const;

export const COPAY_WAYS = ['cash', 'card', 'check', 'later', 'waived'] as const;
/** Cents of a US dollar. Noted, not taken: nothing here is a payment system. */
export const copay = z.strictObject({ cents: z.int().min(0).max(1_000_000), way: z.enum(COPAY_WAYS) });

/** What the desk looks at with the patient at the counter. */
export const checkInSheet = phiModel(
  z.strictObject({
    patientId,
    visitId,
    version: z.int().positive(),
    familyName: z.string(),
    givenName: z.string().optional(),
    preferredName: z.string().optional(),
    birthDate: z.string().optional(),
    mrn: z.string(),
    phone: z.string().optional(),
    address: z.string().optional(),
    /** Each with who last asked the payer, and when. */
    coverages: z.array(z.strictObject({ ...coverage.shape, verified: z.strictObject({ at: instant, by: z.string() }).nullable() })).max(9),
    missing: z.array(z.enum(MISSING)),
    /** The day of the last visit this patient came to. */
    lastVisit: z.string().nullable(),
    /** What has changed in the chart since then, newest first. */
    changes: z.array(z.strictObject({ field: z.string().max(40), at: instant, by: z.string() })).max(20),
    /** The check-in that stands, where there is one. */
    checkIn: z.strictObject({ at: instant, by: z.string(), identifiers, copay: copay.nullable() }).nullable(),
  }),
);
export type CheckInSheet = z.infer<typeof checkInSheet>;
