import type { PatientDetails } from '../phi/patient-fields.ts';
import type { ColumnReading } from './column-reading.ts';

const key = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const table = <V extends string>(words: Readonly<Record<V, string>>): ReadonlyMap<string, V> => {
  const found = new Map<string, V>();
  for (const value in words) for (const word of words[value].split(',')) found.set(word.trim(), value);
  return found;
};

const SEX = table<NonNullable<PatientDetails['sex']>>({
  female: 'f, female, woman, girl, mujer, femenino, femenina, hembra, fem',
  male: 'm, male, man, boy, hombre, masculino, varon, h, masc',
  other: 'o, other, x, nonbinary, non binary, nb, intersex, otro, otra, no binario, no binaria',
  unknown:
    'u, unknown, unk, undisclosed, not specified, declined, prefer not to say, desconocido, no especificado, n a, na, undifferentiated, un, asku',
});
/** HL7 administrative gender; null when the word is none we know. In Spanish lists M may be mujer: there the column's other letters decide. */
export const sexOf = (raw: string, reads?: ColumnReading): PatientDetails['sex'] | null => {
  const word = key(raw);
  if (word === 'm' && reads === 'm-unclear') return null;
  return word === 'm' && reads === 'h-and-m' ? 'female' : (SEX.get(word) ?? null);
};

const INTERPRETER = table<NonNullable<PatientDetails['interpreter']>>({
  needed: 'y, yes, true, 1, needed, required, si, s, necesita, requerido',
  'not-needed': 'n, no, false, 0, not needed, not required, none, no necesita',
});
export const interpreterOf = (raw: string): PatientDetails['interpreter'] | null => INTERPRETER.get(key(raw)) ?? null;

const MARITAL = table({
  single: 's, single, never married, nevermarried, soltero, soltera, n',
  married: 'm, married, casado, casada',
  divorced: 'd, divorced, divorciado, divorciada',
  widowed: 'w, widowed, widow, widower, viudo, viuda, v',
  separated: 'l, separated, legally separated, separado, separada',
  'domestic partner': 't, p, domestic partner, partner, life partner, union libre, pareja de hecho',
});
/** Single letters and their words in one form (HL7 v3 MaritalStatus); every other word stays as it was written. */
export const maritalStatusOf = (raw: string): string => MARITAL.get(key(raw)) ?? raw.trim();

const LANGUAGE = table({
  English: 'en, eng, english, ingles, en us',
  Spanish: 'es, spa, spanish, espanol, castellano, es us, es mx',
  Chinese: 'zh, chi, zho, chinese, mandarin, chino',
  Vietnamese: 'vi, vie, vietnamese, vietnamita',
  'Haitian Creole': 'ht, hat, haitian creole, haitian, creole, criollo haitiano',
  Portuguese: 'pt, por, portuguese, portugues',
  Russian: 'ru, rus, russian, ruso',
  Arabic: 'ar, ara, arabic, arabe',
  French: 'fr, fre, fra, french, frances',
  Korean: 'ko, kor, korean, coreano',
  Tagalog: 'tl, tgl, fil, tagalog, filipino',
});
/** ISO 639 codes and names of the commonest languages in one form; every other stays as it was written. */
export const languageOf = (raw: string): string => LANGUAGE.get(key(raw)) ?? raw.trim();

const RELATIONSHIP = table<'self' | 'spouse' | 'child' | 'other'>({
  self: 'self, 18, s, same, patient, titular, el mismo, la misma, mismo',
  spouse: 'spouse, 01, 1, wife, husband, partner, esposo, esposa, conyuge, sp',
  child: 'child, 19, son, daughter, dependent, ch, hijo, hija, dependiente',
  other: 'other, g8, o, otro, otra, parent, mother, father, guardian, madre, padre',
});
/** The subscriber's relationship, X12 INS02 codes included. */
export const subscriberRelationshipOf = (raw: string): 'self' | 'spouse' | 'child' | 'other' | null => RELATIONSHIP.get(key(raw)) ?? null;

const NOTHING = new Set([
  '',
  'null',
  'none',
  'n a',
  'na',
  'nan',
  'nil',
  'undefined',
  'unknown',
  'not available',
  'not provided',
  'no aplica',
  'ninguno',
  'ninguna',
]);
const LONGEST_NOTHING = 20;

/** A cell that says that there is nothing: "N/A", "NULL", "-", "none". For names only signs count as nothing: Null and None are surnames. */
export const isNothing = (raw: string, isName: boolean): boolean => {
  if (isName) return !/[\p{L}\p{N}]/u.test(raw);
  return raw.length <= LONGEST_NOTHING && NOTHING.has(key(raw));
};

/** A phone as it is kept: as written, without the ".0" a spreadsheet adds to numbers. Odd when it has not between 7 and 15 digits (E.164). */
export const readPhone = (raw: string): { readonly phone: string; readonly odd: boolean } => {
  const phone = raw.trim().replace(/^(\d{7,15})\.0+$/, '$1');
  const digits = phone.replace(/(?:ext|x|#).*$/i, '').replace(/\D/g, '').length;
  return { phone, odd: digits < 7 || digits > 15 };
};

/** One mailbox address by shape: something, an at sign, a host with a dot; nothing more can be known from looking at it. */
export const looksLikeEmail = (text: string): boolean => /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}$/u.test(text);
