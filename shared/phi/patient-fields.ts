import * as z from 'zod';

const text = (max: number) => z.string().trim().max(max);
const date = z.iso.date();

/**
 * The scalar fields of a patient: US Core Patient (identifier, name, telecom, gender, birthDate, address, communication) plus what a front desk
 * asks for. One flat list, because every field has its own history, its own merge and its own column in a spreadsheet.
 *
 * `risk: 'high'` marks what two people may not overwrite for one another in silence (name, birth date, identifiers).
 */
export const PATIENT_FIELDS = {
  familyName: { schema: text(120), risk: 'high' },
  givenName: { schema: text(120), risk: 'high' },
  middleName: { schema: text(120), risk: 'high' },
  suffix: { schema: text(20), risk: 'high' },
  preferredName: { schema: text(120), risk: 'low' },
  formerName: { schema: text(120), risk: 'low' },
  birthDate: { schema: date, risk: 'high' },
  deathDate: { schema: date, risk: 'high' },
  sex: { schema: z.enum(['female', 'male', 'other', 'unknown']), risk: 'high' },
  genderIdentity: { schema: text(60), risk: 'low' },
  pronouns: { schema: text(40), risk: 'low' },
  race: { schema: text(80), risk: 'low' },
  ethnicity: { schema: text(80), risk: 'low' },
  maritalStatus: { schema: text(40), risk: 'low' },
  language: { schema: text(40), risk: 'low' },
  interpreter: { schema: z.enum(['needed', 'not-needed']), risk: 'low' },
  mobilePhone: { schema: text(40), risk: 'low' },
  homePhone: { schema: text(40), risk: 'low' },
  workPhone: { schema: text(40), risk: 'low' },
  email: { schema: text(254), risk: 'low' },
  addressLine1: { schema: text(160), risk: 'low' },
  addressLine2: { schema: text(160), risk: 'low' },
  city: { schema: text(80), risk: 'low' },
  state: { schema: text(40), risk: 'low' },
  zip: { schema: text(20), risk: 'low' },
  country: { schema: text(60), risk: 'low' },
  ssn: { schema: text(20), risk: 'high' },
  driverLicense: { schema: text(40), risk: 'high' },
  externalId: { schema: text(80), risk: 'high' },
  employer: { schema: text(120), risk: 'low' },
  guarantorName: { schema: text(160), risk: 'low' },
  guarantorRelationship: { schema: text(60), risk: 'low' },
  guarantorPhone: { schema: text(40), risk: 'low' },
  deskNote: { schema: text(2000), risk: 'low' },
} as const satisfies Record<string, { schema: z.ZodType<string>; risk: 'high' | 'low' }>;

export type PatientField = keyof typeof PATIENT_FIELDS;

const isPatientField = (name: string): name is PatientField => Object.hasOwn(PATIENT_FIELDS, name);
export const PATIENT_FIELD_NAMES: readonly PatientField[] = Object.keys(PATIENT_FIELDS).filter(isPatientField);

const f = PATIENT_FIELDS;
/**
 * What is known of a patient; a missing key means "not known". Text is trimmed. `zip` and phones are kept as written by people;
 * search keys are derived from them, never the other way round.
 */
export const patientDetails = z.strictObject({
  familyName: f.familyName.schema.min(1),
  givenName: f.givenName.schema.optional(),
  middleName: f.middleName.schema.optional(),
  suffix: f.suffix.schema.optional(),
  preferredName: f.preferredName.schema.optional(),
  formerName: f.formerName.schema.optional(),
  birthDate: f.birthDate.schema.optional(),
  deathDate: f.deathDate.schema.optional(),
  sex: f.sex.schema.optional(),
  genderIdentity: f.genderIdentity.schema.optional(),
  pronouns: f.pronouns.schema.optional(),
  race: f.race.schema.optional(),
  ethnicity: f.ethnicity.schema.optional(),
  maritalStatus: f.maritalStatus.schema.optional(),
  language: f.language.schema.optional(),
  interpreter: f.interpreter.schema.optional(),
  mobilePhone: f.mobilePhone.schema.optional(),
  homePhone: f.homePhone.schema.optional(),
  workPhone: f.workPhone.schema.optional(),
  email: f.email.schema.optional(),
  addressLine1: f.addressLine1.schema.optional(),
  addressLine2: f.addressLine2.schema.optional(),
  city: f.city.schema.optional(),
  state: f.state.schema.optional(),
  zip: f.zip.schema.optional(),
  country: f.country.schema.optional(),
  ssn: f.ssn.schema.optional(),
  driverLicense: f.driverLicense.schema.optional(),
  externalId: f.externalId.schema.optional(),
  employer: f.employer.schema.optional(),
  guarantorName: f.guarantorName.schema.optional(),
  guarantorRelationship: f.guarantorRelationship.schema.optional(),
  guarantorPhone: f.guarantorPhone.schema.optional(),
  deskNote: f.deskNote.schema.optional(),
});
export type PatientDetails = z.infer<typeof patientDetails>;

/** Changes to some fields; `null` clears a field. The family name may change but never be cleared. */
export const patientChanges = z
  .partialRecord(z.enum(PATIENT_FIELD_NAMES), z.string().max(2000).nullable())
  .refine((changes) => changes.familyName !== null && changes.familyName !== '', { path: ['familyName'] });
export type PatientChanges = z.infer<typeof patientChanges>;
