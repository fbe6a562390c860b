import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { PATIENT_FIELD_NAMES, PATIENT_FIELDS } from '../../../shared/phi/patient-fields.ts';
import { ageOn, dateProblems, tidyDetails, tidyField, tidyText } from './hygiene.ts';
import { tidyLists } from './list-hygiene.ts';

const today = '2031-05-12';
const codes = (dates: Parameters<typeof dateProblems>[0]) => dateProblems(dates, today).map(({ field, code }) => `${field} ${code}`);

describe('names', () => {
  test.each([
    'Nguyễn Thị Minh Khai',
    'Ó Súilleabháin',
    "O'Brien-Smith, Jr.",
    '王小明',
    'محمد الفاتح',
    'יוסף',
    'अनन्या शर्मा',
    'ᏣᎳᎩ',
    'Ω',
    'X Æ A-12',
    'می‌خواهم',
    '𠮷野',
    'N'.repeat(120),
    '名'.repeat(120),
  ])('%s is kept as it is', (name) => {
    expect(tidyField('familyName', name)).toEqual({ value: name });
  });

  test('any name is either kept in NFC and trimmed or refused for a control character, and tidying twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (raw) => {
        const tidy = tidyText(raw, 'one-line');
        if (tidy === undefined) expect(raw).toMatch(/[\p{Cc}\p{Cs}]/u);
        else expect(tidyText(tidy ?? '', 'one-line')).toBe(tidy);
        expect(tidy ?? '').toBe((tidy ?? '').normalize('NFC').trim());
      }),
      { numRuns: 2000 },
    );
  });

  test('the same name typed on two keyboards is the same bytes', () => {
    expect(tidyField('givenName', 'Jose\u0301')).toEqual(tidyField('givenName', 'José'));
  });

  test('control characters and half a surrogate pair are refused, lines only where there are lines', () => {
    for (const bad of ['Ann\u0000', 'An\u001bn', 'Ann\nLee', 'Ann\u0085Lee', 'Ann\ud800Lee']) {
      expect(tidyField('givenName', bad)).toEqual({ problem: { field: 'givenName', code: 'control-character' } });
    }
    expect(tidyField('deskNote', 'first\r\nsecond\tthird')).toEqual({ value: 'first\nsecond\tthird' });
    expect(tidyField('deskNote', 'bell\u0007')).toMatchObject({ problem: {} });
  });

  test('marks that reorder the line around them do not get in', () => {
    expect(tidyField('mobilePhone', '\u202a555-0100\u202c')).toEqual({ value: '555-0100' });
  });

  test('the family name can not be emptied; another field can', () => {
    expect(tidyField('familyName', ' \u00a0 ')).toEqual({ problem: { field: 'familyName', code: 'required' } });
    expect(tidyField('city', '   ')).toEqual({ value: null });
  });

  test('the cap counts what is kept: a text that grows in NFC is refused, not cut', () => {
    expect(tidyField('suffix', '\u0958'.repeat(11))).toEqual({ problem: { field: 'suffix', code: 'not-accepted' } });
  });
});

test('phone numbers and ZIP codes stay as people wrote them', () => {
  expect(tidyDetails({ zip: '02134-0017', mobilePhone: '+1 (555) 010-4477 ext. 9' })).toEqual({
    details: { zip: '02134-0017', mobilePhone: '+1 (555) 010-4477 ext. 9' },
    problems: [],
  });
});

test('whatever tidyDetails keeps, the schema of that field keeps as well', () => {
  const anything = fc.dictionary(fc.constantFrom(...PATIENT_FIELD_NAMES), fc.string({ unit: 'grapheme', maxLength: 40 }));
  fc.assert(
    fc.property(anything, (raw) => {
      for (const [field, value] of Object.entries(tidyDetails(raw).details)) {
        const known = PATIENT_FIELD_NAMES.find((name) => name === field);
        expect(known !== undefined && (value === null || PATIENT_FIELDS[known].schema.safeParse(value).data === value)).toBe(true);
      }
    }),
  );
});

describe('dates', () => {
  test.each(['2023-02-29', '2031-13-01', '1961-4-3', '04/03/1961', '0000-00-00', '1961-04-31'])('%s is no date', (date) => {
    expect(tidyField('birthDate', date)).toEqual({ problem: { field: 'birthDate', code: 'not-accepted' } });
  });
  test('a leap day is one', () => expect(tidyField('birthDate', '2024-02-29')).toEqual({ value: '2024-02-29' }));

  test('a birth to come, an age over 120, a death to come or before the birth are refused', () => {
    expect(codes({ birthDate: '2031-05-13' })).toEqual(['birthDate future-date']);
    expect(codes({ birthDate: '2031-05-12' })).toEqual([]);
    expect(codes({ birthDate: '1910-05-13' })).toEqual([]);
    expect(codes({ birthDate: '1910-05-12' })).toEqual(['birthDate age-over-120']);
    expect(codes({ birthDate: '1850-01-01', deathDate: '1921-06-01' })).toEqual([]);
    expect(codes({ birthDate: '1961-04-03', deathDate: '2031-05-13' })).toEqual(['deathDate future-date']);
    expect(codes({ birthDate: '1961-04-03', deathDate: '1961-04-02' })).toEqual(['deathDate death-before-birth']);
  });

  test('age counts completed years, also for one born on 29 February', () => {
    expect([ageOn('2000-02-29', '2031-02-28'), ageOn('2000-02-29', '2031-03-01'), ageOn('1961-04-03', '2031-04-03')]).toEqual([30, 31, 70]);
  });
});

describe('lists', () => {
  const coverage = { id: newId(), rank: 1, payer: ' Acme Health ', plan: '  ' };
  test('texts are tidied and empty ones fall away', () => {
    expect(tidyLists({ coverages: [coverage] }, today)).toEqual({ coverages: [{ id: coverage.id, rank: 1, payer: 'Acme Health' }] });
  });
  test.each([
    ['an id twice', { coverages: [coverage, coverage] }],
    ['a coverage that ends before it starts', { coverages: [{ ...coverage, start: '2031-01-02', end: '2031-01-01' }] }],
    ['a subscriber not yet born', { coverages: [{ ...coverage, subscriberBirthDate: '2032-01-01' }] }],
    ['a control character', { alerts: [{ id: newId(), text: 'Latex\u0000', level: 'warning' as const }] }],
    ['a name of nothing', { emergencyContacts: [{ id: newId(), name: ' \u202a ' }] }],
  ])('%s is refused', (_what, lists) => {
    expect(() => tidyLists(lists, today)).toThrow('bad-input');
  });
});
