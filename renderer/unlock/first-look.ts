import type { DoorStatus } from '../../shared/operations/session.ts';

type Look = Pick<DoorStatus, 'language' | 'theme'>;

const THEMES: readonly Look['theme'][] = ['system', 'light', 'dark', 'high-contrast'];

/** How this door was last seen, as main wrote it into the first page of a start: its frame is drawn before main can be asked anything. Null in every later page. */
export const firstLook = (): Look | null => {
  const [language, theme] = document.documentElement.dataset['look']?.split(' ') ?? [];
  return theme === undefined
    ? null
    : { language: language === 'es' ? 'es' : 'en', theme: THEMES.find((known) => known === theme) ?? 'system' };
};
