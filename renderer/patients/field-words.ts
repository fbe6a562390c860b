import type { TFunction } from 'i18next';
import { type ChartListName, chartLists } from '../../shared/phi/patient.ts';
import { PATIENT_FIELDS, type PatientField } from '../../shared/phi/patient-fields.ts';
import { english } from '../i18n/english.ts';
import { language } from '../i18n/i18n.ts';
import { sayDate } from '../ui/civil-date.ts';
import { sayPhone } from '../ui/phone.ts';
import { isPhone } from './field-groups.ts';
import { languageWords } from './language-words.ts';
import { consentWords, contactWords, coverageWords } from './list-words.ts';

const isNamed = (field: string): field is keyof typeof english.fields => Object.hasOwn(english.fields, field);
const isPatientField = (field: string): field is PatientField => Object.hasOwn(PATIENT_FIELDS, field);
const isList = (field: string): field is ChartListName => Object.hasOwn(chartLists.shape, field);

/** What a field is called; an unknown one by its own name. */
export const fieldName = (t: TFunction, field: string): string => (isNamed(field) ? t(`fields.${field}`) : field);

const isSex = (value: string): value is keyof typeof english.choices.sex => Object.hasOwn(english.choices.sex, value);
const isInterpreter = (value: string): value is keyof typeof english.choices.interpreter =>
  Object.hasOwn(english.choices.interpreter, value);
const isMarital = (value: string): value is keyof typeof english.choices.marital => Object.hasOwn(english.choices.marital, value);
const isRestriction = (value: string): value is keyof typeof english.choices.restriction =>
  Object.hasOwn(english.choices.restriction, value);

/** A value as people read it: dates long, choices in words, lists line by line. */
export const valueWords = (t: TFunction, field: string, value: string): string => {
  if (field === 'sex') return isSex(value) ? t(`choices.sex.${value}`) : value;
  if (field === 'interpreter') return isInterpreter(value) ? t(`choices.interpreter.${value}`) : value;
  if (field === 'language') return languageWords(value);
  if (field === 'maritalStatus') return isMarital(value) ? t(`choices.marital.${value}`) : value;
  if (field === 'restricted') return isRestriction(value) ? t(`choices.restriction.${value}`) : value;
  if (field === 'archived') return t('common.yes');
  if (field === 'mergedInto') return t('patients.mrn', { mrn: value });
  if (isPhone(field)) return sayPhone(value);
  if (isPatientField(field)) return field === 'birthDate' || field === 'deathDate' ? sayDate(value, language()) : value;
  return isList(field) ? listWords(t, field, value) : value;
};

const listWords = (t: TFunction, list: ChartListName, text: string): string => {
  const read = chartLists.partial().safeParse({ [list]: parsed(text) });
  if (!read.success) return text;
  const { coverages, emergencyContacts, consents, alerts } = read.data;
  const lines = [
    ...(coverages ?? []).map((one) => coverageWords(t, one)),
    ...(emergencyContacts ?? []).map((one) => contactWords(one)),
    ...(consents ?? []).map((one) => consentWords(t, one)),
    ...(alerts ?? []).map((one) => one.text),
  ];
  return lines.join('\n');
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
