/** A name in its parts; a part that is not there is missing. */
export interface NameParts {
  readonly familyName?: string;
  readonly givenName?: string;
  readonly middleName?: string;
  readonly suffix?: string;
  readonly preferredName?: string;
}

const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'v', 'md', 'phd', 'do', 'esq', 'rn', 'dds', 'hijo']);
const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'rev', 'sr', 'sra', 'srta', 'don', 'doña', 'mx']);
/** Words that open a surname: "de la Cruz", "van der Berg", "St. James". */
const PARTICLES = new Set(
  'de del la las los da das do dos di du van von der den ter ten zu le al el bin ibn ben abu st st. san santa mac'.split(' '),
);

const bare = (word: string): string => word.toLowerCase().replace(/[.,]/g, '');
const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const joined = (list: readonly string[]): string | undefined => (list.length === 0 ? undefined : list.join(' '));

const parts = (given: { [K in keyof NameParts]: string | undefined }): NameParts =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));

/**
 * Splits a name that stands in one cell. A comma decides: "Doe, Jane M. Jr". Without one the order is the column's: given names first unless
 * `lastFirst`. Particles stay with their surname; a word in quotes or brackets is the name the person goes by. One word alone is a family name.
 */
export const splitName = (raw: string, lastFirst: boolean): NameParts => {
  const called = /["“(]([^"”()]{1,60})["”)]/u.exec(raw);
  const preferredName = called?.[1]?.trim();
  const text = called === null ? raw : raw.replace(called[0], ' ');
  const [before = '', ...after] = text.split(',').map((piece) => piece.trim());
  const rest = after.filter((piece) => piece !== '');
  const suffixes = rest.filter((piece) => SUFFIXES.has(bare(piece)));
  const others = rest.filter((piece) => !SUFFIXES.has(bare(piece)));
  if (others.length > 0) {
    const family = withoutSuffix(words(before));
    const given = withoutSuffix(withoutTitle(words(others.join(' '))));
    const [givenName, ...middle] = given.names;
    const suffix = joined([...family.suffixes, ...given.suffixes, ...suffixes]);
    return parts({ familyName: joined(family.names), givenName, middleName: joined(middle), suffix, preferredName });
  }
  const { names, suffixes: trailing } = withoutSuffix(withoutTitle(words(before)));
  const suffix = joined([...trailing, ...suffixes]);
  if (names.length === 1) return parts({ familyName: names[0], suffix, preferredName, givenName: undefined, middleName: undefined });
  if (lastFirst) {
    const end = Math.max(1, surnameEnd(names));
    const [givenName, ...middle] = names.slice(end);
    return parts({ familyName: joined(names.slice(0, end)), givenName, middleName: joined(middle), suffix, preferredName });
  }
  const start = surnameStart(names);
  const [givenName, ...middle] = names.slice(0, start);
  return parts({ familyName: joined(names.slice(start)), givenName, middleName: joined(middle), suffix, preferredName });
};

const withoutTitle = (names: readonly string[]): string[] => {
  const [first, ...rest] = names;
  return first !== undefined && rest.length > 1 && TITLES.has(bare(first)) ? rest : [...names];
};

const withoutSuffix = (names: readonly string[]): { names: string[]; suffixes: string[] } => {
  const left = [...names];
  const suffixes: string[] = [];
  while (left.length > 1 && SUFFIXES.has(bare(left.at(-1) ?? ''))) suffixes.unshift(left.pop() ?? '');
  return { names: left, suffixes };
};

/** Where the surname begins when it stands last; at least one word before it is left to be the given name. */
const surnameStart = (names: readonly string[]): number => {
  let start = names.length - 1;
  while (start > 1 && PARTICLES.has(bare(names[start - 1] ?? ''))) start -= 1;
  return start;
};

/** Where the surname ends when it stands first without a comma: its particles, then one word. */
const surnameEnd = (names: readonly string[]): number => {
  let end = 0;
  while (end < names.length - 2 && PARTICLES.has(bare(names[end] ?? ''))) end += 1;
  return end + 1;
};
