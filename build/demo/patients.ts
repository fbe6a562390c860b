import type { ChartLists, Restriction } from '../../shared/phi/patient.ts';
import type { PatientDetails } from '../../shared/phi/patient-fields.ts';
import { type Dice, diceOf } from '../../test/support/dice.ts';
import { listsFor } from './chart-lists.ts';
import { HARD_NAMES, ORIGINS, type Origin } from './names.ts';
import { AREA_CODES, DESK_NOTES, EMPLOYERS, STREETS, TOWN, ZIPS } from './town.ts';

/** One made-up person and what happened to the chart after it was registered. */
export interface DemoPatient {
  readonly details: PatientDetails;
  readonly lists: ChartLists;
  readonly restriction: Restriction | null;
  readonly archived: boolean;
  /** A later correction, so that there is a history to look at. */
  readonly correction: Partial<PatientDetails> | null;
  /** Registered a second time by mistake, in this spelling, and merged. */
  readonly twin: PatientDetails | null;
}

const SEED = 20_310_412;
/** Every tenth chart was corrected later. */
const CORRECTED = 10;
const two = (n: number): string => String(n).padStart(2, '0');

/** The town's patients: the same people on every run, as old as `today` ('YYYY-MM-DD') makes them. */
export const townspeople = (count: number, today: string): readonly DemoPatient[] => {
  const dice = diceOf(SEED);
  return Array.from({ length: count }, (_, index) => person(dice, index, Number(today.slice(0, 4))));
};

export const phoneOf = (dice: Dice): string => `(${dice.pick(AREA_CODES)}) 555-01${two(dice.below(100))}`;

/** Each origin as often as its weight says. */
const CROWD: readonly Origin[] = ORIGINS.flatMap((origin) => Array.from({ length: origin.weight }, () => origin));

const birthDateOf = (dice: Dice, year: number): string => {
  const age = Math.floor(Math.sqrt(dice.below(10_000)) * 0.7 + dice.below(28));
  return `${year - 1 - age}-${two(1 + dice.below(12))}-${two(1 + dice.below(28))}`;
};

/** People who share their whole name with the next one on the list: the pairs that must not be confused. */
const NAMESAKES = [
  { familyName: 'García', givenName: 'María', sex: 'female' },
  { familyName: 'Smith', givenName: 'James', sex: 'male' },
  { familyName: "O'Neill", givenName: 'Nora', sex: 'female' },
  { familyName: 'Nguyễn', givenName: 'Mai', sex: 'female' },
] as const;

const namesOf = (
  dice: Dice,
  index: number,
  sex: 'female' | 'male',
): { names: Pick<PatientDetails, 'familyName' | 'givenName' | 'middleName' | 'suffix' | 'sex'>; origin: Origin } => {
  const origin = dice.pick(CROWD);
  const hard = HARD_NAMES[index - 40];
  if (hard !== undefined) return { names: hard, origin };
  const namesake = index % 100 < 2 ? NAMESAKES[Math.floor(index / 100) % NAMESAKES.length] : undefined;
  if (namesake !== undefined) return { names: namesake, origin };
  const family = dice.pick(origin.family);
  const second = origin.twoFamilyNames === true && dice.below(2) === 0 ? ` ${dice.pick(origin.family)}` : '';
  const given = dice.pick(sex === 'female' ? origin.women : origin.men);
  const middle = dice.below(4) === 0 ? { middleName: dice.pick(sex === 'female' ? origin.women : origin.men) } : {};
  const suffix = sex === 'male' && dice.below(30) === 0 ? { suffix: 'Jr.' } : {};
  return { names: { familyName: family + second, givenName: given, sex, ...middle, ...suffix }, origin };
};

const person = (dice: Dice, index: number, year: number): DemoPatient => {
  const { names, origin } = namesOf(dice, index, dice.below(2) === 0 ? 'female' : 'male');
  const { sex } = names;
  const chance = (percent: number): boolean => dice.below(100) < percent;
  const birthDate = birthDateOf(dice, year);
  const details: PatientDetails = {
    ...names,
    birthDate,
    ...(chance(8) ? { preferredName: dice.pick(sex === 'female' ? origin.women : origin.men) } : {}),
    ...(chance(10) ? { pronouns: dice.pick(['she/her', 'he/him', 'they/them']) } : {}),
    language: origin.language,
    interpreter: origin.language !== 'English' && chance(40) ? 'needed' : 'not-needed',
    mobilePhone: phoneOf(dice),
    ...(chance(25) ? { homePhone: phoneOf(dice) } : {}),
    ...(chance(60) ? { email: `${sex === 'female' ? 'ms' : 'mr'}.${index + 1}@example.com` } : {}),
    addressLine1: `${1 + dice.below(980)} ${dice.pick(STREETS)}`,
    ...(chance(20) ? { addressLine2: `Apt ${1 + dice.below(40)}` } : {}),
    ...TOWN,
    zip: dice.pick(ZIPS),
    // 9xx is an area that was never issued for a social security number.
    ...(chance(35) ? { ssn: `9${two(dice.below(100))}-${two(1 + dice.below(49))}-${String(dice.below(10_000)).padStart(4, '0')}` } : {}),
    ...(chance(40) ? { employer: dice.pick(EMPLOYERS) } : {}),
    ...(chance(12) ? { deskNote: dice.pick(DESK_NOTES) } : {}),
    ...(index % 61 === 60 && Number(birthDate.slice(0, 4)) < year - 20
      ? { deathDate: `${year - 1}-${two(1 + dice.below(12))}-${two(1 + dice.below(28))}` }
      : {}),
  };
  const lists = listsFor(dice, details, year, () => phoneOf(dice));
  const kinds: readonly Restriction[] = ['vip', 'staff-member', 'sensitive'];
  return {
    details,
    lists,
    restriction: index % 71 === 70 ? (kinds[Math.floor(index / 71) % kinds.length] ?? null) : null,
    archived: index % 43 === 42,
    correction:
      index % CORRECTED === 3 ? { mobilePhone: phoneOf(dice), addressLine1: `${1 + dice.below(980)} ${dice.pick(STREETS)}` } : null,
    twin: index % 83 === 5 ? twinOf(details) : null,
  };
};

/** The same person as somebody in a hurry wrote them down. */
const twinOf = ({ familyName, givenName, birthDate, sex, mobilePhone }: PatientDetails): PatientDetails => ({
  familyName: familyName.normalize('NFD').replace(/\p{M}/gu, ''),
  ...(givenName === undefined ? {} : { givenName: givenName.slice(0, Math.max(1, givenName.length - 1)) }),
  ...(birthDate === undefined ? {} : { birthDate }),
  ...(sex === undefined ? {} : { sex }),
  ...(mobilePhone === undefined ? {} : { mobilePhone }),
});
