import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstLetters, letterCount } from '../../../shared/person/name-key.ts';
import { insertPatient, newRecords, type TestStore } from '../../../test/support/patient-store.ts';
import { population } from '../../../test/support/population.ts';
import { searchByLooking, sourceOf } from '../../../test/support/search-reference.ts';
import { findCharts } from './search.ts';
import { namesOf } from './search-entry.ts';
import { dropIndexes, ensureIndexes, indexPatients, rebuildIndex } from './search-index.ts';

const TODAY = '2026-11-22';
const SCOPE = { includeArchived: false, assignedTo: null };
const LIMIT = 20;
/** Names whose last word stands before a name elsewhere. */
const PARTICLE_LAST = [
  { familyName: 'Nguyen-Le', givenName: 'Anna' },
  { familyName: 'Tran Do', givenName: 'Minh' },
  { familyName: 'Tran', givenName: 'Thi Van' },
  { familyName: 'Bui-Van Duc', givenName: 'Thi-Di' },
  { familyName: 'Đỗ Lê', givenName: 'Thị Văn' },
];
const people = [...population(5000, 11)].map((person, at) => (at % 40 === 0 ? { ...person, ...PARTICLE_LAST[(at / 40) % 5] } : person));

let records: TestStore;
beforeAll(() => {
  records = newRecords();
  records.store.transaction(() => {
    for (const person of people) insertPatient(records.writer, person);
    rebuildIndex(records.writer);
  })();
});
afterAll(() => records.close());

const find = (line: string, limit = LIMIT) => findCharts(records.writer, line, limit, SCOPE, TODAY, 'owner');

const someone = fc.constantFrom(...people.filter(({ archived }) => archived === 0));
const usDate = (date: string) => `${Number(date.slice(5, 7))}/${Number(date.slice(8))}/${date.slice(2, 4)}`;

const monthOf = (date: string) => `${date.slice(5, 7)}/${date.slice(0, 4)}`;

/** Beginnings of two names of one person that stand in one row of the index, in either order. */
const pairOf = fc.tuple(someone, fc.nat(), fc.nat(), fc.nat(), fc.boolean()).map(([person, which, a, b, swapped]) => {
  const { names } = namesOf(sourceOf(person));
  const { last, first } = names[which % names.length] ?? { last: '', first: '' };
  const cut = (key: string, seed: number) => firstLetters(key, 1 + (seed % Math.max(1, letterCount(key))));
  const [x, y] = [cut(last, a), cut(first, b)];
  return { person, line: swapped ? `${y} ${x}` : `${x} ${y}`, key: last };
});

test('the answer is what looking at every name of every chart gives, in the same order', () => {
  const line = fc.oneof(
    pairOf.map((pair) => pair.line),
    fc
      .tuple(someone, fc.integer({ min: 1, max: 6 }))
      .map(([person, letters]) => firstLetters(namesOf(sourceOf(person)).names[0]?.last ?? 'x', letters)),
    fc
      .tuple(someone, fc.integer({ min: 1, max: 6 }))
      .map(([person, letters]) => firstLetters(namesOf(sourceOf(person)).names[0]?.first ?? 'x', letters)),
    fc.tuple(pairOf, someone).map(([{ line }, { birthDate }]) => `${line} ${birthDate === null ? '3/1961' : monthOf(birthDate)}`),
    pairOf.map(({ line, person }) => `${line.split(' ')[0]} ${person.birthDate === null ? '3/4/61' : usDate(person.birthDate)}`),
  );
  fc.assert(
    fc.property(line, (typed) => {
      const truth = searchByLooking(people, typed, TODAY);
      const { charts, more } = find(typed);
      const ours = charts.map(({ chart }) => chart);
      expect(ours.slice(0, truth.length)).toEqual(truth.slice(0, LIMIT));
      if (truth.length > LIMIT) expect(more).toBe(true);
    }),
    { numRuns: 250 },
  );
});

test('everybody is found by any beginnings of their names, in either order', () => {
  fc.assert(
    fc.property(pairOf, ({ person, line }) => {
      expect(find(line, 5000).charts.map(({ chart }) => chart)).toContain(person.id);
    }),
    { numRuns: 250 },
  );
});

/** A word of a name as it is written, by which somebody may go alone: the last, one behind a hyphen, or one that is long enough to be no particle. */
const bareWord = fc.tuple(someone, fc.boolean(), fc.nat()).map(([person, given, seed]) => {
  const name = given ? person.givenName : person.familyName;
  const words = [...name.matchAll(/(^|[\s-]+)([^\s-]+)/g)].map(([, before = '', word = '']) => ({ before, word }));
  const alone = words.filter(({ before, word }, at) => at === words.length - 1 || before.includes('-') || word.length > 4);
  return { person, line: alone[seed % alone.length]?.word ?? name, other: given ? person.familyName : person.givenName };
});

test('everybody is found by every word of their names that is a name, alone and beside the other name', () => {
  fc.assert(
    fc.property(bareWord, ({ person, line, other }) => {
      expect(find(line, 5000).charts.map(({ chart }) => chart)).toContain(person.id);
      expect(find(`${line} ${other}`, 5000).charts.map(({ chart }) => chart)).toContain(person.id);
    }),
    { numRuns: 400 },
  );
});

test('everybody is found with one letter of the surname mistyped', () => {
  const mistyped = fc.tuple(someone, fc.nat(), fc.constantFrom('change', 'leave out', 'put in', 'exchange')).map(([person, seed, how]) => {
    const { last = '', first = '' } = namesOf(sourceOf(person)).names[0] ?? {};
    const letters = Array.from(last);
    const at = seed % letters.length;
    if (how === 'change') letters[at] = letters[at] === 'z' ? 'y' : 'z';
    if (how === 'leave out') letters.splice(at, 1);
    if (how === 'put in') letters.splice(at, 0, 'z');
    if (how === 'exchange') letters.splice(at, 2, ...letters.slice(at, at + 2).reverse());
    return { person, last, line: `${letters.join('')} ${first}`, typed: letters.length };
  });
  const single = (name: string) => !/[\s-]/.test(name);
  fc.assert(
    fc.property(mistyped, ({ person, line, typed }) => {
      fc.pre(typed >= 4 && single(person.familyName) && single(person.givenName));
      expect(find(line, 5000).charts.map(({ chart }) => chart)).toContain(person.id);
    }),
    { numRuns: 200 },
  );
});

const TABLES = ['search_card', 'search_name', 'search_phone', 'search_number'];
const WORDS = 'SELECT t.rest, w.word, w.sound FROM search_typo t JOIN search_word w ON w.id = t.word ORDER BY 1, 2';
const INDEXES = "SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY 1";
const dumpOf = ({ store }: TestStore): unknown[] => [
  TABLES.map((table) => store.prepare(`SELECT * FROM ${table}`).all()),
  store.prepare(WORDS).all(),
  store.prepare(INDEXES).all(),
];
const add = ({ writer }: TestStore, some: typeof people): void => {
  for (const person of some) insertPatient(writer, person);
  indexPatients(
    writer,
    some.map(({ id }) => id),
  );
};
/** As one built at once from the same charts. */
const expectWhole = (other: TestStore): void => {
  const before = dumpOf(other);
  other.store.transaction(() => rebuildIndex(other.writer))();
  expect(dumpOf(other)).toEqual(before);
};

test('an index built row by row answers as one built at once', () => {
  const other = newRecords();
  try {
    add(other, people.slice(0, 600));
    expectWhole(other);
  } finally {
    other.close();
  }
});

test('so does one that was filled without its indexes, and one whose filling was cut off and mended in between', () => {
  const other = newRecords();
  try {
    add(other, people.slice(0, 100));
    dropIndexes(other.writer);
    add(other, people.slice(100, 400));
    ensureIndexes(other.writer);
    expectWhole(other);
    dropIndexes(other.writer);
    add(other, people.slice(400, 500));
    ensureIndexes(other.writer);
    ensureIndexes(other.writer);
    add(other, people.slice(500, 600));
    ensureIndexes(other.writer);
    expectWhole(other);
  } finally {
    other.close();
  }
});
