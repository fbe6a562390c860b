import PDFDocument from 'pdfkit';
import type { PrintSheet } from '../../../shared/print-window.ts';
import { FONT_FILES } from './fonts.ts';
import { Letters } from './letters.ts';

/** Points of 1/72 inch. */
const LETTER = { width: 612, height: 792, margin: 54 };
/** 89 by 28 mm: the address label that label printers come with. */
const LABEL = { width: 252, height: 79, margin: 7 };
const BODY = 10;
const DIM = '#555555';

export interface Column {
  readonly heading: string;
  /** Points. */
  readonly width: number;
}

/** What stands at the foot of each page. */
export interface Foot {
  /** Who printed it, and when. */
  readonly left: string;
  readonly page: (page: number, of: number) => string;
  /** Said where the mark stands on the paper. */
  readonly mark: string;
}

/**
 * One print being set, from top to bottom. Everything that is written goes through the letters that can be printed. Made in one go: when `end` answers, the print is whole.
 */
export class Paper {
  readonly letters = new Letters();
  /** Its fonts go by their files: under another name each change of font would read the file anew. */
  readonly #doc: PDFKit.PDFDocument;
  readonly #foot: Foot | null;
  readonly #sheet: typeof LETTER;

  private constructor(sheet: typeof LETTER, foot: Foot | null) {
    const { width, height, margin } = sheet;
    this.#sheet = sheet;
    this.#foot = foot;
    this.#doc = new PDFDocument({
      size: [width, height],
      margins: { top: margin, left: margin, right: margin, bottom: foot === null ? margin : margin + 24 },
      bufferPages: true,
      font: FONT_FILES.regular,
      // nothing of a patient, of the person or of the machine
      info: { Title: 'Anteroom', Producer: 'Anteroom', Creator: 'Anteroom' },
    });
    this.#doc.fontSize(BODY);
  }

  static letter(foot: Foot): Paper {
    return new Paper(LETTER, foot);
  }

  /** Too small for a foot. */
  static label(): Paper {
    return new Paper(LABEL, null);
  }

  /** One line or, where it is long, several. */
  line(text: string, { bold = false, size = BODY, dim = false }: { bold?: boolean; size?: number; dim?: boolean } = {}): this {
    this.#doc
      .font(bold ? FONT_FILES.bold : FONT_FILES.regular)
      .fontSize(size)
      .fillColor(dim ? DIM : 'black')
      .text(this.letters.say(text), this.#sheet.margin, this.#doc.y, { width: this.#width });
    return this;
  }

  /** As `line`, cut where the sheet ends. */
  oneLine(text: string, { bold = false, size = BODY }: { bold?: boolean; size?: number } = {}): this {
    this.#doc
      .font(bold ? FONT_FILES.bold : FONT_FILES.regular)
      .fontSize(size)
      .fillColor('black');
    const height = this.#doc.currentLineHeight(true);
    this.#doc.text(this.letters.say(text), this.#sheet.margin, this.#doc.y, { width: this.#width, height, ellipsis: true });
    return this;
  }

  space(lines = 1): this {
    this.#doc.font(FONT_FILES.regular).fontSize(BODY).moveDown(lines);
    return this;
  }

  /** What is what, the words on the left. A heading stays with what is under it. */
  pairs(heading: string, rows: readonly (readonly [what: string, text: string])[]): this {
    if (rows.length === 0) return this;
    this.#room(48);
    this.space(0.6).line(heading, { bold: true, size: 11 });
    for (const row of rows)
      this.#row(
        [
          { heading: '', width: 150 },
          { heading: '', width: this.#width - 150 },
        ],
        row,
      );
    return this;
  }

  /** Rows in columns; the headings stand on each page the table comes to. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): this {
    const headings = (): void => {
      this.#row(
        columns,
        columns.map(({ heading }) => heading),
        true,
      );
    };
    this.#room(60);
    headings();
    for (const row of rows) {
      if (this.#room(this.#height(columns, row))) headings();
      this.#row(columns, row);
      this.#rule();
    }
    return this;
  }

  /** The whole print as a PDF, and its pages. Nothing can be written afterwards. */
  end(): { readonly pdf: Uint8Array; readonly pages: number; readonly sheet: PrintSheet; readonly unprintable: number } {
    const { unprintable } = this.letters;
    const { count } = this.#doc.bufferedPageRange();
    for (let page = 0; page < count; page += 1) this.#footOf(page, count);
    this.#doc.end();
    const pieces: Uint8Array[] = [];
    for (let piece: unknown = this.#doc.read(); piece instanceof Uint8Array; piece = this.#doc.read()) pieces.push(piece);
    const { width, height } = this.#sheet;
    return { pdf: Buffer.concat(pieces), pages: count, sheet: { width, height }, unprintable };
  }

  get #width(): number {
    return this.#sheet.width - 2 * this.#sheet.margin;
  }

  /** A new page where less than this is left; true when one was begun. */
  #room(height: number): boolean {
    if (this.#doc.y + height <= this.#doc.page.maxY()) return false;
    this.#doc.addPage();
    return true;
  }

  #height(columns: readonly Column[], row: readonly string[]): number {
    this.#doc.font(FONT_FILES.regular).fontSize(BODY);
    const said = new Letters();
    return Math.max(...columns.map(({ width }, at) => this.#doc.heightOfString(said.say(row[at] ?? ''), { width: width - 6 }))) + 6;
  }

  #row(columns: readonly Column[], row: readonly string[], bold = false): void {
    const height = this.#height(columns, row);
    this.#room(height);
    const top = this.#doc.y;
    let left = this.#sheet.margin;
    for (const [at, { width }] of columns.entries()) {
      this.#doc
        .font(bold ? FONT_FILES.bold : FONT_FILES.regular)
        .fontSize(BODY)
        .fillColor('black')
        .text(this.letters.say(row[at] ?? ''), left, top + 3, { width: width - 6 });
      left += width;
    }
    this.#doc.y = top + height;
    this.#doc.x = this.#sheet.margin;
  }

  #rule(): void {
    const { margin, width } = this.#sheet;
    this.#doc
      .moveTo(margin, this.#doc.y)
      .lineTo(width - margin, this.#doc.y)
      .lineWidth(0.5)
      .strokeColor('#bbbbbb')
      .stroke();
  }

  #footOf(page: number, count: number): void {
    if (this.#foot === null) return;
    const { left, page: sayPage, mark } = this.#foot;
    const { margin, width, height } = this.#sheet;
    this.#doc.switchToPage(page);
    // below the margin, where a line would begin a new page
    this.#doc.page.margins.bottom = 0;
    this.#doc.font(FONT_FILES.regular).fontSize(8).fillColor(DIM);
    const top = height - margin - 4;
    if (this.letters.unprintable > 0) this.#doc.text(mark, margin, top - 12, { width: width - 2 * margin, lineBreak: false });
    this.#doc.text(this.letters.say(left), margin, top, { width: width - 2 * margin - 100, height: 10, ellipsis: true });
    this.#doc.text(sayPage(page + 1, count), width - margin - 100, top, { width: 100, align: 'right', lineBreak: false });
  }
}
