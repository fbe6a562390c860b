import './mantine-styles.ts';
import './theme.css';
import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useLayoutEffect } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Preferences } from '../../shared/operations/settings.ts';
import { i18n } from '../i18n/i18n.ts';
import { styleNonce } from '../page.ts';
import { resolveVariables, theme } from './theme.ts';

type Likes = Pick<Preferences, 'language' | 'theme'> & Partial<Pick<Preferences, 'density'>>;

/** How everything inside looks and speaks; follows the person's preferences at once, and the system's where they leave it the choice. */
export function Look({ likes, children }: { readonly likes: Likes; readonly children: ReactNode }) {
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', undefined, { getInitialValueInEffect: false });
  const systemContrast = useMediaQuery('(prefers-contrast: more)', undefined, { getInitialValueInEffect: false });
  const dark = likes.theme === 'dark' || (likes.theme !== 'light' && systemDark);
  const high = likes.theme === 'high-contrast' || systemContrast;
  const density = likes.density ?? 'comfortable';

  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset['density'] = density;
    root.dataset['contrast'] = high ? 'high' : 'usual';
    root.lang = likes.language;
    if (i18n.language !== likes.language) void i18n.changeLanguage(likes.language);
  }, [density, high, likes.language]);

  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={dark ? 'dark' : 'light'}
      cssVariablesResolver={resolveVariables}
      getStyleNonce={() => styleNonce}
    >
      <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
    </MantineProvider>
  );
}
