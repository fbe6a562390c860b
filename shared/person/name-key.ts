/**
 * Search keys of names. A key is what remains of a name when everything people type differently is taken away: case, diacritics, apostrophes,
 * hyphens, blanks, digits, ligatures. Every script keeps its letters; only Latin, Greek, Cyrillic, Hebrew and Arabic lose their optional marks.
 *
 * Unicode normalisation after UAX #15; keys are in NFC and compare by code point, as SQLite's BINARY collation compares UTF-8.
 */
const OPTIONAL_MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc]/gu;
const NOT_A_LETTER = /[^\p{L}\p{M}]+/gu;
const NOT_A_LETTER_OR_DIGIT = /[^\p{L}\p{M}\p{N}]+/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
const PLAIN = /^[a-z]*$/;

/** Letters that normalisation leaves whole although people type them as others. */
const TYPED_AS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  þ: 'th',
  ς: 'σ',
};
const TYPED_DIFFERENTLY = /[ßæœøđðħıłŋþς]/g;

const folded = (text: string): string =>
  text
    .replace(LONE_SURROGATE, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(TYPED_DIFFERENTLY, (letter) => TYPED_AS[letter] ?? letter)
    .normalize('NFKD')
    .replace(OPTIONAL_MARKS, '')
    .normalize('NFC');

/** The key of one name or of several written together ("de la Cruz" -> "delacruz"). Empty when there is no letter in it. */
export const nameKey = (text: string): string => (PLAIN.test(text) ? text : folded(text).replace(NOT_A_LETTER, ''));

/** The key of a number with or without letters in it: "A-00 123" -> "a00123". */
export const numberKey = (text: string): string => folded(text).replace(NOT_A_LETTER_OR_DIGIT, '');

/** Words that stand before a surname and that people leave out: "de la Cruz" is looked for under C as well. */
const PARTICLES: ReadonlySet<string> = new Set(
  'de la las los del da das do dos di du van von der den ter ten zu zum le el al bin bint ibn ben abu st san santa e y i'.split(' '),
);

/** The keys of the words of a name; hyphens divide, apostrophes do not ("O'Neill-Ruiz" -> ["oneill", "ruiz"]). */
export const nameWords = (text: string): string[] => {
  const words: string[] = [];
  for (const word of text.split(/[\s\-\u2010-\u2015\u30fb,;/]+/u)) {
    const key = nameKey(word);
    if (key !== '') words.push(key);
  }
  return words;
};

/** The parts of a name that people use alone, particles kept with what they stand before: "García de la Cruz" -> ["garcia", "delacruz"]. */
const nameParts = (words: readonly string[]): string[] => {
  const parts: string[] = [];
  let before = '';
  for (const word of words) {
    if (PARTICLES.has(word)) {
      before += word;
      continue;
    }
    parts.push(before + word);
    before = '';
  }
  if (before !== '') parts.push((parts.pop() ?? '') + before);
  return parts;
};

/** A key a name is found under; `single` when it is one part and no run of several. */
export interface FoundUnder {
  readonly key: string;
  readonly single: boolean;
}

/**
 * The keys a name is found under, the whole first: then every part and every rest, because a person may go by the second surname or the second given
 * name alone, and the bare word behind particles ("García de la Cruz": garciadelacruz, garcia, delacruz, cruz). Without repeats.
 */
export const nameKeys = (text: string): FoundUnder[] => {
  const words = nameWords(text);
  const parts = nameParts(words);
  const keys: FoundUnder[] = [];
  const add = (key: string, single: boolean) => {
    if (key !== '' && !keys.some((known) => known.key === key)) keys.push({ key, single });
  };
  add(parts.join(''), parts.length === 1);
  for (const [at, part] of parts.entries()) {
    add(part, true);
    if (at > 0) add(parts.slice(at).join(''), at === parts.length - 1);
  }
  for (const [at, word] of words.entries()) if (!PARTICLES.has(word) && PARTICLES.has(words[at - 1] ?? '')) add(word, true);
  return keys;
};

/** The first `count` code points. */
export const firstLetters = (key: string, count: number): string => {
  const units = key.slice(0, count);
  return /[\ud800-\udfff]/.test(units) ? Array.from(key).slice(0, count).join('') : units;
};

export const letterCount = (key: string): number => Array.from(key).length;

/** The end of the range of all keys that begin with this one. */
export const afterAll = (prefix: string): string => `${prefix}\u{10ffff}`;

/** Order of two keys by code point: what SQLite's BINARY collation gives. (JavaScript's `<` compares UTF-16 units.) */
export const compareKeys = (a: string, b: string): number => {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    if (a.charCodeAt(at) === b.charCodeAt(at)) continue;
    const from = (text: string) => text.codePointAt(at) ?? 0;
    const [x, y] = [from(a), from(b)];
    return x === y ? 0 : x < y ? -1 : 1;
  }
  return a.length - b.length;
};
