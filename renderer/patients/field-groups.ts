import { HIDDEN_FIELDS, type Role } from '../../shared/permissions.ts';
import type { PatientField } from '../../shared/phi/patient-fields.ts';
import type { english } from '../i18n/english.ts';

export type GroupName = keyof typeof english.groups;

/** The order in which a front desk asks, and in which forms and charts show it: every field stands in exactly one group. */
export const FIELD_GROUPS: readonly { readonly id: GroupName; readonly fields: readonly PatientField[] }[] = [
  {
    id: 'identity',
    fields: ['familyName', 'givenName', 'birthDate', 'sex', 'middleName', 'suffix', 'preferredName', 'formerName'],
  },
  { id: 'reach', fields: ['mobilePhone', 'homePhone', 'workPhone', 'email'] },
  { id: 'address', fields: ['zip', 'city', 'state', 'addressLine1', 'addressLine2', 'country'] },
  { id: 'language', fields: ['language', 'interpreter'] },
  { id: 'numbers', fields: ['ssn', 'driverLicense', 'externalId'] },
  { id: 'person', fields: ['pronouns', 'genderIdentity', 'maritalStatus', 'race', 'ethnicity', 'deathDate'] },
  { id: 'paying', fields: ['employer', 'guarantorName', 'guarantorRelationship', 'guarantorPhone'] },
  { id: 'desk', fields: ['deskNote'] },
];

/** The groups a role sees; what is hidden from it can be neither read nor written by it. */
export const groupsFor = (role: Role): typeof FIELD_GROUPS => {
  const hidden = HIDDEN_FIELDS[role];
  return FIELD_GROUPS.map(({ id, fields }) => ({ id, fields: fields.filter((field) => !hidden.includes(field)) })).filter(
    ({ fields }) => fields.length > 0,
  );
};

const PHONES: readonly string[] = ['mobilePhone', 'homePhone', 'workPhone', 'guarantorPhone'] satisfies readonly PatientField[];
export const isPhone = (field: string): boolean => PHONES.includes(field);

const DATES: readonly PatientField[] = ['birthDate', 'deathDate'];
export const isDate = (field: PatientField): boolean => DATES.includes(field);
