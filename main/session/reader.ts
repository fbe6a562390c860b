import { preferences } from '../../shared/operations/settings.ts';

const liked = preferences.pick({ language: true }).partial();

/** The language a person's kept likes name; English for somebody who never chose, as on their screen. */
export const languageIn = (kept: string | undefined): 'en' | 'es' => {
  const read = liked.loose().safeParse(JSON.parse(kept ?? '{}'));
  return (read.success ? read.data.language : undefined) ?? 'en';
};
