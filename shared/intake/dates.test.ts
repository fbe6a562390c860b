import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilDate, fromSerial } from './calendar.ts';
import { detectDateOrder } from './date-order.ts';
import { readDate } from './dates.ts';

const TODAY = '2031-05-12';
const dateOf = (text: string, order: Parameters<typeof readDate>[1] = null) => {
  const read = readDate(text, order, TODAY);
  return 'date' in read ? read.date : read.problem;
};

describe('one day in every form people write it', () => {
  const forms = [
    ...['1961-03-04', '1961/3/4', '1961.03.04', '19610304', '1961-03-04T00:00:00Z', '1961-03-04T23:59:59-11:00', '1961-03-04 00:00:00.000'],
    ...[
      '4 mar 1961',
      '4-Mar-61',
      'March 4, 1961',
      'Mar. 4 1961',
      '4th March 1961',
      '4 de marzo de 1961',
      '4 marzo 1961',
      'Saturday, March 4, 1961',
      '1961-mar-04',
    ],
    '22344',
    '22344.75',
  ];
  test.each(forms)('%s', (text) => expect(dateOf(text)).toBe('1961-03-04'));
});

test('numbers alone are read by the order that was given, and by no other', () => {
  expect(dateOf('3/4/1961', 'mdy')).toBe('1961-03-04');
  expect(dateOf('3/4/1961', 'dmy')).toBe('1961-04-03');
  expect(dateOf('3/4/1961')).toBe('date-ambiguous');
  expect(dateOf('13/4/1961', 'mdy')).toBe('date-impossible');
  expect(dateOf('13/4/1961')).toBe('1961-04-13');
  expect(dateOf('03041961', 'dmy')).toBe('1961-04-03');
  expect(dateOf('61-03-04', 'ymd')).toBe('1961-03-04');
});

test('two digits of a year never mean the future', () => {
  expect(dateOf('5/12/31', 'mdy')).toBe('2031-05-12');
  expect(dateOf('5/13/31', 'mdy')).toBe('1931-05-13');
  expect(dateOf('1/1/00', 'mdy')).toBe('2000-01-01');
  expect(readDate('1/1/32', 'mdy', TODAY)).toEqual({ date: '1932-01-01', note: 'year-completed' });
});

describe('what no calendar has is refused, never bent into the next day', () => {
  const impossible = [
    '2021-02-29',
    '1900-02-29',
    '1961-13-01',
    '1961-00-10',
    '1961-04-31',
    '31 apr 1961',
    '1961-03-00',
    '0000-01-01',
    '1700-01-01',
  ];
  test.each(impossible)('%s', (text) => expect(dateOf(text)).toBe('date-impossible'));
  test.each(['soon', '1961', '', '3/4', 'Marchember 4, 1961', '99999999999', '٣/٤'])('%s can not be read', (text) =>
    expect(dateOf(text)).toBe('date-unreadable'),
  );
});

test('serial numbers follow the spreadsheet, its missing day and its second epoch', () => {
  expect(fromSerial(1)).toBe('1900-01-01');
  expect(fromSerial(59)).toBe('1900-02-28');
  expect(fromSerial(60)).toBeNull();
  expect(fromSerial(61)).toBe('1900-03-01');
  expect(fromSerial(45_000.99)).toBe('2023-03-15');
  expect(fromSerial(43_538, 1904)).toBe('2023-03-15');
  expect(fromSerial(Number.NaN)).toBeNull();
});

test('every day comes back from its own text, whatever its form', () => {
  const day = fc.record({
    year: fc.integer({ min: 1850, max: 2030 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  });
  fc.assert(
    fc.property(day, (given) => {
      const date = civilDate(given.year, given.month, given.day);
      if (date === null) return;
      expect(dateOf(date)).toBe(date);
      expect(dateOf(`${given.month}/${given.day}/${given.year}`, 'mdy')).toBe(date);
      expect(dateOf(`${given.day}.${given.month}.${given.year}`, 'dmy')).toBe(date);
      expect(dateOf(date.replaceAll('-', ''))).toBe(date);
    }),
  );
});

test('nothing said of a date makes the reader throw', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('mdy' as const, 'dmy' as const, 'ymd' as const, null),
      (text, order) => void readDate(text, order, TODAY),
    ),
  );
});

describe('the order of a column is proven by its own dates or asked about', () => {
  test('a part over twelve proves it', () => {
    expect(detectDateOrder(['3/4/61', '3/25/61']).order).toBe('mdy');
    expect(detectDateOrder(['3/4/61', '25/3/61']).order).toBe('dmy');
    expect(detectDateOrder(['61/3/4', '75-12-31']).order).toBe('ymd');
  });
  test('nothing proves it, or both: then a person is asked, with examples', () => {
    expect(detectDateOrder(['3/4/61', '5/6/70'])).toEqual({ order: null, examples: ['3/4/61', '5/6/70'] });
    expect(detectDateOrder(['25/3/61', '3/25/61']).order).toBeNull();
  });
  test('dates that are clear by themselves ask nothing, and prove nothing of others', () => {
    expect(detectDateOrder(['1961-03-04', '4 mar 1961', '7/7/70', '19610304', '19611399', ''])).toEqual({ order: null, examples: [] });
  });
  test('eight digits count too', () => {
    expect(detectDateOrder(['03041961', '05061970'])).toEqual({ order: null, examples: ['03041961', '05061970'] });
    expect(detectDateOrder(['03041961', '03251961']).order).toBe('mdy');
    expect(detectDateOrder(['03041961', '20011987']).order).toBe('dmy');
  });
});

describe('the day is the same wherever the computer stands', () => {
  const program = `
    const { readDate } = await import(${JSON.stringify(join(import.meta.dirname, 'dates.ts'))});
    const { fromSerial } = await import(${JSON.stringify(join(import.meta.dirname, 'calendar.ts'))});
    const texts = ['1961-03-04', '3/4/1961', '1961-03-04T00:00:00Z', '4 mar 1961', '22344', '3/4/61'];
    console.log(JSON.stringify([new Date(0).getTimezoneOffset(), ...texts.map((text) => readDate(text, 'mdy', '2031-05-12').date), fromSerial(22344)]));`;
  test.each([
    ['Pacific/Auckland', -720],
    ['America/Los_Angeles', 480],
    ['Pacific/Kiritimati', 640],
  ])('%s', (zone, offset) => {
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });
    expect(JSON.parse(ran.stdout)).toEqual([offset, ...Array.from({ length: 7 }, () => '1961-03-04')]);
  });
});
