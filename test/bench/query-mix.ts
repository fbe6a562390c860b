import { type Dice, diceOf } from '../support/dice.ts';
import { firstLetters, nameKey } from '../../shared/person/name-key.ts';
import { phoneDigits } from '../../shared/person/phone-digits.ts';
import type { MadePatient } from '../support/population.ts';

/** One thing people type, how often, and its line for a patient (null where the patient has not what it takes). */
interface Kind {
  readonly name: string;
  readonly share: number;
  readonly line: (p: MadePatient, dice: Dice) => string | null;
}

const start = (name: string, letters: number): string => firstLetters(nameKey(name), letters);

const pair = (last: number, first: number): Kind['line'] => (p, dice) => {
  const [a, b] = [start(p.familyName, last), start(p.givenName, first)];
  return dice.below(2) === 0 ? `${a} ${b}` : `${b} ${a}`;
};

const usDate = (date: string): string => {
  const [year = '', month, day] = date.split('-');
  return `${Number(month)}/${Number(day)}/${year.slice(2)}`;
};

/** The lines the figures are measured over, in the shares a desk types them. Each is made from a patient drawn at random, so common names come often. */
export const QUERY_MIX: readonly Kind[] = [
  { name: 'two names, 2 + 2 letters', share: 10, line: pair(2, 2) },
  { name: 'two names, 3 + 3 letters', share: 25, line: pair(3, 3) },
  { name: 'two names, 5 + 5 letters', share: 15, line: pair(5, 5) },
  { name: 'surname and an initial', share: 5, line: pair(30, 1) },
  { name: 'surname, 3 letters', share: 10, line: (p) => start(p.familyName, 3) },
  { name: 'surname, 5 letters', share: 8, line: (p) => start(p.familyName, 5) },
  { name: 'given name, 3 letters', share: 5, line: (p) => start(p.givenName, 3) },
  { name: 'surname, 3 letters, and birth date', share: 8, line: (p) => (p.birthDate === null ? null : `${start(p.familyName, 3)} ${usDate(p.birthDate)}`) },
  { name: 'birth date', share: 5, line: (p) => (p.birthDate === null ? null : usDate(p.birthDate)) },
  { name: 'phone, last four', share: 5, line: (p) => (p.mobilePhone === null ? null : phoneDigits(p.mobilePhone).slice(-4)) },
  { name: 'chart number', share: 4, line: (p) => p.mrn },
];

export const describeMix = (): string => QUERY_MIX.map(({ name, share }) => `${share} % ${name}`).join('; ');

/** `count` lines in the shares of the mix. */
export const mixedLines = (patients: readonly MadePatient[], count: number, seed: number): string[] => {
  const dice = diceOf(seed);
  const kinds = QUERY_MIX.flatMap((kind) => Array.from({ length: kind.share }, () => kind));
  const lines: string[] = [];
  while (lines.length < count) {
    const line = dice.pick(kinds).line(dice.pick(patients), dice);
    if (line !== null) lines.push(line);
  }
  return lines;
};

/** `count` lines of some kinds only. */
export const linesOf = (patients: readonly MadePatient[], names: (name: string) => boolean, count: number, seed: number): string[] => {
  const dice = diceOf(seed);
  const kinds = QUERY_MIX.filter((kind) => names(kind.name));
  const lines: string[] = [];
  while (lines.length < count) {
    const line = dice.pick(kinds).line(dice.pick(patients), dice);
    if (line !== null) lines.push(line);
  }
  return lines;
};
