import type { Page } from '@playwright/test';
import type { Row } from '../../figures.ts';
import type { MadePatient } from '../../support/population.ts';
import { keystrokes } from '../query-mix.ts';
import { atMost, median, percentile } from '../stopwatch.ts';
import { installProbe, untilPainted } from './page-probe.ts';

const STATES = 150;

/** The two places where one searches: the box on top of every screen, and the patients' own. */
const BOXES = [
  { id: 'box', name: 'Search patients and commands', place: 'Today' },
  { id: 'patients', name: 'Find a patient', place: 'Patients' },
] as const;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
export const goTo = (desk: Page, place: string): Promise<void> => desk.getByRole('button', { name: place, exact: true }).press('Enter');

/** Brings the box from one state of the line to the next, key by key; the last key is measured. */
export const typeState = async (desk: Page, before: string, state: string): Promise<number | null> => {
  const more = state.startsWith(before) && before !== '' ? state.slice(before.length) : state;
  if (more === state) await desk.keyboard.press('Control+A');
  for (const key of [...more].slice(0, -1)) await desk.keyboard.press(key === ' ' ? 'Space' : key);
  return untilPainted(desk, 'search', () => desk.keyboard.press(more.at(-1) ?? ''));
};

/** Types the mix of lines of the store's own figures letter by letter into a box that has the focus; every answered state counts. */
export const typeThrough = async (desk: Page, states: readonly string[], rest: () => number): Promise<number[]> => {
  const times: number[] = [];
  let before = '';
  for (const state of states) {
    const ms = await typeState(desk, before, state);
    if (ms === null) throw new Error('a keystroke was never answered');
    times.push(ms);
    before = state;
    await pause(rest());
  }
  return times;
};

/** Keystroke to painted result. Between two keys a person rests, for another time at every key, so that keys do not keep step with the frames. */
export const keystrokeFigures = async (desk: Page, people: readonly MadePatient[]): Promise<Row[]> => {
  await installProbe(desk);
  const rows: Row[] = [];
  for (const { id, name, place } of BOXES) {
    await goTo(desk, place);
    await desk.getByRole('combobox', { name, exact: true }).focus();
    const states = keystrokes(people, STATES, 17);
    let turn = 0;
    const times = await typeThrough(desk, states, () => {
      turn += 1;
      return 20 + ((turn * 7) % 40);
    });
    console.log(`  ${id}: ${states.length} keystrokes, p50 ${median(times).toFixed(1)}, p95 ${percentile(times, 0.95).toFixed(1)} ms`);
    rows.push(atMost(`desktop.keystroke-to-paint.${id}.p95`, percentile(times, 0.95), 'ms', 50));
  }
  return rows;
};
