import type { Days } from '../../../shared/person/birth-date.ts';
import { formalNames } from '../../../shared/person/nicknames.ts';
import type { Reading } from '../../../shared/person/query.ts';
import type { Look, NamePart } from './search-scans.ts';

const begins = (key: string): NamePart => ({ key, whole: false });
const whole = (key: string): NamePart => ({ key, whole: true });

type NameLook = Pick<Look, 'last' | 'first' | 'others'>;

const alone = (key: string): NameLook[] => [
  { last: begins(key), others: [] },
  { first: begins(key), others: [] },
];

const eitherOrder = (a: string, b: string, others: readonly string[] = []): NameLook[] => [
  { last: begins(a), first: begins(b), others },
  { last: begins(b), first: begins(a), others },
];

const WRITTEN_TOGETHER = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]{2,8}$/u;

/**
 * The ways names may stand in a chart: some of the words a surname and the rest a given name ("de la cruz ana"), all of them one name ("o neill"),
 * or any two of them surname and given name and the others further names of the same person ("gar lop mar").
 */
const nameLooks = (names: readonly string[]): NameLook[] => {
  const [only] = names;
  if (only === undefined) return [{ others: [] }];
  if (names.length === 1) {
    const letters = WRITTEN_TOGETHER.test(only) ? Array.from(only) : [];
    const cuts = letters.slice(1).flatMap((_, at) => eitherOrder(letters.slice(0, at + 1).join(''), letters.slice(at + 1).join('')));
    return [...alone(only), ...cuts];
  }
  const looks = alone(names.join(''));
  for (let at = 1; at < names.length; at += 1) looks.push(...eitherOrder(names.slice(0, at).join(''), names.slice(at).join('')));
  if (names.length > 2) looks.push(...anyTwo(names));
  return looks;
};

const anyTwo = (names: readonly string[]): NameLook[] => {
  const looks: NameLook[] = [];
  const drivers = [...names.keys()].sort((a, b) => (names[b] ?? '').length - (names[a] ?? '').length).slice(0, 3);
  for (const a of drivers) {
    for (const b of drivers) {
      if (a >= b) continue;
      const others = names.filter((_, at) => at !== a && at !== b);
      looks.push(...eitherOrder(names[a] ?? '', names[b] ?? '', others));
    }
  }
  return looks;
};

/** Everything to look for, for one reading of the line. */
export const looksOf = (reading: Reading): Look[] => {
  const spans: readonly (Days | undefined)[] = reading.born.length === 0 ? [undefined] : reading.born;
  const phone = reading.phone ?? undefined;
  const number = reading.number ?? undefined;
  if (phone !== undefined || number !== undefined) return numberLooks(reading, spans);
  return nameLooks(reading.names).flatMap((look) => spans.map((born) => ({ ...look, born })));
};

const numberLooks = (reading: Reading, spans: readonly (Days | undefined)[]): Look[] =>
  spans.map((born) => ({ others: reading.names, born, phone: reading.phone ?? undefined, number: reading.number ?? undefined }));

/** The same looks with the everyday form of a given name taken for the formal ones: "smith bob" also looks for Robert Smith. */
export const nicknameLooks = (looks: readonly Look[]): Look[] =>
  looks.flatMap((look) => (look.first === undefined ? [] : formalNames(look.first.key).map((name) => ({ ...look, first: whole(name) }))));

/** Words shorter than this are not taken for mistyped: nearly every other short name is one error away. */
const SHORTEST_FORGIVEN = 3;

/** The same looks with one mistyped name put right, by the words this practice has. */
export const forgivingLooks = (looks: readonly Look[], near: (word: string) => readonly string[]): Look[] =>
  looks.flatMap((look) => {
    const forgiven = (part: NamePart | undefined) =>
      part === undefined || Array.from(part.key).length < SHORTEST_FORGIVEN ? [] : near(part.key).map(whole);
    return [
      ...forgiven(look.last).map((last): Look => ({ ...look, last })),
      ...forgiven(look.first).map((first): Look => ({ ...look, first })),
    ];
  });
