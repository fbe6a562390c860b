import type { Page } from '@playwright/test';
import { seriousFindings } from './axe.ts';
import { resize } from './screen.ts';
import type { TestWorkstation } from './workstation.ts';

/** What is wrong, a line each. */
export type Findings = string[];

const SIZES = [
  [1024, 700],
  [1366, 768],
] as const;
/** A theme is two attributes of the root (renderer/ui/look.tsx); the settings' own choice of them is tried in settings-screens.spec.ts. */
const THEMES = [
  ['dark', 'usual'],
  ['light', 'high'],
  ['dark', 'high'],
  ['light', 'usual'],
] as const;

const isWider = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

/**
 * Looks at the screen in front: its width at both sizes, all of axe's rules in light, and what depends on the theme, the contrast of colors, in every other one. With
 * ANTEROOM_PICTURES set, a picture of each is kept there.
 */
export const lookAt = async (station: TestWorkstation, page: Page, name: string, wrong: Findings): Promise<void> => {
  // a color on its way from one theme to the next is none that anybody reads
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const pictures = process.env['ANTEROOM_PICTURES'];
  for (const [width, height] of SIZES) {
    await resize(station, page, width, height);
    if (await isWider(page)) wrong.push(`${name}: wider than the window at ${width}`);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}-${width}.png` });
  }
  for (const [scheme, contrast] of THEMES) {
    await page.evaluate(
      ([which, how]) => {
        document.documentElement.dataset['mantineColorScheme'] = which;
        document.documentElement.dataset['contrast'] = how;
        return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      },
      [scheme, contrast] as const,
    );
    const all = scheme === 'light' && contrast === 'usual';
    wrong.push(
      ...(await seriousFindings(page, all ? undefined : ['color-contrast'])).map((line) => `${name} ${scheme} ${contrast}: ${line}`),
    );
    if (pictures !== undefined && !all) await page.screenshot({ path: `${pictures}/${name}-${scheme}-${contrast}.png` });
  }
};
