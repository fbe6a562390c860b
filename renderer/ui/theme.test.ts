import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Palette = Readonly<Record<string, string>>;

const css = readFileSync(join(import.meta.dirname, 'theme.css'), 'utf8');

const declared = (selector: string): Palette => {
  const start = css.indexOf(`:root${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries([...block.matchAll(/(--[\w-]+): (#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name.slice(2), value]));
};

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

const light = declared('[data-mantine-color-scheme="light"]');
const dark = declared('[data-mantine-color-scheme="dark"]');
const palettes: Readonly<Record<string, Palette>> = {
  light,
  dark,
  'light, high contrast': { ...light, ...declared('[data-contrast="high"][data-mantine-color-scheme="light"]') },
  'dark, high contrast': { ...dark, ...declared('[data-contrast="high"][data-mantine-color-scheme="dark"]') },
};

describe.each(Object.entries(palettes))('%s', (_name, palette) => {
  const ratio = (over: string, under: string): number => contrast(palette[over] ?? '', palette[under] ?? '');

  test('text is at least 4.5:1 on everything it stands on', () => {
    for (const under of ['ground', 'surface', 'sunken']) {
      for (const over of ['text', 'dim', 'accent']) expect(ratio(over, under), `${over} on ${under}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(ratio('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5);
    expect(ratio('accent', 'accent-soft')).toBeGreaterThanOrEqual(4.5);
    expect(ratio('text', 'accent-soft')).toBeGreaterThanOrEqual(4.5);
  });

  test('each status is at least 4.5:1 on its own ground and on the page', () => {
    for (const status of ['good', 'attention', 'alert', 'info']) {
      for (const under of [`${status}-soft`, 'surface', 'ground']) {
        expect(ratio(status, under), `${status} on ${under}`).toBeGreaterThanOrEqual(4.5);
      }
      expect(ratio('text', `${status}-soft`)).toBeGreaterThanOrEqual(4.5);
      expect(ratio('dim', `${status}-soft`)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('the lines around what can be operated are at least 3:1', () => {
    for (const under of ['surface', 'ground']) expect(ratio('line-strong', under)).toBeGreaterThanOrEqual(3);
  });
});

test('high contrast keeps text at 7:1', () => {
  for (const name of ['light, high contrast', 'dark, high contrast']) {
    const palette = palettes[name] ?? {};
    for (const over of ['text', 'dim', 'accent', 'good', 'attention', 'alert', 'info']) {
      expect(contrast(palette[over] ?? '', palette['surface'] ?? ''), over).toBeGreaterThanOrEqual(7);
    }
  }
});

test('the frame that is painted before any style sheet has the colors of the theme', () => {
  const frame = readFileSync(join(import.meta.dirname, '..', 'unlock.html'), 'utf8');
  const pairs = [...frame.matchAll(/light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, day, night]) => [day, night]);
  const usual = ['ground', 'text', 'line', 'surface'].map((name) => [light[name], dark[name]]);
  const [highLight, highDark] = [palettes['light, high contrast'] ?? {}, palettes['dark, high contrast'] ?? {}];
  const high = ['ground', 'text', 'line', 'surface'].map((name) => [highLight[name], highDark[name]]);
  expect(pairs).toEqual([...usual, ...high]);
});
