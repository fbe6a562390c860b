import { PATIENT_FIELD_NAMES, type PatientField } from '../phi/patient-fields.ts';

const COVERAGE_PARTS = ['payer', 'plan', 'memberId', 'groupNumber', 'subscriberName', 'relationship'] as const;
const EMERGENCY_PARTS = ['name', 'phone', 'relationship'] as const;

export type CoveragePart = (typeof COVERAGE_PARTS)[number];
export type EmergencyPart = (typeof EMERGENCY_PARTS)[number];

/**
 * What a column of a spreadsheet can become: a field of the patient, a part of their first or second coverage or of an emergency contact, the number
 * they had elsewhere (`mrn`), a second last name that is kept behind the first, a name in one cell ("Jane M. Doe" or "Doe, Jane M."), a house number that stands apart from its street, or nothing.
 */
export type Target =
  | PatientField
  | 'mrn'
  | 'secondFamilyName'
  | 'fullName'
  | 'fullNameLastFirst'
  | 'streetNumber'
  | `coverage${1 | 2}.${CoveragePart}`
  | `emergency1.${EmergencyPart}`
  | 'ignore';

export const TARGETS: readonly Target[] = [
  ...PATIENT_FIELD_NAMES,
  'mrn',
  'secondFamilyName',
  'fullName',
  'fullNameLastFirst',
  'streetNumber',
  ...COVERAGE_PARTS.map((part) => `coverage1.${part}` as const),
  ...COVERAGE_PARTS.map((part) => `coverage2.${part}` as const),
  ...EMERGENCY_PARTS.map((part) => `emergency1.${part}` as const),
  'ignore',
];

const known: ReadonlySet<string> = new Set(TARGETS);
export const isTarget = (name: string): name is Target => known.has(name);

/** Fields that hold a calendar date: their columns share one question about the order of day and month. */
export const DATE_TARGETS: ReadonlySet<Target> = new Set<Target>(['birthDate', 'deathDate']);

/** Several columns may become this one field; their values are joined with a line between them. */
export const JOINED_TARGETS: ReadonlySet<Target> = new Set<Target>(['deskNote']);
