import type { ChartListName, ChartLists } from './phi/patient.ts';
import type { PatientField } from './phi/patient-fields.ts';

/**
 * Who may do what, on one page. The gate, the interface and the documentation all read these two tables and nothing else.
 *
 * The table implements 45 CFR 164.308(a)(4) (access authorisation), 164.312(a)(1) (access control) and, with `HIDDEN_FIELDS`,
 * 164.502(b) and 164.514(d) (minimum necessary).
 */
export const ROLES = [
  'owner',
  'privacy-officer',
  'administrator',
  'front-desk',
  'patient-coordinator',
  'clinician',
  'biller',
  'outside-reviewer',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** `enforcedBy` says honestly how strong the wall is: on one workstation users are kept apart by the gate, not by cryptography. */
export const PERMISSIONS = {
  'patient.find': {
    enforcedBy: 'gate',
    roles: ['owner', 'privacy-officer', 'front-desk', 'patient-coordinator', 'clinician', 'biller', 'outside-reviewer'],
  },
  'patient.read': {
    enforcedBy: 'gate',
    roles: ['owner', 'privacy-officer', 'front-desk', 'patient-coordinator', 'clinician', 'biller', 'outside-reviewer'],
  },
  'patient.read-ssn': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer', 'front-desk', 'biller'] },
  'patient.register': { enforcedBy: 'gate', roles: ['owner', 'front-desk', 'patient-coordinator', 'clinician'] },
  'patient.edit': { enforcedBy: 'gate', roles: ['owner', 'front-desk', 'patient-coordinator', 'clinician', 'biller'] },
  'patient.archive': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer', 'front-desk', 'patient-coordinator'] },
  'patient.restrict': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer'] },
  'patient.merge': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer', 'patient-coordinator'] },
  'patient.history': {
    enforcedBy: 'gate',
    roles: ['owner', 'privacy-officer', 'front-desk', 'patient-coordinator', 'clinician', 'biller'],
  },
  'patient.lookers': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer', 'clinician'] },
  'patient.assign': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer'] },
  'schedule.read': {
    enforcedBy: 'gate',
    roles: ['owner', 'privacy-officer', 'front-desk', 'patient-coordinator', 'clinician', 'biller'],
  },
  'schedule.book': { enforcedBy: 'gate', roles: ['owner', 'front-desk', 'patient-coordinator', 'clinician'] },
  'visit.progress': { enforcedBy: 'gate', roles: ['owner', 'front-desk', 'patient-coordinator', 'clinician'] },
  'schedule.manage': { enforcedBy: 'gate', roles: ['owner', 'administrator'] },
  // Tasks one has, one's role has, or one took oneself; `task.read-all` is for who hands the practice's tasks around.
  'task.read': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer', 'front-desk', 'patient-coordinator', 'clinician', 'biller'] },
  'task.read-all': { enforcedBy: 'gate', roles: ['owner', 'front-desk', 'patient-coordinator'] },
  'task.write': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer', 'front-desk', 'patient-coordinator', 'clinician', 'biller'] },
  'hand-over': { enforcedBy: 'gate', roles: ['owner', 'front-desk', 'patient-coordinator', 'clinician'] },
  print: { enforcedBy: 'gate', roles: ['owner', 'privacy-officer', 'front-desk', 'patient-coordinator', 'clinician', 'biller'] },
  // The sealed day list for outages has desk notes in it, and is sealed to these people's own keys alone.
  'outage.print': { enforcedBy: 'cryptographic', roles: ['owner', 'privacy-officer', 'front-desk', 'patient-coordinator', 'clinician'] },
  'draft.own': { enforcedBy: 'gate', roles: ROLES },
  'import.run': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer', 'patient-coordinator'] },
  'audit.read': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer', 'auditor'] },
  'audit.name-patients': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer'] },
  'audit.export': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer', 'auditor'] },
  'audit.decide-rollback': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer'] },
  'staff.read': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer', 'administrator', 'auditor'] },
  'staff.manage': { enforcedBy: 'cryptographic', roles: ['owner', 'administrator'] },
  'settings.manage': { enforcedBy: 'gate', roles: ['owner', 'privacy-officer', 'administrator'] },
  self: { enforcedBy: 'gate', roles: ROLES },
} as const satisfies Record<string, { enforcedBy: 'cryptographic' | 'server' | 'gate'; roles: readonly Role[] }>;
export type Permission = keyof typeof PERMISSIONS;

/** What a role does not need of a patient's record and therefore never receives. */
export const HIDDEN_FIELDS: Record<Role, readonly PatientField[]> = {
  owner: [],
  'privacy-officer': [],
  administrator: [],
  'front-desk': [],
  'patient-coordinator': ['ssn'],
  clinician: ['ssn', 'driverLicense', 'guarantorName', 'guarantorRelationship', 'guarantorPhone', 'employer'],
  biller: ['race', 'ethnicity', 'genderIdentity', 'deskNote', 'driverLicense'],
  'outside-reviewer': [
    'ssn',
    'driverLicense',
    'race',
    'ethnicity',
    'genderIdentity',
    'pronouns',
    'maritalStatus',
    'employer',
    'deskNote',
    'email',
    'homePhone',
    'workPhone',
    'mobilePhone',
    'addressLine1',
    'addressLine2',
    'city',
    'state',
    'zip',
    'country',
    'guarantorName',
    'guarantorRelationship',
    'guarantorPhone',
    'language',
    'interpreter',
  ],
  auditor: [],
};

/** A part of an entry in one of a chart's lists. */
export type ListPart = Exclude<{ [L in ChartListName]: keyof ChartLists[L][number] }[ChartListName], 'id'>;

/**
 * The same of a chart's lists: all of a list, or these parts of each entry. Who sees less than the whole of a list can't write it either, for what they
 * can't see they would drop.
 */
export const HIDDEN_IN_LISTS: Record<Role, { readonly [L in ChartListName]?: 'all' | readonly ListPart[] }> = {
  owner: {},
  'privacy-officer': {},
  administrator: {},
  'front-desk': {},
  'patient-coordinator': {},
  clinician: {},
  biller: { emergencyContacts: 'all' },
  'outside-reviewer': {
    coverages: ['memberId', 'groupNumber', 'subscriberName', 'subscriberBirthDate', 'relationship'],
    emergencyContacts: 'all',
    consents: 'all',
    alerts: 'all',
  },
  auditor: {},
};

/** What a role does not need of a visit. Roles that are not named see all of those they may see. */
export const HIDDEN_OF_VISITS: { readonly [R in Role]?: readonly 'visitNote'[] } = { biller: ['visitNote'] };

/** Whether the role sees anything of a list at all. */
export const seesList = (role: Role, list: ChartListName): boolean => HIDDEN_IN_LISTS[role][list] !== 'all';

/** Everything of a chart the role can't see whole and therefore can't write: fields, and lists by their name. */
export const unwritable = (role: Role): readonly string[] => [...HIDDEN_FIELDS[role], ...Object.keys(HIDDEN_IN_LISTS[role])];

/** Roles that see only patients assigned to them, until the assignment's end date. */
export const ASSIGNED_ONLY: ReadonlySet<Role> = new Set<Role>(['outside-reviewer']);

export const may = (role: Role, permission: Permission): boolean => {
  const allowed: readonly Role[] = PERMISSIONS[permission].roles;
  return allowed.includes(role);
};
