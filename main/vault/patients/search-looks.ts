import type { Days } from '../../../shared/person/birth-date.ts';
import { formalNames } from '../../../shared/person/nicknames.ts';
import type { Reading } from '../../../shared/person/query.ts';
import type { Look } from './search-scans.ts';
import type { NamePart } from './search-sql.ts';

const begins = (key: string): NamePart => ({ begins: key });

type NameLook = Pick<Look, 'last' | 'first' | 'others' | 'among'>;

/** Where looks stand in the answer: the lower the better; within a wave whole names stand before beginnings. */
export const WAVES = { plain: 0, looser: 4, scattered: 8, nickname: 12, forgiving: 20 } as const;

/** What is looked for first, and what only while there is room. */
interface Ways<L> {
  readonly plain: L[];
  readonly looser: L[];
  /** Only when nothing else finds anybody. */
  readonly scattered: L[];
}

const eitherOrder = (a: string, b: string, others: readonly string[] = []): NameLook[] => [
  { last: begins(a), first: begins(b), others },
  { last: begins(b), first: begins(a), others },
];

const WRITTEN_TOGETHER = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]{2,8}$/u;

/** One word: a surname or a whole given name; then the beginning of a given name. Written without blanks it may be both names. */
const oneWord = (key: string): Ways<NameLook> => {
  const letters = WRITTEN_TOGETHER.test(key) ? Array.from(key) : [];
  const cuts = letters.slice(1).flatMap((_, at) => eitherOrder(letters.slice(0, at + 1).join(''), letters.slice(at + 1).join('')));
  return {
    plain: [{ last: begins(key), others: [] }, { first: { anyOf: [key] }, others: [] }, ...cuts],
    looser: [{ first: begins(key), others: [] }],
    scattered: [],
  };
};

/**
 * The ways names may stand in a chart: some of the words a surname and the rest a given name ("de la cruz ana"), any two of them surname and given name
 * and the others further names of the same person ("gar lop mar"); then all of them one name ("o neill", "maria jose"); and when that finds nobody, any names
 * of one person in any places ("garcia lopez" for a former name).
 */
const nameWays = (names: readonly string[]): Ways<NameLook> => {
  const [only] = names;
  if (only === undefined) return { plain: [{ others: [] }], looser: [], scattered: [] };
  if (names.length === 1) return oneWord(only);
  const plain: NameLook[] = [];
  for (let at = 1; at < names.length; at += 1) plain.push(...eitherOrder(names.slice(0, at).join(''), names.slice(at).join('')));
  if (names.length > 2) plain.push(...anyTwo(names));
  const joined = names.join('');
  const looser = [
    { last: begins(joined), others: [] },
    { first: begins(joined), others: [] },
  ];
  return { plain, looser, scattered: scattered(names) };
};

/** Among how many charts names are sought in any place: each is looked through. */
const SCATTERED_AMONG = 2000;

const scattered = (names: readonly string[]): NameLook[] =>
  names.slice(0, 3).flatMap((name, at) => {
    const others = names.filter((_, other) => other !== at);
    return [
      { last: begins(name), others, among: SCATTERED_AMONG },
      { first: begins(name), others, among: SCATTERED_AMONG },
    ];
  });

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
export const looksOf = (reading: Reading): Ways<Look> => {
  const spans: readonly (Days | undefined)[] = reading.born.length === 0 ? [undefined] : reading.born;
  const phone = reading.phone ?? undefined;
  const number = reading.number ?? undefined;
  if (phone !== undefined || number !== undefined) {
    return { plain: spans.map((born) => ({ others: reading.names, born, phone, number })), looser: [], scattered: [] };
  }
  const ways = nameWays(reading.names);
  const dated = (looks: readonly NameLook[]): Look[] => looks.flatMap((look) => spans.map((born) => ({ ...look, born })));
  return { plain: dated(ways.plain), looser: dated(ways.looser), scattered: dated(ways.scattered) };
};

/** The same looks with another part put in the place of a typed one, where there is one to put there. */
const exchanged = (looks: readonly Look[], side: 'last' | 'first', other: (key: string) => readonly string[]): Look[] =>
  looks.flatMap((look) => {
    const part = look[side];
    const anyOf = part !== undefined && 'begins' in part ? other(part.begins) : [];
    return anyOf.length === 0 ? [] : [{ ...look, [side]: { anyOf } }];
  });

/** The same looks with the everyday form of a given name taken for the formal ones: "smith bob" also looks for Robert Smith. */
export const nicknameLooks = (looks: readonly Look[]): Look[] => exchanged(looks, 'first', formalNames);

/** Words shorter than this are not taken for mistyped: nearly every other short name is one error away. */
const SHORTEST_FORGIVEN = 4;

/** The same looks with one mistyped name put right, by the words this practice has. */
export const forgivingLooks = (looks: readonly Look[], near: (word: string) => readonly string[]): Look[] => {
  const forgiven = (key: string) => (Array.from(key).length < SHORTEST_FORGIVEN ? [] : near(key));
  return [...exchanged(looks, 'last', forgiven), ...exchanged(looks, 'first', forgiven)];
};
