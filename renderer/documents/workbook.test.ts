import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { makeWorkbook } from '../../test/support/workbook.ts';
import { cellFormat, shownNumber } from './number-format.ts';
import { readDocument } from './read-document.ts';
import { Unreadable } from './table.ts';

const cellsOf = (made: Parameters<typeof makeWorkbook>[0]) => readDocument(makeWorkbook(made), null).rows.map(({ cells }) => cells);
const codeOf = (bytes: Uint8Array, sheet: string | null = null): string => {
  try {
    readDocument(bytes, sheet);
  } catch (error) {
    return error instanceof Unreadable ? error.code : String(error);
  }
  return 'read';
};
const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;

test('shared, rich and inline texts, booleans and gaps come as they are shown', () => {
  const strings = ['<t>Last</t>', '<r><t>Gar</t></r><r><t>cía</t></r><rPh><t>ガルシア</t></rPh>'];
  const rows = `<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c></row><row>${text('a &amp; b')}<c t="b"><v>1</v></c></row>`;
  const table = readDocument(makeWorkbook({ rows, strings }), null);
  expect(table.rows.map(({ row, cells }) => [row, ...cells])).toEqual([
    [3, 'Last', '', 'García'],
    [4, 'a & b', 'TRUE'],
  ]);
});

test('dates are days, whatever the zone, in both epochs; times of day are not dates', () => {
  const rows =
    '<row><c s="1"><v>22344</v></c><c s="2"><v>22344.5</v></c><c s="3"><v>0.5</v></c><c t="d"><v>1961-03-04T00:00:00Z</v></c></row>';
  const formats = [0, 14, 'dd&quot;/&quot;mm/yyyy', 'h:mm'];
  expect(cellsOf({ rows, formats })).toEqual([['1961-03-04', '1961-03-04', '0.5', '1961-03-04']]);
  expect(cellsOf({ rows: '<row><c s="1"><v>20882</v></c></row>', formats, date1904: true })).toEqual([['1961-03-04']]);
});

describe('numbers keep their digits', () => {
  test.each([
    ['2171', '00000', '02171'],
    ['999538325', '000\\-00\\-0000', '999-53-8325'],
    ['3055550123', '(000) 000-0000', '(305) 555-0123'],
    ['3055550123', undefined, '3055550123'],
    ['12345678901234567', undefined, '12345678901234567'],
    ['1.5E+3', undefined, '1500'],
    ['0.30000000000000004', undefined, '0.3'],
    ['1E+21', undefined, '1000000000000000000000'],
    ['-7', '00000', '-7'],
    ['12.50', '0.00', '12.5'],
    ['not a number', '00000', 'not a number'],
  ])('%s by the format %s is %s', (raw, code, shown) =>
    expect(shownNumber(raw, cellFormat(code === undefined ? 0 : 200, code))).toBe(shown),
  );
});

test('a formula is not run: its kept result is text with a mark, an error is marked', () => {
  const rows =
    '<row><c t="str"><f>HYPERLINK("http://evil.example")</f><v>click</v></c><c><f>1+1</f><v>2</v></c><c t="e"><v>#N/A</v></c></row>';
  const table = readDocument(makeWorkbook({ rows }), null);
  expect(table.rows).toEqual([
    {
      row: 1,
      cells: ['click', '2', '#N/A'],
      marks: [
        [0, 'formula'],
        [1, 'formula'],
        [2, 'error'],
      ],
    },
  ]);
  expect(table.formulaCells).toBe(2);
});

test('letters beyond 16 bits and letters written by their number are the letters they mean', () => {
  const strings = ['<t>_x0041_da_x005F_x0042__x000D_\n</t>'];
  const rows = `<row>${text('&#x20BB7;野 &#128512;')}<c t="s"><v>0</v></c>${text('&#x110000;')}${text('_xD842__xDFB7_ _xD842_')}</row>`;
  expect(cellsOf({ rows, strings })).toEqual([['𠮷野 😀', 'Ada_x0042_\r\n', '\ufffd', '𠮷 \ufffd']]);
});

test('a formula without a result is marked, also where nothing else stands in its row; one whose result is empty is not', () => {
  const rows = `<row>${text('x')}<c><f>A1</f></c><c t="str"><f>""</f><v></v></c></row><row><c><f>A2</f></c></row>`;
  expect(readDocument(makeWorkbook({ rows }), null).rows).toEqual([
    { row: 1, cells: ['x', ''], marks: [[1, 'uncalculated']] },
    { row: 2, cells: [''], marks: [[0, 'uncalculated']] },
  ]);
});

test('an empty sheet before the list is passed over; who asks for it gets it', () => {
  const book = makeWorkbook({
    rows: `<row>${text('x')}</row>`,
    sheets: ['Cover', 'Patients'],
    parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData/></worksheet>' },
  });
  expect(readDocument(book, null)).toMatchObject({ sheet: 'Patients', sheets: ['Cover', 'Patients'] });
  expect(codeOf(book, 'Cover')).toBe('file-empty');
});

test('every sheet is named and the one that is asked for is read', () => {
  const book = makeWorkbook({ rows: `<row>${text('x')}</row>`, sheets: ['First', 'Zweites &amp; drittes'] });
  expect(readDocument(book, 'Zweites & drittes')).toMatchObject({ sheets: ['First', 'Zweites & drittes'], sheet: 'Zweites & drittes' });
  expect(codeOf(book, 'No such')).toBe('file-no-sheet');
});

describe('hostile workbooks', () => {
  const rows = `<row>${text('x')}</row>`;
  test('a bomb is refused by what it declares, before anything is inflated', () => {
    const bomb = makeWorkbook({ rows, parts: { 'xl/worksheets/sheet1.xml': ' '.repeat(64 * 1024 * 1024) } });
    expect(bomb.length).toBeLessThan(200_000);
    expect(codeOf(bomb)).toBe('file-too-large');
  });
  test('a part that declares less than it holds gives no more than it declared', () => {
    const book = makeWorkbook({ rows: `<row>${text('y'.repeat(500_000))}</row>` });
    const name = strToU8('xl/worksheets/sheet1.xml');
    for (let at = 0; at < book.length - 46; at += 1) {
      const central = book[at] === 0x50 && book[at + 1] === 0x4b && book[at + 2] === 1 && book[at + 3] === 2;
      if (central && name.every((byte, offset) => book[at + 46 + offset] === byte))
        new DataView(book.buffer).setUint32(book.byteOffset + at + 24, 100, true);
    }
    expect(codeOf(book)).not.toBe('read');
  });
  test('more parts than any workbook has', () => {
    const parts = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`xl/media/${at}`, '']));
    expect(codeOf(makeWorkbook({ rows, parts }))).toBe('file-too-large');
  });
  test.each([
    ['entities that grow', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'],
    ['an external entity', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
  ])('%s', (_what, doctype) => {
    const sheet = `${doctype}<worksheet><sheetData><row>${text('&b;')}</row></sheetData></worksheet>`;
    expect(codeOf(makeWorkbook({ rows, parts: { 'xl/worksheets/sheet1.xml': sheet } }))).toBe('file-damaged');
  });
  test('a cell in column 1,001 is refused; a cell far down in row a million is one row', () => {
    expect(codeOf(makeWorkbook({ rows: '<row><c r="ALM1" t="str"><v>x</v></c></row>' }))).toBe('file-too-large');
    expect(readDocument(makeWorkbook({ rows: '<row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row>' }), null).rows).toHaveLength(1);
  });
  test.each([
    ['cut short', (book: Uint8Array) => book.subarray(0, book.length >> 1)],
    ['with damaged bytes', (book: Uint8Array) => book.map((byte, at) => (at > 60 && at % 11 === 0 ? byte ^ 255 : byte))],
  ])('%s is damaged, and nothing of it is shown', (_what, damage) => expect(codeOf(damage(makeWorkbook({ rows })))).toMatch(/^file-/));
  test('one changed bit inside a part that is read is found, wherever it lies, and never becomes another birth date', () => {
    const list = `<row>${text('Born')}</row><row>${text('1961-03-04')}</row>`;
    const stored = makeWorkbook({ rows: list, level: 0 });
    const at = Buffer.from(stored).indexOf('1961-03-04');
    expect(codeOf(stored)).toBe('read');
    for (let bit = 0; bit < 80; bit += 1) {
      const flipped = stored.slice();
      flipped[at + (bit >> 3)] = (flipped[at + (bit >> 3)] ?? 0) ^ (1 << (bit & 7));
      expect(codeOf(flipped)).toBe('file-damaged');
    }
    const shared = '<row><c t="s"><v>0</v></c><c s="1"><v>22344</v></c></row>';
    const deflated = makeWorkbook({ rows: shared, strings: ['<t>García</t>'], formats: [0, 14] });
    const shown = JSON.stringify(readDocument(deflated, null).rows);
    for (let place = 0; place < deflated.length * 8; place += 3) {
      const flipped = deflated.slice();
      flipped[place >> 3] = (flipped[place >> 3] ?? 0) ^ (1 << (place & 7));
      if (codeOf(flipped) === 'read') expect(JSON.stringify(readDocument(flipped, null).rows)).toBe(shown);
    }
  });
  test('a part that stands twice, so that two programs would show two lists', () => {
    const book = makeWorkbook({ rows, parts: { 'xl/worksheets/sheet2.xml': '<worksheet/>' } });
    const second = strToU8('xl/worksheets/sheet2.xml');
    for (let place = 0; place < book.length - second.length; place += 1)
      if (second.every((byte, offset) => book[place + offset] === byte)) book[place + second.length - 5] = 0x31;
    expect(codeOf(book)).toBe('file-damaged');
  });
  test('XML that is not closed', () => {
    expect(codeOf(makeWorkbook({ rows, parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' } }))).toMatch(/^file-/);
  });
  test('a ZIP that is no workbook, an old or locked Excel file', () => {
    expect(codeOf(zipSync({ 'word/document.xml': strToU8('<x/>') }))).toBe('file-not-table');
    expect(codeOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1))).toBe('file-locked');
  });
});
