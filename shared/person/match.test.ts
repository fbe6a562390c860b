import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparable, type Known, matchOf } from './match.ts';

const MARIA: Known = {
  familyName: 'García',
  givenName: 'María',
  birthDate: '1961-03-04',
  sex: 'female',
  mobilePhone: '(305) 555-0123',
  addressLine1: '12 Oak Street',
  zip: '33101',
  ssn: '123-45-6789',
  email: 'maria@example.com',
};
const weigh = (a: Known, b: Known) => matchOf(comparable(a), comparable(b));
const agreement = (a: Known, b: Known, field: string) => weigh(a, b).reasons.find((reason) => reason.field === field)?.agreement;

test.each<[string, Known, string]>([
  ['the same chart', {}, 'very-likely'],
  ['an accent and a capital', { familyName: 'GARCIA', givenName: 'maria' }, 'very-likely'],
  ['family and given name exchanged', { familyName: 'María', givenName: 'García' }, 'very-likely'],
  ['day and month exchanged', { birthDate: '1961-04-03' }, 'very-likely'],
  [
    'a married name, another phone and address',
    { familyName: 'Hollister', mobilePhone: '7865550199', addressLine1: '9 Elm Road', zip: '33199' },
    'very-likely',
  ],
])('%s is %s likely one person', (_, change, likelihood) => {
  expect(weigh(MARIA, { ...MARIA, ...change }).likelihood).toBe(likelihood);
});

test('names and birth date alone are very likely, names alone possible, a brother is not', () => {
  const { familyName, givenName, birthDate } = MARIA;
  expect(weigh({ familyName, givenName, birthDate }, { familyName, givenName, birthDate }).likelihood).toBe('very-likely');
  expect(weigh({ familyName, givenName }, { familyName, givenName }).likelihood).toBe('possible');
  const brother: Known = {
    familyName,
    givenName: 'Luis',
    birthDate: '1958-11-30',
    sex: 'male',
    mobilePhone: '(305) 555-0123',
    addressLine1: '12 Oak Street',
    zip: '33101',
  };
  expect(weigh(MARIA, brother).likelihood).toBeNull();
});

test('a twin is at most possible', () => {
  expect(['possible', null]).toContain(weigh(MARIA, { ...MARIA, givenName: 'Luisa', ssn: '987-65-4321' }).likelihood);
});

test('each reason says how a field agrees', () => {
  expect(agreement(MARIA, { ...MARIA, givenName: 'Mariah' }, 'givenName')).toBe('similar');
  expect(agreement({ givenName: 'Robert' }, { givenName: 'Bob' }, 'givenName')).toBe('similar');
  expect(agreement({ familyName: 'Catherwood' }, { familyName: 'Kitterwud' }, 'familyName')).toBe('sounds-alike');
  expect(agreement({ familyName: 'Smith', formerName: 'García' }, { familyName: 'García' }, 'familyName')).toBe('same');
  expect(agreement(MARIA, { ...MARIA, familyName: 'María', givenName: 'García' }, 'familyName')).toBe('swapped');
  expect(agreement(MARIA, { ...MARIA, birthDate: '1961-04-03' }, 'birthDate')).toBe('swapped');
  expect(agreement(MARIA, { ...MARIA, birthDate: '1961-03-14' }, 'birthDate')).toBe('similar');
  expect(agreement(MARIA, { ...MARIA, ssn: '999-99-6780' }, 'ssn')).toBe('similar');
  expect(agreement(MARIA, { ...MARIA, sex: 'male' }, 'sex')).toBe('different');
});

test('what is not known says nothing', () => {
  expect(weigh({}, MARIA)).toEqual({ weight: 0, likelihood: null, reasons: [] });
  expect(weigh({ sex: 'unknown' }, { sex: 'female' }).reasons).toEqual([]);
});

const name = fc.oneof(
  fc.constantFrom('Garcia', 'García', 'Maria', 'Mary', 'Bob', 'Robert', 'Jon', 'John', ''),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const person: fc.Arbitrary<Known> = fc.record({
  familyName: name,
  givenName: name,
  middleName: name,
  formerName: name,
  birthDate: fc.constantFrom('1961-03-04', '1961-04-03', '1961-03-14', '1988-01-01', ''),
  mobilePhone: fc.constantFrom('3055550123', '+1 305 555 0123', '', '555'),
  addressLine1: fc.constantFrom('12 Oak Street', '12 Oak St', '99 Elm Rd', ''),
  zip: fc.constantFrom('33101', '33102', '33101-1234', ''),
  ssn: fc.constantFrom('123-45-6789', '6789', '6788', ''),
  email: fc.constantFrom('a@example.com', 'A@EXAMPLE.COM', ''),
});

test('the order of the two does not matter', () => {
  fc.assert(
    fc.property(person, person, (a, b) => {
      expect(weigh(a, b)).toEqual(weigh(b, a));
    }),
    { numRuns: 1500 },
  );
});
