import type { roles as english } from '../en/roles.ts';
import type { Words } from '../words.ts';

export const roles: Words<typeof english> = {
  owner: 'Titular',
  'privacy-officer': 'Oficial de privacidad',
  administrator: 'Administración',
  'front-desk': 'Recepción',
  'patient-coordinator': 'Coordinación de pacientes',
  clinician: 'Personal clínico',
  biller: 'Facturación',
  'outside-reviewer': 'Revisión externa',
  auditor: 'Auditoría',
};
