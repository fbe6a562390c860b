import { takeBirthDate } from '../../shared/person/birth-date.ts';
import type { PatientField } from '../../shared/phi/patient-fields.ts';
import { readDate } from '../ui/civil-date.ts';

/** What a form begins with. */
export type Prefill = Partial<Record<PatientField, string>>;

const PHONE = /\+?[\d(][\d\s().-]{5,}\d/;

/**
 * What was searched in vain, as the beginning of a registration: 'garcia, maria 3/4/61' gives last name, first name and birth date. Without a comma the
 * last word is taken as the last name in English order ('maria garcia'); the person corrects it at a glance.
 */
export const prefillOf = (typed: string, today: string): Prefill => {
  const { born, rest } = takeBirthDate(typed, today);
  const clear = born.filter(({ from, to }) => from === to);
  const lower = typed.toLowerCase();
  const dateText = clear.length === 0 ? '' : dateIn(lower, rest);
  const birthDate = dateText === '' ? null : readDate(dateText, 'birth', today);
  const remaining = dateText === '' ? typed : typed.replace(new RegExp(escaped(dateText), 'i'), ' ');
  const phone = PHONE.exec(remaining)?.[0] ?? '';
  const names = remaining
    .replace(phone, ' ')
    .replaceAll(/[^\p{L}\p{M}\s,'’.-]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s,.-]+|[\s,-]+$/g, '');
  const [last = '', first = ''] = names.includes(',') ? names.split(',') : inOrder(names);
  return {
    ...named('familyName', last),
    ...named('givenName', first),
    ...(birthDate === null ? {} : { birthDate }),
    ...(phone.replaceAll(/\D/g, '').length >= 7 ? { mobilePhone: phone.trim() } : {}),
  };
};

/** The part of the line that is not in the rest. */
const dateIn = (line: string, rest: string): string => {
  let start = 0;
  while (start < rest.length && line[start] === rest[start]) start += 1;
  let end = 0;
  while (end < rest.length - start && line[line.length - 1 - end] === rest[rest.length - 1 - end]) end += 1;
  return line.slice(start, line.length - end).trim();
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const inOrder = (names: string): readonly [string, string] => {
  const words = names.split(' ').filter(Boolean);
  const last = words.at(-1) ?? '';
  return [last, words.slice(0, -1).join(' ')];
};

/** Words typed in small letters begin with a capital; what was typed with capitals stays as it is. */
const named = (field: 'familyName' | 'givenName', text: string): Prefill => {
  const trimmed = text.trim();
  if (trimmed === '') return {};
  const written =
    trimmed === trimmed.toLowerCase()
      ? trimmed.replaceAll(/(^|[\s'’-])(\p{L})/gu, (_all, before: string, letter: string) => before + letter.toUpperCase())
      : trimmed;
  return { [field]: written };
};
