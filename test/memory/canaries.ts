import { randomInt } from 'node:crypto';

/** What a canary looks like to the application. */
export type Kind = 'name' | 'phone' | 'email' | 'street' | 'note' | 'password';

const CONSONANTS = [
  'b',
  'br',
  'c',
  'd',
  'dr',
  'f',
  'g',
  'gr',
  'h',
  'j',
  'k',
  'l',
  'm',
  'n',
  'p',
  'qu',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'x',
  'z',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ei', 'ou'];
const ENDINGS = ['n', 'r', 's', 'z', 'la', 'ra', 'do', 'no'];

/**
 * Makes one canary for each label: it looks like the real thing and passes as input, and it is found nowhere by chance (a name has over 40 bits,
 * a phone over 30). No canary contains another, and none stands in this process's arguments or environment, which children inherit: what a
 * scan finds came through the application.
 */
export function makeCanaries<Label extends string>(kinds: Readonly<Record<Label, Kind>>): Record<Label, string> {
  const made = new Map<string, string>();
  const inherited = [...process.argv, ...Object.entries(process.env).flat()].join('\n').toLowerCase();
  for (const label in kinds) {
    let text = draw(kinds[label]);
    while (inherited.includes(text.toLowerCase()) || overlaps(text, made.values())) text = draw(kinds[label]);
    made.set(label, text);
  }
  return mapped(kinds, made);
}

/** Whether one of two texts stands within the other, whatever their case. */
export function overlaps(text: string, others: Iterable<string>): boolean {
  const folded = text.toLowerCase();
  return [...others].some((other) => other.toLowerCase().includes(folded) || folded.includes(other.toLowerCase()));
}

function mapped<Label extends string>(kinds: Readonly<Record<Label, Kind>>, made: ReadonlyMap<string, string>): Record<Label, string> {
  const result = { ...kinds } as Record<Label, string>;
  for (const label in kinds) result[label] = made.get(label) ?? '';
  return result;
}

function draw(kind: Kind): string {
  switch (kind) {
    case 'name':
      return name(5);
    case 'phone':
      return `${2 + randomInt(8)}${digits(2)}${2 + randomInt(8)}${digits(6)}`;
    case 'email':
      return `${name(4).toLowerCase()}${digits(4)}@example.org`;
    case 'street':
      return `${1000 + randomInt(9000)} ${name(4)} Street`;
    case 'note':
      return `${name(4)} asked about ${name(4)} ${digits(4)}`;
    case 'password':
      return `${name(3)}-${digits(4)}-${name(3)}-${name(3)}`;
  }
}

function name(syllables: number): string {
  const letters = Array.from({ length: syllables }, () => from(CONSONANTS) + from(VOWELS)).join('') + from(ENDINGS);
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

function digits(count: number): string {
  return String(randomInt(10 ** count)).padStart(count, '0');
}

function from(list: readonly string[]): string {
  return list[randomInt(list.length)] ?? '';
}
