import type { english } from '../i18n/english.ts';

interface DraftForm {
  readonly word: keyof typeof english.today.draft;
  readonly place: keyof typeof english.shell.place;
}

const FORMS: Readonly<Record<string, DraftForm>> = {
  'patient.register': { word: 'register', place: 'patients' },
  'patient.update': { word: 'update', place: 'patients' },
};

/** How a form is called in the list of the unfinished, and where it is gone on with. Null for what is kept but is no form. */
export const draftForm = (form: string): DraftForm | null => FORMS[form] ?? null;
