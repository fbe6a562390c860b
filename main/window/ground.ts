import { nativeTheme } from 'electron';

/** The color of an empty window: what renderer/ui/theme.css calls the ground, so that nothing flashes before a page has painted. */
const GROUND = { light: '#f3f5f5', dark: '#131819', 'high-contrast': { light: '#ffffff', dark: '#000000' } } as const;

export const groundOf = (theme: 'system' | 'light' | 'dark' | 'high-contrast'): string => {
  if (theme === 'light' || theme === 'dark') return GROUND[theme];
  const ground = theme === 'high-contrast' ? GROUND['high-contrast'] : GROUND;
  return nativeTheme.shouldUseDarkColors ? ground.dark : ground.light;
};
