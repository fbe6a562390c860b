import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const isLines = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((line) => typeof line === 'string');

/** What axe finds serious or critical on a page, a line for each place. By all of its rules, or by these alone. */
export const seriousFindings = async (page: Page, rules?: readonly string[]): Promise<readonly string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const run = rules === undefined ? { type: 'tag', values: RULES } : { type: 'rule', values: rules };
  const found: unknown = await page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(run)} }).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, impact, nodes }) => nodes.map(({ target, failureSummary }) => [impact, id, target.join(' '), failureSummary].join(' | '))))`,
  );
  if (!isLines(found)) throw new Error('axe gave no list');
  return found;
};
