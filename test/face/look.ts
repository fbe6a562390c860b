// node test/face/look.ts [WORD]: draws every screen of the two pages with sample data into results/face/ and checks each with axe.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { installSample, type Sample } from './sample.ts';
import { SCREENS, type Screen } from './screens.ts';
import { servePages } from './serve.ts';

const results = join(import.meta.dirname, '..', '..', 'results', 'face');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = [
  { width: 1366, height: 768 },
  { width: 1024, height: 700 },
] as const;

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const isFinding = (value: unknown): value is string[] => Array.isArray(value) && value.every((line) => typeof line === 'string');

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(TAGS)} }).then(({ violations }) => violations.flatMap((v) =>
      ['serious', 'critical', 'moderate'].includes(v.impact) ? v.nodes.map((n) => v.impact + ' ' + v.id + ' ' + n.target.join(' ')) : []))`,
  );
  return isFinding(found) ? found : ['axe gave no list'];
}

async function draw(browser: Browser, url: string, screen: Screen, sample: Sample, size: (typeof SIZES)[number]): Promise<string[]> {
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
  const wrong: string[] = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  await page.addInitScript(installSample, sample);
  await page.goto(`${url}/${sample.page}.html`);
  await page.waitForSelector('main');
  try {
    await screen.arrive(page, sample);
    await page.waitForTimeout(60);
    wrong.push(...(await findings(page)));
    const wide: unknown = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    if (wide === true) wrong.push('wider than the window');
  } catch (error) {
    wrong.push(String(error).slice(0, 400));
  }
  const name = `${screen.name}-${sample.language}-${sample.theme}-${size.width}`;
  await page.screenshot({ path: join(results, `${name}.png`) });
  await page.close();
  return wrong.map((line) => `${name}: ${line}`);
}

const seen = new Map<string, { first: string; times: number }>();
/** The same finding of one screen is told once, with how often it was met. */
function count(screen: string, line: string): void {
  const same = `${screen} ${line.slice(line.indexOf(': ')).replaceAll(/mantine-\w+/g, '')}`;
  const known = seen.get(same) ?? { first: line, times: 0 };
  seen.set(same, { ...known, times: known.times + 1 });
}

const word = process.argv[2] ?? '';
mkdirSync(results, { recursive: true });
const served = await servePages();
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
let wrong = 0;
let drawn = 0;
for (const screen of SCREENS.filter(({ name }) => name.includes(word))) {
  for (const language of ['en', 'es'] as const) {
    for (const theme of ['light', 'dark', 'high-contrast'] as const) {
      for (const size of SIZES) {
        if (theme === 'high-contrast' && (size.width !== 1366 || language === 'es')) continue;
        const sample: Sample = {
          density: 'comfortable',
          role: 'owner',
          door: { state: 'locked' },
          page: screen.page,
          ...screen.sample,
          language,
          theme,
        };
        const lines = await draw(browser, served.url, screen, sample, size);
        drawn += 1;
        wrong += lines.length;
        for (const line of lines) count(screen.name, line);
      }
    }
  }
}
await browser.close();
served.close();
for (const { first, times } of seen.values()) console.log(`${times} x ${first}`);
console.log(`${drawn} pictures, ${wrong} findings`);
process.exitCode = wrong === 0 ? 0 : 1;
