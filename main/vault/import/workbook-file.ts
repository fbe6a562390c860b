import { strToU8, zipSync } from 'fflate';
import { neutral } from './neutral.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const PARTS = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Anteroom" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
} as const;

const LONGEST_CELL = 32_767;

/** What XML 1.0 has no way to write is left out. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const escaped = (text: string): string =>
  text.replace(UNWRITABLE, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const cell = (text: string): string =>
  text === '' ? '<c/>' : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(neutral(text).slice(0, LONGEST_CELL))}</t></is></c>`;

/**
 * One sheet of text cells as an Office Open XML workbook (ECMA-376). Nothing in it is a number, a date or a formula, and every cell that could become one in
 * another program is neutralised. Made in one go, because an answer of the gate can't wait for a stream.
 */
export const workbookFile = (rows: Iterable<readonly string[]>): Uint8Array => {
  const lines: string[] = [];
  for (const row of rows) lines.push(`<row>${row.map(cell).join('')}</row>`);
  const sheet = `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
  const parts = Object.fromEntries(Object.entries(PARTS).map(([name, text]) => [name, strToU8(XML + text)]));
  return zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(XML + sheet) }, { level: 6, mtime: '2000-01-01T12:00:00' });
};
