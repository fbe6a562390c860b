import * as z from 'zod';
import { typedLetters } from '../../../shared/person/name-key.ts';
import type { Reader } from '../../store/statements.ts';
import type { foundBy } from './rights.ts';

const fold = (name: string): string => {
  const plain = typedLetters(name).replace(/[\u0300-\u036f]/gu, '');
  const letters = plain.replace(/[^\p{L}\p{M}\p{N}]/gu, '');
  return letters === '' ? plain : letters;
};

/**
 * What two patients share whose names a person would read as the same: family and given name without case, Latin, Greek and Cyrillic diacritics, spaces
 * and apostrophes (also those that are letters), every Latin letter as it is typed. Marks of other scripts are letters there and stay.
 */
export const nameKey = (name: { readonly familyName: string; readonly givenName?: string | null | undefined }): string =>
  `${fold(name.familyName)}|${fold(name.givenName ?? '')}`;

/** How many other charts within reach (`foundBy`) carry this patient's name; charts merged away don't count. */
export const sameNameCount = (reader: Reader, patientRow: number, reach: ReturnType<typeof foundBy>): number =>
  reader.one(
    z.strictObject({ others: z.int() }),
    `SELECT count(*) AS others FROM patient p CROSS JOIN patient ON patient.name_key = p.name_key
      WHERE p.id = ? AND patient.id <> p.id AND patient.merged_into IS NULL AND ${reach.sql}`,
    patientRow,
    ...reach.values,
  ).others;
