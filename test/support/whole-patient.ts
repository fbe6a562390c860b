import { newId } from '../../shared/ids.ts';
import type { ChartLists } from '../../shared/phi/patient.ts';
import type { PatientDetails } from '../../shared/phi/patient-fields.ts';

/** A patient of whom everything is known, each value found nowhere else. */
export const WHOLE: Required<PatientDetails> = {
  familyName: 'Quintanilla',
  givenName: 'Araceli',
  middleName: 'Noemi',
  suffix: 'Jr',
  preferredName: 'Chela',
  formerName: 'Bustamante',
  birthDate: '1961-04-03',
  deathDate: '2020-02-02',
  sex: 'female',
  genderIdentity: 'genderidentity-value',
  pronouns: 'pronouns-value',
  race: 'race-value',
  ethnicity: 'ethnicity-value',
  maritalStatus: 'maritalstatus-value',
  language: 'language-value',
  interpreter: 'needed',
  mobilePhone: '5550104477',
  homePhone: '5550104478',
  workPhone: '5550104479',
  email: 'chela@example.org',
  addressLine1: '4711 Alder Street',
  addressLine2: 'Apt 9',
  city: 'Ferndale',
  state: 'WA',
  zip: '02134',
  country: 'country-value',
  ssn: '123-45-6789',
  driverLicense: 'driverlicense-value',
  externalId: 'externalid-value',
  employer: 'employer-value',
  guarantorName: 'guarantorname-value',
  guarantorRelationship: 'guarantorrelationship-value',
  guarantorPhone: '5550104480',
  deskNote: 'desknote-value',
};

/** One entry in each list, with every part of it known. */
export const WHOLE_LISTS: ChartLists = {
  coverages: [
    {
      id: newId(),
      rank: 1,
      payer: 'payer-value',
      plan: 'plan-value',
      memberId: 'memberid-value',
      groupNumber: 'groupnumber-value',
      subscriberName: 'subscribername-value',
      subscriberBirthDate: '1958-07-19',
      relationship: 'spouse',
      start: '2030-01-01',
      end: '2032-12-31',
    },
  ],
  emergencyContacts: [{ id: newId(), name: 'Next Ofkin', relationship: 'contactrelationship-value', phone: '5550104499' }],
  consents: [{ id: newId(), kind: 'release', title: 'consenttitle-value', signedOn: '2030-03-03', expiresOn: '2033-03-03' }],
  alerts: [{ id: newId(), text: 'alerttext-value', level: 'warning' }],
};
