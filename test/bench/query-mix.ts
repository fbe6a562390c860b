import { nameKey } from '../../shared/person/name-key.ts';
import { phoneDigits } from '../../shared/person/phone-digits.ts';
import { type Dice, diceOf } from '../support/dice.ts';
import type { MadePatient } from '../support/population.ts';

/** One thing people type, how often, and its whole line for a patient (null where the patient has not what it takes). */
interface Kind {
  readonly name: string;
  readonly share: number;
  readonly line: (p: MadePatient, dice: Dice) => string | null;
}

const start = (name: string, letters: number): string => Array.from(nameKey(name)).slice(0, letters).join('');

const pair =
  (last: number, first: number): Kind['line'] =>
  (p, dice) => {
    const [a, b] = [start(p.familyName, last), start(p.givenName, first)];
    return dice.below(2) === 0 ? `${a} ${b}` : `${b} ${a}`;
  };

const usDate = (date: string): string => {
  const [year = '', month, day] = date.split('-');
  return `${Number(month)}/${Number(day)}/${year.slice(2)}`;
};

const surnameAndDate = (p: MadePatient): string | null =>
  p.birthDate === null ? null : `${start(p.familyName, 3)} ${usDate(p.birthDate)}`;

/** Lines as they stand when somebody stops to look, each made from a patient drawn at random, so that common names come often. */
export const LINES: readonly Kind[] = [
  { name: 'two names, 2 + 2 letters', share: 15, line: pair(2, 2) },
  { name: 'two names, 3 + 3 letters', share: 20, line: pair(3, 3) },
  { name: 'two names, 5 + 5 letters', share: 15, line: pair(5, 5) },
  { name: 'surname and an initial', share: 5, line: pair(30, 1) },
  { name: 'surname, 2 letters', share: 5, line: (p) => start(p.familyName, 2) },
  { name: 'surname, 3 letters', share: 10, line: (p) => start(p.familyName, 3) },
  { name: 'surname, 5 letters', share: 5, line: (p) => start(p.familyName, 5) },
  { name: 'given name, 3 letters', share: 5, line: (p) => start(p.givenName, 3) },
  { name: 'surname, 3 letters, and birth date', share: 8, line: surnameAndDate },
  { name: 'birth date', share: 4, line: (p) => (p.birthDate === null ? null : usDate(p.birthDate)) },
  { name: 'phone, last four', share: 4, line: (p) => (p.mobilePhone === null ? null : phoneDigits(p.mobilePhone).slice(-4)) },
  { name: 'chart number', share: 4, line: (p) => p.mrn },
];

/** What is typed letter by letter; every state of the line from the second letter on is asked. */
const TYPED: readonly Kind[] = [
  { name: 'surname and three letters of the given name', share: 40, line: (p) => `${nameKey(p.familyName)} ${start(p.givenName, 3)}` },
  { name: 'given name and three letters of the surname', share: 20, line: (p) => `${nameKey(p.givenName)} ${start(p.familyName, 3)}` },
  { name: 'surname, 3 letters, and birth date', share: 20, line: surnameAndDate },
  { name: 'phone, last four', share: 10, line: (p) => (p.mobilePhone === null ? null : phoneDigits(p.mobilePhone).slice(-4)) },
  { name: 'chart number', share: 10, line: (p) => p.mrn },
];

const describe = (kinds: readonly Kind[]): string => kinds.map(({ name, share }) => `${share} % ${name}`).join('; ');
export const describeLines = (): string => describe(LINES);
export const describeTyped = (): string => `${describe(TYPED)}; each asked at every letter from the second on`;

const draw = (kinds: readonly Kind[], patients: readonly MadePatient[], dice: Dice): string => {
  const tickets = kinds.flatMap((kind) => Array.from({ length: kind.share }, () => kind));
  for (;;) {
    const line = dice.pick(tickets).line(dice.pick(patients), dice);
    if (line !== null && line.trim() !== '') return line;
  }
};

/** `count` lines of the kinds named, in their shares. */
export const linesOf = (patients: readonly MadePatient[], named: (name: string) => boolean, count: number, seed: number): string[] => {
  const dice = diceOf(seed);
  const kinds = LINES.filter((kind) => named(kind.name));
  return Array.from({ length: count }, () => draw(kinds, patients, dice));
};

/** `count` states of the search box while lines are typed. */
export const keystrokes = (patients: readonly MadePatient[], count: number, seed: number): string[] => {
  const dice = diceOf(seed);
  const states: string[] = [];
  while (states.length < count) {
    const line = draw(TYPED, patients, dice);
    for (let at = 2; at <= line.length; at += 1) if (line[at - 1] !== ' ') states.push(line.slice(0, at));
  }
  return states.slice(0, count);
};
