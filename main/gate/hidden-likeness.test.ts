import { afterAll, beforeAll, expect, test } from 'vitest';
import { HIDDEN_FIELDS, may, ROLES, type Role } from '../../shared/permissions.ts';
import { PATIENT_FIELD_NAMES, type PatientDetails } from '../../shared/phi/patient-fields.ts';
import { given, openTestGate, type TestGate } from '../../test/support/gate.ts';
import { WHOLE, WHOLE_LISTS } from '../../test/support/whole-patient.ts';

/** An answer may tell a hidden field without showing it: by being alike, or by finding somebody. */
let gate: TestGate;
let patientId: string;
beforeAll(() => {
  gate = openTestGate();
  patientId = given(gate.ask('patient.register', { details: WHOLE, lists: WHOLE_LISTS })).patientId;
});
afterAll(() => gate.close());

const readers = ROLES.filter((role) => may(role, 'patient.read'));
const personOf = (role: Role): TestGate => {
  const person = gate.as(role);
  if (role === 'outside-reviewer') given(gate.ask('patient.assign', { patientId, userId: person.actor.userId, until: '2031-05-20' }));
  return person;
};

const guesses = PATIENT_FIELD_NAMES.filter((field) => field !== 'familyName');
for (const role of readers.filter((one) => HIDDEN_FIELDS[one].length > 0)) {
  test(`${role} learns nothing of a hidden field by guessing it as a duplicate`, () => {
    const person = personOf(role);
    const names = { familyName: WHOLE.familyName, givenName: WHOLE.givenName, birthDate: WHOLE.birthDate };
    const asked = (details: Partial<PatientDetails>) => given(person.ask('patient.duplicates', { details })).candidates;
    const plain = asked(names);
    expect(plain.length).toBe(1);
    for (const field of guesses.filter((one) => HIDDEN_FIELDS[role].includes(one))) {
      expect([field, asked({ ...names, [field]: WHOLE[field] })]).toEqual([field, plain]);
    }
  });
}

test('a role that sees no telephone finds nobody by one, whole, in part, or beside a name', () => {
  const reviewer = personOf('outside-reviewer');
  const asked = (person: TestGate, query: string) => given(person.ask('patient.search', { query })).hits.length;
  for (const query of ['5550104477', '(555) 010-4477', '4477', '555-0104', 'quintanilla 4477', 'quintanilla 555 010 4478']) {
    expect([query, asked(gate, query)]).toEqual([query, 1]);
    expect([query, asked(reviewer, query)]).toEqual([query, 0]);
  }
  expect(asked(reviewer, 'quintanilla')).toBe(1);
});

test('what the search indexes besides telephones is hidden from no role that may search', () => {
  const indexed = ['familyName', 'givenName', 'middleName', 'preferredName', 'formerName', 'birthDate', 'externalId'] as const;
  for (const role of readers) expect(indexed.filter((field) => HIDDEN_FIELDS[role].includes(field))).toEqual([]);
});
