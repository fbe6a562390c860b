import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readDocument } from '../../../renderer/documents/read-document.ts';
import { fromNeutral, neutral } from '../../../shared/intake/neutral.ts';
import { openTestRecords } from '../../../test/support/access.ts';
import { ImportDesk } from '../../../test/support/import-desk.ts';
import { WorkbookFile } from './workbook-file.ts';

const bookOf = (rows: readonly (readonly string[])[]): Uint8Array => {
  const book = new WorkbookFile();
  for (const row of rows) book.add(row);
  return Buffer.concat(book.end());
};

/** The cells as another program sees them: as they stand in the sheet, whatever an import would make of them. */
const asWritten = (bytes: Uint8Array): string[][] =>
  [...strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array()).matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c\/>|<t xml:space="preserve">(.*?)<\/t>/gs)].map(([, text = '']) => text),
  );

const DANGEROUS = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]/u;

test('no text we write can begin a formula, whatever stands before its sign', () => {
  const text = fc
    .tuple(
      fc.constantFrom('', ' ', '\t', '\r', '\n', '\u200b', '\ufeff', '\u0000', '\u00a0'),
      fc.constantFrom('=', '+', '-', '@', '＝', '\t', '\r', 'a', ''),
      fc.string({ unit: 'binary' }),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (given) => {
      const out = neutral(given);
      expect(DANGEROUS.test(out)).toBe(false);
      expect(/^[\t\r]/.test(out)).toBe(false);
      expect(out.endsWith(given)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a text that can’t run is left as it is', () => {
  fc.assert(
    fc.property(fc.string(), (given) => {
      const bare = given.replace(/^'+/, '');
      if (!DANGEROUS.test(bare) && !/^[\t\r\n]/.test(bare)) expect(neutral(given)).toBe(given);
    }),
  );
});

test('what was made neutral comes back as it was, apostrophes of its own included', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("'", '=', '+', ' ', '\t', 'a', '1') }), (given) => {
      expect(fromNeutral(neutral(given))).toBe(given);
    }),
    { numRuns: 1000 },
  );
});

test('every cell of a workbook we write comes back as its neutral text', () => {
  const cell = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((text) => text.trim() !== '' && !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(text));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (rows) => {
      expect(readDocument(bookOf(rows), null).rows.map(({ cells }) => cells)).toEqual(rows.map((row) => row.map(neutral)));
    }),
  );
});

test('the rows that were refused come back with their reasons, in both languages, and nothing in them can run', async () => {
  const records = openTestRecords();
  const desk = new ImportDesk(records);
  const lines = ['Last,First,DOB,Note', ',=cmd|calc!A1,1980-01-01,+1', 'Doe,Jane,1980-02-30,@SUM(A1)', 'Roe,Rick,1970-07-08,fine'];
  await desk.prepare(new TextEncoder().encode(lines.join('\n')), 'patients.csv');
  desk.advance();
  const { name, rows, bytes } = desk.rejects('en');
  expect([name, rows]).toEqual(['not-imported.xlsx', 2]);
  expect(asWritten(bytes)).toEqual([
    ['Row', 'Why it was not imported', 'Last', 'First', 'DOB', 'Note'],
    ['2', 'There is no last name.', '', "'=cmd|calc!A1", '1980-01-01', "'+1"],
    ['3', 'DOB: The calendar has no such date.', 'Doe', 'Jane', '1980-02-30', "'@SUM(A1)"],
  ]);
  expect(asWritten(desk.rejects('es').bytes)[1]?.[1]).toBe('Falta el apellido.');
  records.close();
});
