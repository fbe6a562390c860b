import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestRecords, type TestRecords } from '../../../test/support/access.ts';
import { ImportDesk } from '../../../test/support/import-desk.ts';

let records: TestRecords;
let desk: ImportDesk;
beforeEach(() => {
  records = openTestRecords();
  desk = new ImportDesk(records);
});
afterEach(() => records.close());

const list = (...rows: string[]): Uint8Array => new TextEncoder().encode(`${['Last Name,First Name,DOB', ...rows].join('\n')}\n`);
const kept = (): string[] =>
  records.store.prepare("SELECT familyName || '/' || ifnull(givenName, '') FROM patient ORDER BY id").pluck().all().map(String);

test('names of every script and of one or a hundred letters are kept as they stand, beside one another', async () => {
  const names = [
    'García/María José',
    'Nguyễn/Thị Hương',
    '王/小明',
    'محمد/فاطمة',
    'Иванов/Сергей',
    'Παπαδόπουλος/Ελένη',
    'O’Neill-Ó Súilleabháin/Séan',
    'Ng/X',
    `${'Wolfeschlegelsteinhausenbergerdorff'.repeat(3)}/Hubert`,
    'Null/Nan',
    '𠮷野/家',
  ];
  const checked = await desk.prepare(list(...names.map((name, at) => `${name.replace('/', ',')},19${50 + at}-03-04`)));
  expect(checked).toMatchObject({ created: names.length, rejected: 0 });
  desk.advance();
  expect(kept()).toEqual(names);
});

test('rows with control characters and impossible dates are refused with their reason, and the row beside them is taken', async () => {
  const checked = await desk.prepare(
    list(
      'Do\u0000e,Jane,1961-03-04',
      'Roe,Ri\u0007ck,1961-03-04',
      'Poe,Ed,1961-02-30',
      'Coe,Al,2999-01-01',
      'Zoe,May,1905-01-01',
      'Moe,Ann,1961-03-04',
    ),
  );
  expect(checked).toMatchObject({ created: 1, rejected: 5 });
  expect(desk.verdicts('rejected').map(({ row, reasons }) => [row, reasons.at(-1)?.code])).toEqual([
    [2, 'control-character'],
    [3, 'control-character'],
    [4, 'date-impossible'],
    [5, 'future-date'],
    [6, 'age-over-120'],
  ]);
  desk.advance();
  expect(kept()).toEqual(['Moe/Ann']);
});
