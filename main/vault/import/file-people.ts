import { birthDateTwins } from '../../../shared/person/birth-date.ts';
import { type Comparable, matchOf } from '../../../shared/person/match.ts';
import { isLikely, namesNear } from './charts-alike.ts';

interface Known {
  readonly row: number;
  readonly last: string;
  readonly first: string;
  readonly born: string;
}

/** Rows that share one thing; what more rows than this share does not tell people apart. */
const MOST_ALIKE = 60;

/** Whether a pair that shares this key can be one person, by the little that is kept: reading a row again costs more than everything before it. */
const worthReading = (key: string, person: Omit<Known, 'row'>, known: Known): boolean => {
  switch (key[0]) {
    case 'b':
    case 'p':
      return namesNear(person.last, person.first, known.last, known.first);
    case 'n':
      return bornNear(person.born, known.born);
    case 'y':
      return person.first.slice(0, 2) === known.first.slice(0, 2) && bornNear(person.born, known.born);
    default:
      return true;
  }
};

/** Two birth dates that differ in one of year, month and day, or of which one is not known. */
const bornNear = (a: string, b: string): boolean => {
  if (a === '' || b === '') return true;
  return Number(a.slice(0, 4) === b.slice(0, 4)) + Number(a.slice(5, 7) === b.slice(5, 7)) + Number(a.slice(8) === b.slice(8)) >= 2;
};

/**
 * The people of one file so far, to find its own duplicates: kept in memory for the length of a check, a few words each; the rows themselves are read
 * again when a pair is worth a comparison.
 */
export class FilePeople {
  /** The last row that is in here. A check that starts anew starts a new one. */
  upTo = 0;
  readonly #numbers = new Map<string, number>();
  readonly #blocks = new Map<string, Known[]>();

  /** The earlier row with this number. */
  numbered(kind: 'mrn' | 'external', number: string): number | undefined {
    return this.#numbers.get(`${kind}:${number.toLowerCase()}`);
  }

  /** The earlier row most like this person; `read` gives a row's person. */
  alike(person: Comparable, read: (row: number) => Comparable | null): number | null {
    const [last = '', first = ''] = [person.families[0], person.givens[0]];
    const seen = new Set<number>();
    let best: { row: number; weight: number } | null = null;
    for (const key of this.#keysOf(person, true)) {
      for (const known of this.#blocks.get(key)?.slice(-MOST_ALIKE) ?? []) {
        if (seen.has(known.row) || !worthReading(key, { last, first, born: person.birthDate }, known)) continue;
        seen.add(known.row);
        const other = read(known.row);
        const match = other === null ? null : matchOf(person, other);
        if (match !== null && isLikely(match) && (best === null || match.weight > best.weight))
          best = { row: known.row, weight: match.weight };
      }
    }
    return best?.row ?? null;
  }

  add(row: number, person: Comparable, mrn: string | null, externalId: string | undefined): void {
    this.upTo = row;
    if (mrn !== null) this.#numbers.set(`mrn:${mrn.toLowerCase()}`, row);
    if (externalId !== undefined) this.#numbers.set(`external:${externalId.toLowerCase()}`, row);
    const known = { row, last: person.families[0] ?? '', first: person.givens[0] ?? '', born: person.birthDate };
    for (const key of this.#keysOf(person, false)) {
      const block = this.#blocks.get(key);
      if (block === undefined) this.#blocks.set(key, [known]);
      else block.push(known);
    }
  }

  /** Birth date, telephone, whole name, the last of a social security number with the year, the surname with the year. */
  #keysOf({ families, givens, birthDate, phones, ssn }: Comparable, seeking: boolean): string[] {
    const [last = '', first = ''] = [families[0], givens[0]];
    const year = birthDate.slice(0, 4);
    const born = birthDateTwins(birthDate);
    const keys = (seeking ? born : born.slice(0, 1)).map((date) => `b${date}`);
    for (const phone of phones) keys.push(`p${phone}`);
    if (last !== '' && first !== '') keys.push(`n${last}|${first}`);
    if (ssn !== '' && last !== '') keys.push(`s${ssn}|${last.slice(0, 1)}`);
    if (ssn !== '' && year !== '') keys.push(`t${ssn}|${year}`);
    if (last !== '' && year !== '') keys.push(`y${last}|${year}`);
    return keys;
  }
}
