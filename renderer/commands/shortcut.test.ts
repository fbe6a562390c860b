import { expect, test } from 'vitest';
import { isShortcut, isSingleKey, type KeyPress } from './shortcut.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test.each([
  ['Ctrl+K', press('k', { ctrlKey: true }), true],
  ['Ctrl+K', press('k', { metaKey: true }), true],
  ['Ctrl+K', press('K', { ctrlKey: true, shiftKey: true }), false],
  ['Ctrl+K', press('k', { ctrlKey: true, altKey: true }), false],
  ['Ctrl+K', press('k'), false],
  ['Alt+1', press('¡', { altKey: true, code: 'Digit1' }), true],
  ['Alt+1', press('1', { code: 'Digit1' }), false],
  ['F6', press('F6'), true],
  ['F6', press('F6', { shiftKey: true }), false],
  ['Shift+F6', press('F6', { shiftKey: true }), true],
  ['Ctrl+Enter', press('Enter', { ctrlKey: true }), true],
  ['/', press('/', { shiftKey: true }), true],
  ['/', press('/'), true],
  ['J', press('j'), true],
  ['J', press('J', { shiftKey: true }), false],
])('%s and %j: %s', (shortcut, key, expected) => expect(isShortcut(key, shortcut)).toBe(expected));

test('single keys are those that type a character', () => {
  expect(['J', '/', 'F6', 'Ctrl+K', 'Escape'].filter(isSingleKey)).toEqual(['J', '/']);
});
