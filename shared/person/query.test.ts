import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readQuery } from './query.ts';

const TODAY = '2026-11-22';
const dates = (line: string): number[] =>
  readQuery(line, TODAY).flatMap(({ born }) => born.flatMap(({ from, to }) => (from === to ? [from] : [])));

test.each([
  ['3/4/61', [19610304, 19610403]],
  ['3-4-1961', [19610304, 19610403]],
  ['3.4.61', [19610304, 19610403]],
  ['3 4 1961', [19610304, 19610403]],
  ['03041961', [19610304, 19610403]],
  ['030461', [19610304, 19610403]],
  ['3041961', [19610304, 19610403]],
  ['13/5/61', [19610513]],
  ['5/5/61', [19610505]],
  ['1961-03-04', [19610304]],
  ['1961/3/4', [19610304]],
  ['19610304', [19610304]],
  ['4 mar 1961', [19610304]],
  ['4mar61', [19610304]],
  ['March 4, 1961', [19610304]],
  ['march 4th 61', [19610304]],
  ['4 de marzo de 1961', [19610304]],
  ['4 MARZO 1961', [19610304]],
  ['٣/٤/١٩٦١', [19610304, 19610403]],
  ['2/29/2000', [20000229]],
  ['1/2/20', [20200102, 19200102, 20200201, 19200201]],
])('%s is the birth date %j', (line, expected) => {
  expect(dates(line)).toEqual(expected);
});

test.each(['2/30/61', '2/29/1900', '12/31/2026', '1/1/1899', '13/13/61', '99999999'])('%s is no birth date of anybody alive', (line) => {
  expect(dates(line)).toEqual([]);
});

test('a two-digit year is never in the future', () => {
  expect(dates('11/22/26')).toEqual([20261122, 19261122]);
  expect(dates('11/23/26')).toEqual([19261123]);
  expect(dates('1/1/27')).toEqual([19270101]);
});

test.each([
  ['gar mar', ['gar', 'mar']],
  ['García, María', ['garcia', 'maria']],
  ["o'neill", ['oneill']],
  ['de la cruz ana', ['de', 'la', 'cruz', 'ana']],
  ['Smith-Jones', ['smith', 'jones']],
  ['王小明', ['王小明']],
])('%s are the names %j', (line, names) => {
  expect(readQuery(line, TODAY)).toEqual([{ names, born: [], phone: null, number: null }]);
});

test('names and a birth date go together', () => {
  expect(readQuery('garcia 3/4/61', TODAY)).toEqual([
    {
      names: ['garcia'],
      born: [
        { from: 19610304, to: 19610304 },
        { from: 19610403, to: 19610403 },
      ],
      phone: null,
      number: null,
    },
  ]);
});

test.each(['(305) 555-0123', '305-555-0123', '305 555 0123', '+1 305 555 0123', '3055550123', '305.555.0123'])(
  '%s is that phone',
  (line) => {
    expect(readQuery(line, TODAY).map(({ phone }) => phone)).toContain('3055550123');
  },
);

const AREAS = fc.tuple(fc.integer({ min: 201, max: 989 }), fc.integer({ min: 200, max: 999 }), fc.integer({ min: 0, max: 9999 }));
const WAYS: readonly ((a: string, b: string, c: string) => string)[] = [
  (a, b, c) => `${a}${b}${c}`,
  (a, b, c) => `(${a}) ${b}-${c}`,
  (a, b, c) => `(${a})${b}-${c}`,
  (a, b, c) => `(${a}) ${b} ${c}`,
  (a, b, c) => `${a}-${b}-${c}`,
  (a, b, c) => `${a} ${b} ${c}`,
  (a, b, c) => `${a}.${b}.${c}`,
  (a, b, c) => `${a} ${b}-${c}`,
  (a, b, c) => `${a}-${b}${c}`,
  (a, b, c) => `${a} - ${b} - ${c}`,
  (_, b, c) => `${b}-${c}`,
];
const COUNTRIES = ['', '1 ', '1-', '1.', '+1 ', '+1-', '+1', '+1.'];
const EXTENSIONS = ['', 'x12', ' x12', ' x 12', ' ext 12', ' ext. 12', ', extension 12', ' #12', ' (ext 12)'];
const written = fc
  .tuple(AREAS, fc.constantFrom(...WAYS), fc.constantFrom(...COUNTRIES), fc.constantFrom(...EXTENSIONS))
  .map(([numbers, way, country, extension]) => {
    const [a, b, c] = numbers.map(String);
    const national = way(a ?? '', b ?? '', (c ?? '').padStart(4, '0'));
    const local = national.length < 10;
    return { line: `${local ? '' : country}${national}${extension}`, digits: national.replace(/\D/g, '') };
  });
/** As the search looks: a stored number begins or ends with what was read. */
const findsPhone = (line: string, stored: string): boolean =>
  readQuery(line, TODAY).some(
    ({ phone, names, born, number }) =>
      phone !== null && names.length === 0 && born.length === 0 && number === null && (stored.startsWith(phone) || stored.endsWith(phone)),
  );

test('a phone is found while it is typed, from the fourth digit to the last of its extension', () => {
  fc.assert(
    fc.property(written, ({ line, digits }) => {
      for (let end = 1; end <= line.length; end += 1) {
        const typed = line.slice(0, end);
        // "1305" alone is the end of a number or a chart number, and "1-2015" the first month of a year.
        if (typed.replace(/\D/g, '').replace(/^1/, '').length < 4 || /^1[-.]\d{4}$/.test(typed)) continue;
        expect([typed, findsPhone(typed, digits)]).toEqual([typed, true]);
      }
    }),
    { numRuns: 2000 },
  );
});

test.each([
  '1-305-555-0123',
  '1 305 555 0123',
  '1 (305) 555-0123',
  '305 555 0123 x12',
  '305-555-0123 ext 12',
  '305-555-0123 extensión 12',
  '3055550123x12',
  '1 305',
  '305/555-0123',
  '305/555/0123',
  '305/5',
  '305-555-0',
  '305 555 01',
  '305 5',
])('%s is a phone and no chart number beside it', (line) => {
  const readings = readQuery(line, TODAY);
  expect(findsPhone(line, '3055550123')).toBe(true);
  expect(readings.filter(({ phone, number }) => phone !== null && number !== null)).toEqual([]);
});

test('a name beside a phone stays a name', () => {
  expect(readQuery('garcia +1-305-555', TODAY)).toEqual([{ names: ['garcia'], born: [], phone: '305555', number: null }]);
  expect(readQuery('tel.305-555-0123', TODAY).map(({ phone }) => phone)).toContain('3055550123');
  expect(readQuery('305 555 0123 ext', TODAY)).toEqual([{ names: [], born: [], phone: '3055550123', number: null }]);
  expect(readQuery('305 555 0123 exley', TODAY)).toEqual([{ names: ['exley'], born: [], phone: '3055550123', number: null }]);
  expect(readQuery('garcia 1 305 555 01', TODAY)).toEqual([{ names: ['garcia'], born: [], phone: '30555501', number: null }]);
});

test('a birth date is still a date, in every usual form, alone and beside a name', () => {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = fc.record({
    y: fc.integer({ min: 1910, max: 2020 }),
    m: fc.integer({ min: 1, max: 12 }),
    d: fc.integer({ min: 1, max: 28 }),
    way: fc.nat({ max: 8 }),
    name: fc.constantFrom('', 'garcia ', 'li '),
  });
  fc.assert(
    fc.property(day, ({ y, m, d, way, name }) => {
      const short = two(y % 100);
      const form = [
        `${m}/${d}/${short}`,
        `${m}-${d}-${short}`,
        `${m}.${d}.${y}`,
        `${m} ${d} ${y}`,
        `${two(m)}/${two(d)}/${y}`,
        `${two(m)}-${two(d)}-${y}`,
        `${two(m)}${two(d)}${y}`,
        `${two(m)}${two(d)}${short}`,
        `${y}-${two(m)}-${two(d)}`,
      ][way];
      const number = y * 10000 + m * 100 + d;
      const read = readQuery(`${name}${form}`, TODAY).filter(({ phone, number: chart }) => phone === null && chart === null);
      expect(read.flatMap(({ born }) => born.map(({ from }) => from))).toContain(number);
      if (way < 6 || way === 8) expect(readQuery(`${name}${form}`, TODAY).every(({ phone }) => phone === null)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a chart number is still one, alone and beside a name or a year', () => {
  for (const [line, number] of [
    ['1', '1'],
    ['305', '305'],
    ['a-1305', 'a1305'],
    ['123 030461', '123'],
    ['garcia 305', '305'],
    ['1 2015', '1'],
  ]) {
    expect([line, readQuery(line ?? '', TODAY).map((reading) => reading.number)]).toEqual([line, expect.arrayContaining([number])]);
  }
});

test('four digits are the end of a phone, a year or a number', () => {
  const readings = readQuery('1961', TODAY);
  expect(readings.map(({ phone }) => phone)).toContain('1961');
  expect(readings.map(({ number }) => number)).toContain('1961');
  expect(readings.flatMap(({ born }) => born)).toEqual([{ from: 19610000, to: 19611231 }]);
});

test('a month after a name may be a name', () => {
  const readings = readQuery('gar mar 1961', TODAY);
  expect(readings).toContainEqual({ names: ['gar', 'mar'], born: [{ from: 19610000, to: 19611231 }], phone: null, number: null });
  expect(readings).toContainEqual({ names: ['gar'], born: [{ from: 19610300, to: 19610331 }], phone: null, number: null });
});

test('a chart number is a number; a name with digits in it is still a name', () => {
  expect(readQuery('A-000123', TODAY)).toEqual([{ names: [], born: [], phone: null, number: 'a000123' }]);
  expect(readQuery('Abbott774', TODAY)).toContainEqual({ names: ['abbott'], born: [], phone: null, number: null });
});

test.each(['', '   ', '---', '/', "'", '(', '\u0000'])('%j says nothing', (line) => {
  expect(readQuery(line, TODAY)).toEqual([]);
});

test('whatever is typed is read without a throw, in bounds, and every birth date is past and real', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 220 }),
    fc
      .array(fc.constantFrom('3', '4', '61', '/', '-', ' ', 'mar', 'de', '1961', 'garcia', '(', ')', '.', '+1', '305', ',', 'th', '٣'), {
        maxLength: 30,
      })
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(typed, (line) => {
      const readings = readQuery(line, TODAY);
      expect(readings.length).toBeLessThanOrEqual(8);
      for (const { names, born } of readings) {
        expect(names.length).toBeLessThanOrEqual(6);
        for (const { from, to } of born) {
          expect(from).toBeLessThanOrEqual(to);
          expect(from).toBeLessThanOrEqual(20261122);
          expect(from).toBeGreaterThanOrEqual(19010000);
        }
      }
    }),
    { numRuns: 3000 },
  );
});
