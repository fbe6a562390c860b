import { jaroWinkler } from '@skyra/jaro-winkler';
import { doubleMetaphone } from 'double-metaphone';
import { HIDDEN_FIELDS, type Role } from '../permissions.ts';
import type { PatientDetails } from '../phi/patient-fields.ts';
import {
  type Agreement,
  HOUSEHOLD,
  type Likelihood,
  MATCH_FIELDS,
  type MatchField,
  MOST_OF_A_HOUSEHOLD,
  THRESHOLDS,
  TWINS,
  weightOf,
} from './match-weights.ts';
import { nameKey, nameKeys, numberKey } from './name-key.ts';
import { sameByNickname } from './nicknames.ts';
import { phoneDigits } from './phone-digits.ts';
import { withinOneTypo } from './typo.ts';

/** What is compared of one person, in key form. Empty strings and lists are "not known". */
export interface Comparable {
  /** The family name first, then the former one and second surnames. */
  readonly families: readonly string[];
  /** The given name first, then the preferred one. */
  readonly givens: readonly string[];
  readonly middle: string;
  readonly birthDate: string;
  readonly phones: readonly string[];
  readonly address: string;
  readonly zip: string;
  readonly ssn: string;
  readonly email: string;
  readonly sex: string;
}

export type Known = Partial<{ readonly [K in keyof PatientDetails]: PatientDetails[K] | null | undefined }>;

const filled = (values: readonly string[]): string[] => [...new Set(values.filter((value) => value !== ''))];

/** What duplicates are sought by, of what is known of a person. */
export const comparable = (known: Known): Comparable => ({
  families: filled([...nameKeys(known.familyName ?? ''), ...nameKeys(known.formerName ?? '')].map(({ key }) => key)),
  givens: filled([nameKey(known.givenName ?? ''), nameKey(known.preferredName ?? '')]),
  middle: nameKey(known.middleName ?? ''),
  birthDate: known.birthDate ?? '',
  phones: filled([known.mobilePhone, known.homePhone, known.workPhone].map((phone) => phoneDigits(phone ?? ''))).filter(
    (digits) => digits.length >= 7,
  ),
  address: numberKey(known.addressLine1 ?? ''),
  zip: numberKey(known.zip ?? '').slice(0, 5),
  ssn: (known.ssn ?? '').replace(/\D+/g, '').slice(-4),
  email: (known.email ?? '').trim().toLowerCase(),
  sex: known.sex === 'unknown' ? '' : (known.sex ?? ''),
});

/** As `comparable`, without what is hidden from the role: a likeness that rests on a hidden field tells its value to whoever guesses well. */
export const comparableTo = (role: Role, known: Known): Comparable => {
  const seen: Known = { ...known };
  for (const field of HIDDEN_FIELDS[role]) Reflect.deleteProperty(seen, field);
  return comparable(seen);
};

/** The library compares in one direction; a pair is always given to it in the same order. */
const likeness = (a: string, b: string): number => (a < b ? jaroWinkler(a, b) : jaroWinkler(b, a));

const soundAlike = (a: string, b: string): boolean => {
  const [first, other] = doubleMetaphone(a);
  const [firstB, otherB] = doubleMetaphone(b);
  return first !== '' && firstB !== '' && (first === firstB || first === otherB || other === firstB);
};

const nameAgreement = (a: string, b: string): Agreement => {
  if (a === b) return 'same';
  if (likeness(a, b) >= 0.9 || (Math.min(a.length, b.length) > 3 && withinOneTypo(a, b))) return 'similar';
  return soundAlike(a, b) ? 'sounds-alike' : 'different';
};

const givenAgreement = (a: string, b: string): Agreement => {
  const agreement = nameAgreement(a, b);
  if (agreement === 'same' || agreement === 'similar') return agreement;
  const initial = (a.length === 1 || b.length === 1) && a[0] === b[0];
  return sameByNickname(a, b) || initial ? 'similar' : agreement;
};

const BEST: readonly Agreement[] = ['same', 'similar', 'sounds-alike', 'different'];

/** The best agreement of any of one with any of the other; null when a side is not known. */
const best = (a: readonly string[], b: readonly string[], agreement: (x: string, y: string) => Agreement): Agreement | null => {
  const found = new Set(a.flatMap((x) => b.map((y) => agreement(x, y))));
  return BEST.find((one) => found.has(one)) ?? null;
};

const dateAgreement = (a: string, b: string): Agreement => {
  if (a === b) return 'same';
  const [yearA, monthA, dayA] = a.split('-');
  const [yearB, monthB, dayB] = b.split('-');
  if (yearA === yearB && monthA === dayB && dayA === monthB) return 'swapped';
  return withinOneTypo(a.replaceAll('-', ''), b.replaceAll('-', '')) ? 'similar' : 'different';
};

const textAgreement =
  (like: number) =>
  (a: string, b: string): Agreement =>
    a === b ? 'same' : likeness(a, b) >= like ? 'similar' : 'different';
const equality = (a: string, b: string): Agreement => (a === b ? 'same' : 'different');
const codeAgreement = (a: string, b: string): Agreement => (a === b ? 'same' : withinOneTypo(a, b) ? 'similar' : 'different');
const middleAgreement = (a: string, b: string): Agreement => (a === b && a.length > 1 ? 'same' : a[0] === b[0] ? 'similar' : 'different');

const one = (value: string): readonly string[] => (value === '' ? [] : [value]);

/** Family and given name stand in one another's place. */
const namesSwapped = (a: Comparable, b: Comparable): boolean => {
  const [familyA = '', familyB = ''] = [a.families[0], b.families[0]];
  const [givenA = '', givenB = ''] = [a.givens[0], b.givens[0]];
  if ([familyA, familyB, givenA, givenB].includes('') || familyA === givenA) return false;
  const close = (x: string, y: string) => x === y || likeness(x, y) >= 0.92;
  return close(familyA, givenB) && close(givenA, familyB) && !(close(familyA, familyB) && close(givenA, givenB));
};

const agreementsOf = (a: Comparable, b: Comparable): Record<MatchField, Agreement | null> => {
  const swapped = namesSwapped(a, b) ? 'swapped' : null;
  return {
    familyName: swapped ?? best(a.families, b.families, nameAgreement),
    givenName: swapped ?? best(a.givens, b.givens, givenAgreement),
    middleName: best(one(a.middle), one(b.middle), middleAgreement),
    birthDate: a.birthDate === '' || b.birthDate === '' ? null : dateAgreement(a.birthDate, b.birthDate),
    phone: best(a.phones, b.phones, equality),
    addressLine1: best(one(a.address), one(b.address), textAgreement(0.9)),
    zip: best(one(a.zip), one(b.zip), codeAgreement),
    ssn: best(one(a.ssn), one(b.ssn), codeAgreement),
    email: best(one(a.email), one(b.email), equality),
    sex: best(one(a.sex), one(b.sex), equality),
  };
};

export interface Match {
  /** log2 of how much likelier one person is than two, by all fields known on both sides. */
  readonly weight: number;
  /** Null below the lowest threshold. */
  readonly likelihood: Likelihood | null;
  readonly reasons: readonly { readonly field: MatchField; readonly agreement: Agreement }[];
}

/**
 * The sum of the weights, corrected where fields do not stand for themselves: what a household shares counts once, and two given names in one family on
 * one birthday are twins.
 */
const totalOf = (reasons: Match['reasons']): number => {
  let [total, household] = [0, 0];
  for (const { field, agreement } of reasons) {
    if (HOUSEHOLD.has(field)) household += weightOf(field, agreement);
    else total += weightOf(field, agreement);
  }
  const says = (field: MatchField, agreement: Agreement) =>
    reasons.some((reason) => reason.field === field && reason.agreement === agreement);
  const twins = says('familyName', 'same') && says('birthDate', 'same') && says('givenName', 'different');
  return total + Math.min(household, MOST_OF_A_HOUSEHOLD) - (twins ? TWINS : 0);
};

/**
 * How likely two charts are one person: the sum of the Fellegi-Sunter weights of the fields known on both sides. What is not known says nothing.
 * Symmetric: the order of the two does not matter.
 */
export const matchOf = (a: Comparable, b: Comparable): Match => {
  const agreements = agreementsOf(a, b);
  const reasons = MATCH_FIELDS.flatMap((field) => {
    const agreement = agreements[field];
    return agreement === null ? [] : [{ field, agreement }];
  });
  const weight = totalOf(reasons);
  const [likelihood = null] = THRESHOLDS.find(([, from]) => weight >= from) ?? [];
  return { weight: Math.round(weight * 10) / 10, likelihood, reasons };
};
