import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestRecords, type TestRecords } from '../../../test/support/access.ts';
import { aPatient, open, register, update } from '../../../test/support/patients.ts';

let records: TestRecords;
beforeEach(() => {
  records = openTestRecords();
});
afterEach(() => records.close());

test('a registered patient opens as typed, under the next number of this workstation', () => {
  const first = register(records);
  const second = register(records, aPatient({ familyName: 'Okafor' }));
  expect([first.mrn, second.mrn]).toEqual(['A000001', 'A000002']);
  const { ssn, ...details } = aPatient();
  expect(open(records, first.patientId)).toMatchObject({ mrn: 'A000001', version: 1, details, ssnLast4: ssn?.slice(-4), archived: false });
});

test('an update makes the next version', () => {
  const { patientId } = register(records);
  expect(update(records, patientId, { city: 'Springfield' })).toMatchObject({ version: 2 });
  expect(open(records, patientId)).toMatchObject({ version: 2, details: { city: 'Springfield' } });
});
