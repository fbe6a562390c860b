import { PATIENT_FIELD_NAMES, PATIENT_FIELDS, type PatientField } from '../../../shared/phi/patient-fields.ts';

export type ProblemCode = 'required' | 'control-character' | 'not-accepted' | 'future-date' | 'age-over-120' | 'death-before-birth';

export interface Problem {
  readonly field: string;
  readonly code: ProblemCode;
}

const OLDEST_AGE = 120;

/** C0 and C1 controls and halves of a surrogate pair; a note may have lines. */
const REFUSED = /[\p{Cc}\p{Cs}]/u;
const LINE_BREAKS = /[\n\t]/gu;
/** Embeddings, overrides and isolates reorder the line around them, and come along unseen when a phone number is copied. */
const REORDERING = /[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * Text as it is kept: NFC (so that the same name is the same bytes), trimmed, without invisible reordering marks. Every script and every length up to
 * the field's cap is a name. Null when nothing is left; undefined when it holds control characters.
 */
export const tidyText = (raw: string, lines: 'one-line' | 'many-lines'): string | null | undefined => {
  const text = (lines === 'many-lines' ? raw.replaceAll('\r\n', '\n') : raw).normalize('NFC').replace(REORDERING, '').trim();
  if (REFUSED.test(lines === 'many-lines' ? text.replace(LINE_BREAKS, '') : text)) return undefined;
  return text === '' ? null : text;
};

/** One field as it is kept, or what is wrong with it. Caps are counted after normalisation, which can make a text longer. */
export const tidyField = (field: PatientField, raw: string | null): { readonly value: string | null } | { readonly problem: Problem } => {
  if (raw === null) return field === 'familyName' ? { problem: { field, code: 'required' } } : { value: null };
  const text = tidyText(raw, field === 'deskNote' ? 'many-lines' : 'one-line');
  if (text === undefined) return { problem: { field, code: 'control-character' } };
  if (text === null) return tidyField(field, null);
  const parsed = PATIENT_FIELDS[field].schema.safeParse(text);
  return parsed.success ? { value: parsed.data } : { problem: { field, code: 'not-accepted' } };
};

export type SomeDetails = Readonly<Partial<Record<PatientField, string | null | undefined>>>;
export type TidyDetails = Partial<Record<PatientField, string | null>>;

/** Each given field tidied, in the order of the table; what is wrong stands beside it and is left out. Dates of a whole patient are `dateProblems`. */
export const tidyDetails = (raw: SomeDetails): { readonly details: TidyDetails; readonly problems: readonly Problem[] } => {
  const details: TidyDetails = {};
  const problems: Problem[] = [];
  for (const field of PATIENT_FIELD_NAMES) {
    const given = raw[field];
    if (given === undefined) continue;
    const tidy = tidyField(field, given);
    if ('problem' in tidy) problems.push(tidy.problem);
    else details[field] = tidy.value;
  }
  return { details, problems };
};

/** What a calendar can't show alone: a birth or death to come, an age over 120, a death before the birth. Dates are 'YYYY-MM-DD' and compare as text. */
export const dateProblems = (
  dates: { readonly birthDate?: string | null | undefined; readonly deathDate?: string | null | undefined },
  today: string,
): readonly Problem[] => {
  const birth = dates.birthDate ?? null;
  const death = dates.deathDate ?? null;
  const problems: Problem[] = [];
  if (birth !== null && birth > today) problems.push({ field: 'birthDate', code: 'future-date' });
  if (birth !== null && ageOn(birth, death !== null && death < today ? death : today) > OLDEST_AGE) {
    problems.push({ field: 'birthDate', code: 'age-over-120' });
  }
  if (death !== null && death > today) problems.push({ field: 'deathDate', code: 'future-date' });
  if (death !== null && birth !== null && death < birth) problems.push({ field: 'deathDate', code: 'death-before-birth' });
  return problems;
};

/** Completed years. Somebody born on 29 February is a year older on 1 March of a common year. */
export const ageOn = (birthDate: string, day: string): number => {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
};
