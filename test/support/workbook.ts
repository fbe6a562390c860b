import { strToU8, zipSync } from 'fflate';

export interface MadeWorkbook {
  /** What stands inside <sheetData>. */
  readonly rows: string;
  readonly sheets?: readonly string[];
  /** Shared texts, in order. */
  readonly strings?: readonly string[];
  /** Format codes of the cell styles, by style number; a number is a built-in format. */
  readonly formats?: readonly (string | number)[];
  readonly date1904?: boolean;
  /** Parts put in or put in place of the made ones. */
  readonly parts?: Readonly<Record<string, string>>;
  /** How much to compress; 0 leaves every part as it is. */
  readonly level?: 0 | 6;
}

const X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

const stylesOf = (formats: readonly (string | number)[]): string => {
  const own = formats.flatMap((format, at) =>
    typeof format === 'string' ? [`<numFmt numFmtId="${200 + at}" formatCode="${format}"/>`] : [],
  );
  const xfs = formats.map((format, at) => `<xf numFmtId="${typeof format === 'string' ? 200 + at : format}"/>`);
  return `<styleSheet ${X}><numFmts>${own.join('')}</numFmts><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`;
};

/** A workbook written by hand, so that it can say what no program would write. */
export const makeWorkbook = ({
  rows,
  sheets = ['Patients'],
  strings = [],
  formats = [0],
  date1904 = false,
  parts = {},
  level = 6,
}: MadeWorkbook): Uint8Array => {
  const made: Record<string, string> = {
    'xl/workbook.xml': `<workbook ${X} xmlns:r="r"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${sheets
      .map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_name, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst ${X}>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': stylesOf(formats),
    ...Object.fromEntries(
      sheets.map((_name, at) => [`xl/worksheets/sheet${at + 1}.xml`, `<worksheet ${X}><sheetData>${rows}</sheetData></worksheet>`]),
    ),
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(made).map(([name, text]) => [name, strToU8(text)])), { level });
};

type Lines = readonly (readonly string[])[];

/** A workbook as a practice keeps one: a sheet about the list, and the list on the second, `Patients`. */
export const twoSheets = (cover: Lines, list: Lines): Uint8Array => {
  const cells = (line: readonly string[]): string => line.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
  const sheet = (lines: Lines): string =>
    `<worksheet ${X}><sheetData>${lines.map((line) => `<row>${cells(line)}</row>`).join('')}</sheetData></worksheet>`;
  return makeWorkbook({
    rows: '',
    sheets: ['Cover', 'Patients'],
    parts: { 'xl/worksheets/sheet1.xml': sheet(cover), 'xl/worksheets/sheet2.xml': sheet(list) },
  });
};
