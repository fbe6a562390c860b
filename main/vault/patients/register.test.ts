import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { openTestRecords, type TestRecords } from '../../../test/support/access.ts';
import { aPatient, codeOf, noLists, open, register } from '../../../test/support/patients.ts';
import { originOf } from '../origin.ts';
import { insertPatient } from './insert.ts';
import { lastFour, openPatient, readSsn } from './open.ts';
import { registerPatient } from './register.ts';

let records: TestRecords;
beforeEach(() => {
  records = openTestRecords();
});
afterEach(() => records.close());

const insert = (mrn: string) =>
  records.change((access) => insertPatient(access.change, originOf(access), { details: aPatient(), lists: noLists(), mrn }));

test('a registered patient opens as typed, under the next number of this workstation', () => {
  const first = register(records);
  const second = register(records, aPatient({ familyName: 'Okafor' }));
  expect([first.mrn, second.mrn]).toEqual(['A000001', 'A000002']);
  const { ssn, ...details } = aPatient();
  expect(open(records, first.patientId)).toMatchObject({ mrn: 'A000001', version: 1, details, ssnLast4: ssn?.slice(-4), archived: false });
});

test('every field and every list comes back', () => {
  const details = aPatient({
    middleName: 'Ana',
    deskNote: 'wheelchair\nring twice',
    sex: 'female',
    interpreter: 'needed',
    country: 'México',
  });
  const lists = {
    coverages: [{ id: newId(), rank: 1, payer: 'Acme Health', memberId: 'X1', relationship: 'self' as const }],
    emergencyContacts: [{ id: newId(), name: 'Luis García', phone: '555-0101' }],
    consents: [{ id: newId(), kind: 'treatment' as const, signedOn: '2031-01-02' }],
    alerts: [{ id: newId(), text: 'Latex allergy', level: 'warning' as const }],
  };
  const { patientId } = register(records, details, lists);
  const { ssn: _ssn, ...shown } = details;
  expect(open(records, patientId)).toMatchObject({ details: shown, lists });
});

test('what hygiene refuses is refused and leaves nothing behind', () => {
  for (const bad of [{ familyName: ' ' }, { birthDate: '2031-05-13' }, { givenName: 'Ann\u0000' }, { birthDate: '1899-01-01' }]) {
    expect(codeOf(() => register(records, aPatient(bad)))).toBe('bad-input');
  }
  expect(register(records).mrn).toBe('A000001');
});

test('an imported number is kept when it is free, and our own series passes over it', () => {
  expect(insert('a000002').mrn).toBe('a000002');
  expect(insert('A000002').mrn).toBe('A000001');
  expect(insert('10-447').mrn).toBe('10-447');
  expect(insert('10-447').mrn).toBe('A000003');
  expect(register(records).mrn).toBe('A000004');
});

test('patients with the same name know of one another, accents and spaces aside', () => {
  const first = register(records, aPatient({ familyName: "O'Brien", givenName: 'José' }));
  register(records, aPatient({ familyName: 'O Brien', givenName: 'JOSE' }));
  register(records, aPatient({ familyName: 'Okafor', givenName: 'José' }));
  expect(open(records, first.patientId).sameNameCount).toBe(1);
  const unlike = register(records, aPatient({ familyName: 'कमल', givenName: '' }));
  register(records, aPatient({ familyName: 'कमली', givenName: '' }));
  expect(open(records, unlike.patientId).sameNameCount).toBe(0);
});

test('so do patients whose apostrophe is a letter, and whose letters are typed as others', () => {
  const first = register(records, aPatient({ familyName: "O'Brien", givenName: 'Asa' }));
  register(records, aPatient({ familyName: 'O\u02bcBrien', givenName: 'Asa' }));
  register(records, aPatient({ familyName: 'O\u2019Brien', givenName: 'Ⱥsa' }));
  expect(open(records, first.patientId).sameNameCount).toBe(2);
});

test('a role that may not see the social security number gets no digit of it', () => {
  const { patientId } = register(records);
  const as = (role: 'front-desk' | 'clinician') =>
    records.read((access) => openPatient(access, { patientId }), { actor: { ...records.facts.actor, role } });
  expect(as('front-desk').ssnLast4).toBe('6789');
  expect(JSON.stringify(as('clinician'))).not.toContain('6789');
  expect(JSON.stringify(as('front-desk'))).not.toContain('123-45');
});

test('the whole social security number has an operation of its own', () => {
  const { patientId } = register(records);
  expect(records.read((access) => readSsn(access, { patientId }))).toEqual({ patientId, ssn: '123-45-6789' });
  const { ssn: _ssn, ...without } = aPatient();
  const { patientId: none } = register(records, without);
  expect(codeOf(() => records.read((access) => readSsn(access, { patientId: none })))).toBe('not-found');
  expect([lastFour('12-3456'), lastFour(undefined), lastFour('123 45 6789')]).toEqual([undefined, undefined, '6789']);
});

test('registering needs a begun practice', () => {
  records.store.exec('DELETE FROM records_meta');
  expect(codeOf(() => records.change((access) => registerPatient(access, { details: aPatient(), lists: noLists() })))).toBe(
    'store-damaged',
  );
});
