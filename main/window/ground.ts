import { nativeTheme } from 'electron';

/** The color of an empty window: what renderer/ui/theme.css calls the ground, so that nothing flashes before a page has painted. */
const GROUND = { light: '#f3f5f5', dark: '#131819' } as const;

export const groundOf = (theme: 'system' | 'light' | 'dark' | 'high-contrast'): string => {
  if (theme === 'light' || theme === 'dark') return GROUND[theme];
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light;
};
