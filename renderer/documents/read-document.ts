import { readDelimited } from './delimited.ts';
import { type ReadTable, Unreadable } from './table.ts';
import { readWorkbook } from './workbook.ts';
import { endsAsContainer } from './zip-checksums.ts';

const ZIP = [0x50, 0x4b];
/** OLE2: the old .xls, and every workbook that is locked with a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

const begins = (bytes: Uint8Array, first: readonly number[]): boolean => first.every((byte, at) => bytes[at] === byte);

/** A container whose first bytes are damaged still ends as one: the inside of a workbook must not be shown as a list of patients. */
const isContainer = (bytes: Uint8Array): boolean => begins(bytes, ZIP) || endsAsContainer(bytes);

/** Reads a file by what it holds, whatever its name says. Throws Unreadable. */
export const readDocument = (bytes: Uint8Array, sheet: string | null): ReadTable => {
  if (begins(bytes, OLE)) throw new Unreadable('file-locked');
  const table = isContainer(bytes) ? readWorkbook(bytes, sheet) : readDelimited(bytes);
  if (table.rows.length === 0) throw new Unreadable('file-empty');
  return table;
};
