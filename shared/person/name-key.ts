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

/** What stands in a name as an apostrophe does and yet is a letter to Unicode: okina, ayin, hamza, glottal stops, saltillo. */
const LETTER_APOSTROPHES = '\u02b9-\u02c1\u02c8\u02ee\u0242\u0294\u0295\ua78b\ua78c';
const LETTER_APOSTROPHE = new RegExp(`[${LETTER_APOSTROPHES}]`, 'g');

/** Letters that normalisation leaves whole although people type them as others: those of European, African, Turkic and American Latin alphabets. */
const TYPED_AS: ReadonlyMap<string, string> = new Map(
  [
    'a=ⱥɐɑɒ ae=æ b=ƀƃƅɓ c=ƈȼɕ d=đðƌȡɖɗ db=ȸ dh=ƍ e=ǝɇəɛɘɜɞ f=ƒ g=ǥɠɡɣ gh=ƣ h=ħⱨɦ hv=ƕ i=ıɨɩɪ j=ɉȷʝ k=ƙⱪ l=łƚƛȴⱡɫɬɭ m=ɱ n=ŋƞȵɲɳ o=øɔɵɷ oe=œ ou=ȣ',
    'p=ƥ q=ĸɋʠ qp=ȹ r=ɍɹɾɽʀ s=ƨȿʂ sh=ʃƪ ss=ß t=ŧƫƭȶⱦʈ th=þ u=ʉʊɯ v=ʋʌⱱ w=ƿⱳ y=ƴɏȝʏ z=ƶȥɀⱬʐʑʒƹƺ σ=ς',
  ]
    .flatMap((row) => row.split(' '))
    .flatMap((entry) => {
      const [typed = '', letters = ''] = entry.split('=');
      return Array.from(letters, (letter): [string, string] => [letter, typed]);
    }),
);
const TYPED_LETTERS = [...TYPED_AS.keys()].join('');
const TYPED_DIFFERENTLY = new RegExp(`[${TYPED_LETTERS}]`, 'g');
const ANY_TYPED_DIFFERENTLY = new RegExp(`[${LETTER_APOSTROPHES}${TYPED_LETTERS}]`);
const ASCII = /^[\0-\x7f]*$/;

/** A name in lower case with every letter decomposed and in the form people type it: no okina, o for ø, e for ə. Marks, blanks and signs stay. */
export const typedLetters = (text: string): string => {
  const small = text.normalize('NFKD').toLowerCase();
  return ASCII.test(small)
    ? small
    : small.replace(LETTER_APOSTROPHE, '').replace(TYPED_DIFFERENTLY, (letter) => TYPED_AS.get(letter) ?? letter);
};

/** Whether some letter of a name is typed as another or not at all, diacritics aside. */
export const isTypedDifferently = (text: string): boolean =>
  !ASCII.test(text) && ANY_TYPED_DIFFERENTLY.test(text.normalize('NFKD').toLowerCase());

const folded = (text: string): string =>
  typedLetters(text.replace(LONE_SURROGATE, '')).normalize('NFKD').replace(OPTIONAL_MARKS, '').normalize('NFC');

/** The key of one name or of several written together ("de la Cruz" -> "delacruz"). Empty when there is no letter in it. */
export const nameKey = (text: string): string => (PLAIN.test(text) ? text : folded(text).replace(NOT_A_LETTER, ''));

/** The key of a number with or without letters in it: "A-00 123" -> "a00123". */
export const numberKey = (text: string): string => folded(text).replace(NOT_A_LETTER_OR_DIGIT, '');

/** Words that stand before a surname and that people leave out: "de la Cruz" is looked for under C as well. */
const PARTICLES: ReadonlySet<string> = new Set(
  'de la las los del da das do dos di du van von der den ter ten zu zum le el al bin bint ibn ben abu st san santa e y i'.split(' '),
);

const BETWEEN_WORDS = /[\s\-\u2010-\u2015\u30fb,;/]+/u;
const BETWEEN_KEPT = /([\s\-\u2010-\u2015\u30fb,;/]+)/u;
const HYPHEN = /[-\u2010-\u2015]/u;

/** The keys of the words of a name; hyphens divide, apostrophes do not ("O'Neill-Ruiz" -> ["oneill", "ruiz"]). */
export const nameWords = (text: string): string[] => {
  const words: string[] = [];
  for (const word of text.split(BETWEEN_WORDS)) {
    const key = nameKey(word);
    if (key !== '') words.push(key);
  }
  return words;
};

interface Word {
  readonly key: string;
  /** It stands before a name and belongs to it. The last word of a name is a name, and so is one behind a hyphen: Tran Do, Nguyen-Le. */
  readonly particle: boolean;
}

const wordsOf = (text: string): Word[] => {
  const words: Word[] = [];
  const pieces = text.split(BETWEEN_KEPT);
  let hyphened = false;
  for (let at = 0; at < pieces.length; at += 2) {
    if (at > 0 && HYPHEN.test(pieces[at - 1] ?? '')) hyphened = true;
    const key = nameKey(pieces[at] ?? '');
    if (key === '') continue;
    words.push({ key, particle: !(hyphened && words.length > 0) && PARTICLES.has(key) });
    hyphened = false;
  }
  return words.map((word, at) => (at === words.length - 1 ? { ...word, particle: false } : word));
};

/** Whether a name has a word that is a particle in other names and a name of its own here. */
export const hasParticleForName = (text: string): boolean => {
  if (!BETWEEN_WORDS.test(text)) return false;
  const words = wordsOf(text);
  return words.length > 1 && words.some(({ key, particle }) => !particle && PARTICLES.has(key));
};

/** The parts of a name that people use alone, particles kept with what they stand before: "García de la Cruz" -> ["garcia", "delacruz"]. */
const nameParts = (words: readonly Word[]): string[] => {
  const parts: string[] = [];
  let before = '';
  for (const { key, particle } of words) {
    before += key;
    if (particle) continue;
    parts.push(before);
    before = '';
  }
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
  const words = wordsOf(text);
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
  for (const [at, { key, particle }] of words.entries()) if (!particle && words[at - 1]?.particle === true) add(key, true);
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
