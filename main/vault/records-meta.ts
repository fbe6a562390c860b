import * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import type { Reader, SqlValue, Writer } from '../store/statements.ts';

/**
 * The few single values of a records store. `practice-secret` is the root of patient pseudonyms and of the keyed hash of a search, `newest-stamp` the
 * hybrid clock, `mrn-prefix` and `mrn-next` the number series of this workstation.
 */
export type MetaName = 'practice-secret' | 'newest-stamp' | 'mrn-prefix' | 'mrn-next';

/** Undefined when the store has no such value. */
export const readMeta = <S extends z.ZodType>(reader: Reader, name: MetaName, shape: S): z.output<S> | undefined => {
  const found = reader.get(anyValue, 'SELECT value FROM records_meta WHERE name = ?', name);
  return found === undefined ? undefined : shape.parse(found.value);
};
const anyValue = z.strictObject({ value: z.unknown() });

export const writeMeta = (writer: Writer, name: MetaName, value: Exclude<SqlValue, null>): void => {
  writer.run('INSERT INTO records_meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', name, value);
};

/**
 * What a new records store needs before its first patient. `mrnPrefix` is one to four capital letters, given out once per workstation by the practice
 * (the workstation that founds it is `A`). `practiceSecret` is 32 random bytes, the same on all workstations of a practice; the caller wipes them.
 * Failure `already-exists` when it was done before, `bad-input`.
 */
export const beginRecords = (writer: Writer, begin: { mrnPrefix: string; practiceSecret: Uint8Array }): void => {
  if (readMeta(writer, 'mrn-prefix', z.string()) !== undefined) throw new Failure('already-exists');
  if (!/^[A-Z]{1,4}$/.test(begin.mrnPrefix) || begin.practiceSecret.byteLength !== 32) throw new Failure('bad-input');
  writeMeta(writer, 'mrn-prefix', begin.mrnPrefix);
  writeMeta(writer, 'mrn-next', 1);
  writeMeta(writer, 'practice-secret', begin.practiceSecret);
};

/** The practice secret; the caller wipes it. Failure `store-damaged` when the store was never begun. */
export const practiceSecret = (reader: Reader): Uint8Array => {
  const secret = readMeta(reader, 'practice-secret', z.instanceof(Uint8Array));
  if (secret === undefined) throw new Failure('store-damaged');
  return secret;
};
