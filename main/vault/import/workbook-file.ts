import { strToU8, Zip, ZipDeflate } from 'fflate';
import { neutral } from '../../../shared/intake/neutral.ts';

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
/** "_x0041_" in a text would be read as the letter it names (ECMA-376 part 1, 22.9.2.19), so its first sign is written by its own number. */
const LETTER_BY_NUMBER = /_(?=x[0-9a-fA-F]{4}_)/g;
const escaped = (text: string): string =>
  text
    .replace(UNWRITABLE, '')
    .replace(LETTER_BY_NUMBER, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const cell = (text: string): string =>
  text === '' ? '<c/>' : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(neutral(text).slice(0, LONGEST_CELL))}</t></is></c>`;

const WRITTEN = '2000-01-01T12:00:00';
/** Text is handed to the compressor in pieces of about this many characters: a row at a time would be slow, a sheet at a time large. */
const PIECE = 65_536;

/**
 * One sheet of text cells as an Office Open XML workbook (ECMA-376), row by row and compressed as it grows. Nothing in it is a number, a date or a formula, and every cell that could
 * become one in another program is neutralised.
 */
export class WorkbookFile {
  readonly #pieces: Uint8Array[] = [];
  readonly #zip: Zip;
  readonly #sheet: ZipDeflate;
  #waiting = `${XML}<worksheet xmlns="${MAIN}"><sheetData>`;

  constructor() {
    this.#zip = new Zip((error, piece) => {
      if (error !== null) throw error;
      this.#pieces.push(piece);
    });
    for (const [name, text] of Object.entries(PARTS)) this.#part(name).push(strToU8(XML + text), true);
    this.#sheet = this.#part('xl/worksheets/sheet1.xml');
  }

  add(row: readonly string[]): void {
    this.#waiting += `<row>${row.map(cell).join('')}</row>`;
    if (this.#waiting.length >= PIECE) this.#hand(false);
  }

  /** The whole file, in pieces. Nothing can be added afterwards. */
  end(): readonly Uint8Array[] {
    this.#waiting += '</sheetData></worksheet>';
    this.#hand(true);
    this.#zip.end();
    return this.#pieces;
  }

  #hand(last: boolean): void {
    const bytes = strToU8(this.#waiting);
    this.#waiting = '';
    this.#sheet.push(bytes, last);
    bytes.fill(0);
  }

  #part(name: string): ZipDeflate {
    const part = new ZipDeflate(name, { level: 6 });
    part.mtime = WRITTEN;
    this.#zip.add(part);
    return part;
  }
}
