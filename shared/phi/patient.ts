import * as z from 'zod';
import { phiModel } from './mark.ts';
import { patientDetails } from './patient-fields.ts';

/** As it was given out: in small letters. Another spelling of a known id would be a second name for one patient. */
export const patientId = z.uuid().lowercase();
export const instant = z.int().nonnegative();
const text = (max: number) => z.string().trim().max(max);

/** A coverage (US Core Coverage: member id, group, plan, payer, subscriber and relationship, period). `rank` 1 is primary. */
export const coverage = z.strictObject({
  id: z.uuid(),
  rank: z.int().min(1).max(9),
  payer: text(160).min(1),
  plan: text(160).optional(),
  memberId: text(80).optional(),
  groupNumber: text(80).optional(),
  subscriberName: text(160).optional(),
  subscriberBirthDate: z.iso.date().optional(),
  relationship: z.enum(['self', 'spouse', 'child', 'other']).optional(),
  start: z.iso.date().optional(),
  end: z.iso.date().optional(),
});
export type Coverage = z.infer<typeof coverage>;

/** A person to call in an emergency (US Core RelatedPerson). */
export const emergencyContact = z.strictObject({
  id: z.uuid(),
  name: text(160).min(1),
  relationship: text(60).optional(),
  phone: text(40).optional(),
});
export type EmergencyContact = z.infer<typeof emergencyContact>;

/** A consent on file: what was signed and until when; revocation is a state, never a deletion. */
export const consent = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['treatment', 'privacy-notice', 'financial', 'release', 'telehealth', 'other']),
  title: text(160).optional(),
  signedOn: z.iso.date().optional(),
  expiresOn: z.iso.date().optional(),
  revokedOn: z.iso.date().optional(),
});
export type Consent = z.infer<typeof consent>;

/** Words that must be seen before anything else ("Latex allergy", "Fall risk"). */
export const chartAlert = z.strictObject({ id: z.uuid(), text: text(200).min(1), level: z.enum(['info', 'warning']) });
export type ChartAlert = z.infer<typeof chartAlert>;

/** The lists of a chart; each is edited and versioned as one field. */
export const chartLists = z.strictObject({
  coverages: z.array(coverage).max(9),
  emergencyContacts: z.array(emergencyContact).max(9),
  consents: z.array(consent).max(60),
  alerts: z.array(chartAlert).max(20),
});
export type ChartLists = z.infer<typeof chartLists>;
export const CHART_LISTS = ['coverages', 'emergencyContacts', 'consents', 'alerts'] as const;
export type ChartListName = (typeof CHART_LISTS)[number];

/** Why a chart asks for a reason before it opens. */
export const restriction = z.enum(['staff-member', 'vip', 'sensitive']);
export type Restriction = z.infer<typeof restriction>;

/** One line of a search: two identifiers and one more beside the name. Of a restricted chart only the name, the birth year and the flag. */
export const patientHit = phiModel(
  z.strictObject({
    patientId,
    mrn: z.string(),
    familyName: z.string(),
    givenName: z.string().optional(),
    middleName: z.string().optional(),
    suffix: z.string().optional(),
    preferredName: z.string().optional(),
    birthDate: z.string().optional(),
    sex: z.string().optional(),
    phone: z.string().optional(),
    city: z.string().optional(),
    archived: z.boolean(),
    restricted: restriction.nullable(),
    deceased: z.boolean(),
    /** Another patient in this answer or in the practice has the same or nearly the same name. */
    sameName: z.boolean(),
  }),
);
export type PatientHit = z.infer<typeof patientHit>;

/** A whole chart as one role may see it. */
export const patientChart = phiModel(
  z.strictObject({
    patientId,
    mrn: z.string(),
    version: z.int().positive(),
    details: patientDetails,
    lists: chartLists,
    /** Social security number's last four digits; the rest is shown only by its own audited operation. */
    ssnLast4: z.string().optional(),
    archived: z.boolean(),
    restricted: restriction.nullable(),
    sameNameCount: z.int().nonnegative(),
    mergedInto: patientId.nullable(),
    /** The charts that went into this one. `mergedId` and not `patientId`: the answer is about the survivor. Empty for roles that see only assigned patients. */
    mergedFrom: z.array(z.strictObject({ mergeId: z.uuid(), mergedId: patientId, mrn: z.string(), at: instant })),
    createdAt: instant,
    updatedAt: instant,
    updatedBy: z.string(),
    /** The spreadsheet row this patient came from, as it was, when there is one. */
    importedFrom: z.strictObject({ batchId: z.uuid(), row: z.int() }).nullable(),
  }),
);
export type PatientChart = z.infer<typeof patientChart>;

/** One change of one field: who, when, from what to what. */
export const patientChange = phiModel(
  z.strictObject({
    patientId,
    version: z.int(),
    field: z.string().max(40),
    from: z.string().nullable(),
    to: z.string().nullable(),
    by: z.string(),
    at: instant,
    workstation: z.string(),
  }),
);
export type PatientChange = z.infer<typeof patientChange>;

/** Who looked at this chart (45 CFR 164.312(b)): from the ledger, newest first. */
export const chartLook = phiModel(
  z.strictObject({
    patientId,
    seq: z.int(),
    at: instant,
    by: z.string(),
    role: z.string(),
    action: z.string(),
    outcome: z.string(),
    reason: z.string().nullable(),
  }),
);
export type ChartLook = z.infer<typeof chartLook>;

/** A likely duplicate, with how likely and why (Fellegi-Sunter match weight, log2 of the likelihood ratio). */
export const duplicateCandidate = phiModel(
  z.strictObject({
    patientId,
    mrn: z.string(),
    familyName: z.string(),
    givenName: z.string().optional(),
    birthDate: z.string().optional(),
    phone: z.string().optional(),
    city: z.string().optional(),
    restricted: restriction.nullable(),
    weight: z.number(),
    likelihood: z.enum(['very-likely', 'likely', 'possible']),
    reasons: z.array(z.strictObject({ field: z.string(), agreement: z.enum(['same', 'similar', 'sounds-alike', 'swapped', 'different']) })),
  }),
);
export type DuplicateCandidate = z.infer<typeof duplicateCandidate>;
