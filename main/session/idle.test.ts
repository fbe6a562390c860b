import { EventEmitter } from 'node:events';
import type { PowerMonitor, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import type { Occurrence } from '../../shared/session-terms.ts';
import { type InputSource, type PowerSource, watchInput, watchPower, watchSystemIdle } from './idle.ts';

test("Electron's own objects fit", () => {
  const window = (contents: WebContents): InputSource => contents;
  const power = (monitor: PowerMonitor): PowerSource => monitor;
  expect([window, power]).toHaveLength(2);
});

describe('watchInput', () => {
  const watched = () => {
    const window = new EventEmitter();
    const heard: Occurrence[] = [];
    let time = 0;
    const stop = watchInput(
      window,
      (occurrence) => heard.push(occurrence),
      () => time,
    );
    const input = (type: string, modifiers: string[] = [], ms = 1000) => {
      time += ms;
      window.emit('input-event', {}, { type, modifiers });
    };
    return { window, heard, input, stop };
  };

  test('typing and pointing count', () => {
    const { heard, input } = watched();
    input('rawKeyDown');
    input('char');
    input('mouseMove');
    input('mouseWheel');
    input('touchStart');
    expect(heard).toEqual(['keyboard', 'keyboard', 'pointer', 'pointer', 'pointer'].map((device) => ({ type: 'input', device })));
  });

  test('a key that repeats by itself, a window that moves and an unknown event do not', () => {
    const { heard, input } = watched();
    input('rawKeyDown', ['isautorepeat']);
    input('keyDown', ['isAutoRepeat']);
    input('mouseEnter');
    input('mouseLeave');
    input('undefined');
    expect(heard).toEqual([]);
  });

  test('a moving mouse is told of twice a second, and does not hide a key', () => {
    const { heard, input } = watched();
    for (let i = 0; i < 100; i += 1) input('mouseMove', [], 10);
    expect(heard).toHaveLength(2);
    input('keyDown', [], 1);
    expect(heard.at(-1)).toEqual({ type: 'input', device: 'keyboard' });
  });

  test('ends when told to', () => {
    const { window, heard, input, stop } = watched();
    stop();
    input('char');
    expect(heard).toEqual([]);
    expect(window.listenerCount('input-event')).toBe(0);
  });
});

test('screen lock, sleep, user switch and shutdown are heard; waking only looks at the clocks', () => {
  const power = new EventEmitter();
  const heard: string[] = [];
  const stop = watchPower(power, ({ type }) => heard.push(type));
  const signals = ['lock-screen', 'suspend', 'user-did-resign-active', 'shutdown', 'resume', 'unlock-screen', 'user-did-become-active'];
  for (const signal of signals) power.emit(signal);
  expect(heard).toEqual(['os-locked', 'os-suspended', 'os-user-switched', 'quit', 'tick', 'tick', 'tick']);
  stop();
  for (const signal of signals) power.emit(signal);
  expect(heard).toHaveLength(7);
});

test('the idle time of the whole machine is asked for at each turn', () => {
  const heard: Occurrence[] = [];
  let turn = () => {};
  let seconds = 4;
  const stop = watchSystemIdle(
    () => seconds,
    (occurrence) => heard.push(occurrence),
    (_ms, then) => {
      turn = then;
      return () => {
        turn = () => {};
      };
    },
  );
  turn();
  seconds = 301;
  turn();
  stop();
  turn();
  expect(heard).toEqual([
    { type: 'system-idle', seconds: 4 },
    { type: 'system-idle', seconds: 301 },
  ]);
});
