import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { substituteElectron } from '../build/setup/pinned.ts';
import { forgetDevelopment, isProduction, startOptions, vaultEnvironment } from './start-options.ts';

const BINDING = 'ANTEROOM_SQLITE_BINDING';
const SPOOLER = 'ANTEROOM_SPOOLER';
const started = (packaged: boolean): NodeJS.ProcessEnv => {
  const env: NodeJS.ProcessEnv = {
    [BINDING]: '/home/eve/hostile.node',
    [SPOOLER]: '/home/eve',
    PATH: '/usr/bin',
    TZ: 'America/Chicago',
    NODE_OPTIONS: '--inspect',
  };
  forgetDevelopment(env, packaged);
  return env;
};

test('a packaged build loads no store driver and gives no print to a program that its environment names, in main, its ledger thread or a vault', () => {
  const env = started(true);
  expect(env).not.toHaveProperty(BINDING);
  expect(env).not.toHaveProperty(SPOOLER);
  expect(env['PATH']).toBe('/usr/bin');
  expect(vaultEnvironment(env, { printWindow: false })).toEqual({ TZ: 'America/Chicago' });
});

test('a development runtime keeps its settings and hands them to the vault, and nothing else', () => {
  expect(vaultEnvironment(started(false), { printWindow: false })).toEqual({
    [BINDING]: '/home/eve/hostile.node',
    [SPOOLER]: '/home/eve',
    TZ: 'America/Chicago',
  });
});

test('main forgets before it does anything else', () => {
  const app = readFileSync(join(import.meta.dirname, 'app.ts'), 'utf8').replace(/^import .*$/gm, '');
  const [first = ''] = app.split('\n').filter((line) => line !== '' && !line.startsWith('/**'));
  expect(first).toBe('forgetDevelopment(process.env, app.isPackaged);');
});

test('a packaged build does not start with a switch that opens a way into it', () => {
  for (const word of ['--inspect', '--remote-debugging-port=9222', '--js-flags=--expose-gc', '--no-sandbox', '--user-data-dir=/tmp/x']) {
    expect(startOptions(['anteroom', word], true)).toBe('refuse');
    expect(startOptions(['anteroom', word], false)).not.toBe('refuse');
  }
  expect(startOptions(['anteroom', '--synthetic', '--keep-main'], true)).toMatchObject({ synthetic: false, replace: true });
});

test('the print window takes the place of lp where a development runtime with a synthetic practice is told so, and nowhere else', () => {
  const printWindow = (packaged: boolean, ...words: readonly string[]): unknown => {
    const options = startOptions(['anteroom', ...words], packaged);
    return options === 'refuse' ? options : options.printWindow;
  };
  expect(printWindow(false, '--synthetic', '--print-window')).toBe(true);
  expect(printWindow(false, '--print-window')).toBe(false);
  expect(printWindow(true, '--synthetic', '--print-window')).toBe(false);
  expect(vaultEnvironment({ ANTEROOM_PRINT_WINDOW: '1' }, { printWindow: false })).toEqual({ TZ: '' });
  expect(vaultEnvironment({}, { printWindow: true })).toEqual({ ANTEROOM_PRINT_WINDOW: '1', TZ: '' });
});

test('only a package on the Electron we ship is for real practices: not what a developer starts, nor a package of the substitute', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'));
  expect(isProduction(true, devDependencies.electron)).toBe(true);
  expect(isProduction(false, devDependencies.electron)).toBe(false);
  expect(isProduction(true, substituteElectron.version)).toBe(false);
  expect(isProduction(true, `${devDependencies.electron.split('.')[0]}0.0.0`)).toBe(false);
});
