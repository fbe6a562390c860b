import { fromSerial } from '../../shared/intake/calendar.ts';
import { DOCUMENT_CAPS, type DocumentRow } from '../../shared/intake/document.ts';
import { REJECTS_COLUMNS } from '../../shared/intake/rejects-file.ts';
import { type CellFormat, shownNumber } from './number-format.ts';
import { type TableBuilder, Unreadable } from './table.ts';
import { fromXstring, readXml } from './xml-stream.ts';

export interface SheetSurroundings {
  readonly strings: readonly string[];
  readonly formats: readonly CellFormat[];
  readonly dates: 1900 | 1904;
}

interface Cell {
  readonly column: number;
  readonly type: string;
  readonly format: CellFormat;
  value: string;
  formula: boolean;
  /** The file gives a value, be it an empty one. */
  kept: boolean;
}

/** "AB12" -> 27; undefined when it is no reference. */
const columnOf = (reference: string | undefined): number | undefined => {
  const letters = /^([A-Za-z]{1,3})\d*$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
};

const PLAIN: CellFormat = { kind: 'plain' };

/** Reads the cells of one sheet into the table: what each cell shows, as text (ECMA-376 part 1, 18.3.1.4). A formula is never run: its kept result counts. */
export const readSheetCells = (bytes: Uint8Array, around: SheetSurroundings, table: TableBuilder): void => {
  let rowNumber = 0;
  let cells: string[] = [];
  let marks: DocumentRow['marks'] = [];
  let nextColumn = 0;
  let cell: Cell | null = null;
  let reading: 'v' | 't' | null = null;
  let phonetic = false;

  const place = ({ column, formula, kept, ...done }: Cell): void => {
    const text = shownText(done, around);
    const uncalculated = formula && !kept;
    if (text === '' && !uncalculated) return;
    if (column >= DOCUMENT_CAPS.columns + REJECTS_COLUMNS) throw new Unreadable('file-too-large');
    while (cells.length < column) cells.push('');
    cells[column] = text;
    if (formula) marks.push([column, uncalculated ? 'uncalculated' : 'formula']);
    if (done.type === 'e') marks.push([column, 'error']);
  };

  readXml(bytes, {
    open: (name, attribute) => {
      if (name === 'row') {
        const given = Number(attribute('r') ?? Number.NaN);
        rowNumber = Number.isInteger(given) && given > rowNumber ? given : rowNumber + 1;
        cells = [];
        marks = [];
        nextColumn = 0;
      } else if (name === 'c') {
        const column = columnOf(attribute('r')) ?? nextColumn;
        nextColumn = column + 1;
        const format = around.formats[Number(attribute('s') ?? 0)] ?? PLAIN;
        cell = { column, type: attribute('t') ?? 'n', format, value: '', formula: false, kept: false };
      } else if (name === 'f' && cell !== null) cell.formula = true;
      else if (name === 'rPh') phonetic = true;
      else if ((name === 'v' || name === 't') && !phonetic) {
        reading = name;
        if (cell !== null) cell.kept = true;
      }
    },
    close: (name) => {
      if (name === 'row') table.add(rowNumber, cells, marks);
      else if (name === 'c' && cell !== null) {
        place(cell);
        cell = null;
      } else if (name === 'rPh') phonetic = false;
      else if (name === 'v' || name === 't') reading = null;
    },
    text: (text) => {
      if (reading === null || cell === null) return;
      cell.value += text;
      if (cell.value.length > DOCUMENT_CAPS.cell * 4) throw new Unreadable('file-too-large');
    },
  });
};

const shownText = ({ type, value, format }: Pick<Cell, 'type' | 'value' | 'format'>, { strings, dates }: SheetSurroundings): string => {
  switch (type) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'str':
    case 'inlineStr':
      return fromXstring(value);
    case 'b':
      return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : value;
    case 'd':
      return value.slice(0, 10);
    case 'n':
      if (format.kind === 'date' && value !== '') return fromSerial(Number(value), dates) ?? value;
      return shownNumber(value, format);
    default:
      return value;
  }
};
