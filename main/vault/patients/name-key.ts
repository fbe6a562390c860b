import * as z from 'zod';
import type { Reader } from '../../store/statements.ts';

const fold = (name: string): string => {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
    .toLowerCase();
  const letters = plain.replace(/[^\p{L}\p{M}\p{N}]/gu, '');
  return letters === '' ? plain : letters;
};

/**
 * What two patients share whose names a person would read as the same: family and given name without case, Latin, Greek and Cyrillic diacritics, spaces
 * and apostrophes. Marks of other scripts are letters there and stay.
 */
export const nameKey = (name: { readonly familyName: string; readonly givenName?: string | null | undefined }): string =>
  `${fold(name.familyName)}|${fold(name.givenName ?? '')}`;

/** How many other charts carry this patient's name; charts merged away don't count. */
export const sameNameCount = (reader: Reader, patientRow: number): number =>
  reader.one(
    z.strictObject({ others: z.int() }),
    `SELECT count(*) AS others FROM patient o JOIN patient p ON p.name_key = o.name_key WHERE p.id = ? AND o.id <> p.id AND o.merged_into IS NULL`,
    patientRow,
  ).others;
