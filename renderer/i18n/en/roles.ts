export const roles = {
  owner: 'Owner',
  'privacy-officer': 'Privacy officer',
  administrator: 'Administrator',
  'front-desk': 'Front desk',
  'patient-coordinator': 'Patient coordinator',
  clinician: 'Clinician',
  biller: 'Biller',
  'outside-reviewer': 'Outside reviewer',
  auditor: 'Auditor',
};
