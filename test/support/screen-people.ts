import type { Page } from '@playwright/test';
import { given, NO_LISTS } from './workstation.ts';

const id = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** The invented people of whom the screens are looked at: one of whom everything is known, somebody who may be the same, long names, and a restricted chart. */
export const registerScreenPeople = async (desk: Page): Promise<void> => {
  await given(desk, 'patient.register', {
    details: {
      familyName: 'García López',
      givenName: 'María',
      middleName: 'Fernanda',
      preferredName: 'Mafer',
      birthDate: '1961-03-04',
      sex: 'female',
      pronouns: 'she/her',
      language: 'Spanish',
      interpreter: 'needed',
      mobilePhone: '(512) 555-0142',
      homePhone: '(512) 555-0199',
      email: 'mafer@example.org',
      addressLine1: '1200 Congress Avenue',
      addressLine2: 'Apt 4',
      city: 'Austin',
      state: 'TX',
      zip: '78701',
      ssn: '900-12-3456',
      employer: 'Lakeline Bakery',
      guarantorName: 'Luis García',
      guarantorRelationship: 'Husband',
      guarantorPhone: '(512) 555-0111',
      deskNote: 'Prefers mornings. Bring the large-print forms.',
    },
    lists: {
      coverages: [
        {
          id: id(1),
          rank: 1,
          payer: 'Blue Cross',
          plan: 'PPO Gold',
          memberId: 'XJ 889 12',
          groupNumber: '4410',
          relationship: 'spouse',
          subscriberName: 'Luis García',
          subscriberBirthDate: '1959-11-02',
          start: '2026-01-01',
        },
        { id: id(2), rank: 2, payer: 'Medicare', memberId: '1EG4-TE5-MK73', relationship: 'self' },
      ],
      emergencyContacts: [{ id: id(3), name: 'Ana García', relationship: 'Daughter', phone: '(512) 555-0177' }],
      consents: [
        { id: id(4), kind: 'treatment', signedOn: '2026-02-01', expiresOn: '2027-02-01' },
        { id: id(5), kind: 'telehealth', signedOn: '2025-02-01', revokedOn: '2026-01-05' },
      ],
      alerts: [
        { id: id(6), text: 'Latex allergy', level: 'warning' },
        { id: id(7), text: 'Hard of hearing', level: 'info' },
      ],
    },
  });
  for (const [familyName, givenName, birthDate, mobilePhone, city] of [
    ['Garcia Lopez', 'Maria', '1961-03-04', '5125550142', 'Round Rock'],
    ['Garcia', 'Mario', '1987-11-30', '5125550321', 'Austin'],
    ['Garza', 'Marlene', '2019-06-01', '5125550777', 'Dripping Springs'],
    ['Montgomery-Featherstonehaugh', 'Bartholomew Alexander', '1944-01-09', '5125550888', 'San Marcos'],
  ] as const)
    await given(desk, 'patient.register', { details: { familyName, givenName, birthDate, mobilePhone, city }, lists: NO_LISTS });
  const vip = await given(desk, 'patient.register', {
    details: { familyName: 'Garland', givenName: 'Marcus', birthDate: '1970-05-05' },
    lists: NO_LISTS,
  });
  await given(desk, 'patient.restrict', { patientId: vip.patientId, version: vip.version, restriction: 'vip' });
};
