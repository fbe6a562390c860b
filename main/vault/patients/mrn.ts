import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import type { Reader, Writer } from '../../store/statements.ts';
import { readMeta, writeMeta } from '../records-meta.ts';

/**
 * The next medical record number of this workstation: its prefix and at least six digits (`A000123`).
 *
 * Two workstations that are apart can't ask one another for the next number, so each counts in a series of its own: the prefix is given out once
 * per workstation, and numbers of different prefixes never meet. A number that came in with an import is passed over.
 */
export const nextMrn = (writer: Writer): string => {
  const prefix = readMeta(writer, 'mrn-prefix', z.string());
  let next = readMeta(writer, 'mrn-next', z.int());
  if (prefix === undefined || next === undefined) throw new Failure('store-damaged');
  const mrn = () => `${prefix}${String(next).padStart(6, '0')}`;
  while (!isFree(writer, mrn())) next += 1;
  const free = mrn();
  writeMeta(writer, 'mrn-next', next + 1);
  return free;
};

/** A number the patient already has elsewhere is kept as it is when nobody here has it; capital and small letters are the same number. */
export const isFree = (reader: Reader, mrn: string): boolean =>
  reader.get(z.unknown(), 'SELECT 1 FROM patient WHERE mrn = ?', mrn) === undefined;
