import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Row } from '../../figures.ts';
import { patientList } from '../../support/patient-list.ts';
import type { MadePatient } from '../../support/population.ts';
import type { TestWorkstation } from '../../support/workstation.ts';
import { keystrokes } from '../query-mix.ts';
import { atMost, median, percentile } from '../stopwatch.ts';
import type { MainWatch } from './main-probe.ts';
import { beginWatch, endWatch, installProbe } from './page-probe.ts';
import { goTo, pause, typeState } from './search.ts';

interface Practice {
  readonly station: TestWorkstation;
  readonly desk: Page;
  readonly main: MainWatch;
  readonly people: readonly MadePatient[];
  readonly folder: string;
}

const LIMIT_MS = 240_000;

/**
 * A list as another system exports it, brought in on the import screen by a person who chooses the file and presses each button as soon as it is there, while the same
 * person goes on typing into the search box on top. Seconds run from the choice of the file until the screen says that all of it was imported.
 */
export const importFigures = async ({ desk, main, people, folder }: Practice): Promise<Row[]> => {
  const file = join(folder, 'patients.csv');
  writeFileSync(file, patientList(people.length));
  await installProbe(desk);
  await goTo(desk, 'Import');
  const picker = desk.locator('input[type="file"]');
  await picker.waitFor({ state: 'attached' });
  await main.begin();
  await beginWatch(desk);
  const began = performance.now();
  let working = true;
  const stages: string[] = [];
  const mark = (stage: string): void => {
    stages.push(`${stage} ${((performance.now() - began) / 1000).toFixed(1)} s`);
  };
  const importing = bringIn(desk, file, mark).finally(() => {
    working = false;
  });
  const searched = await Promise.all([importing, searchMeanwhile(desk, people, () => working)]).then(([, times]) => times);
  const seconds = (performance.now() - began) / 1000;
  const page = await endWatch(desk);
  // The vault tells its times twice a second.
  await pause(600);
  const watched = await main.end();
  const p99 = (times: readonly number[]): number => percentile(times, 0.99);
  console.log(`  ${people.length} rows: ${stages.join(', ')}`);
  console.log(
    `  ledger: vault ${watched.vaultAppends.length} transactions, p50 ${median(watched.vaultAppends).toFixed(2)} ms, longest ${Math.max(...watched.vaultAppends).toFixed(1)}; main ${watched.mainAppends.length}, p50 ${median(watched.mainAppends).toFixed(2)} ms, longest ${Math.max(...watched.mainAppends).toFixed(1)}`,
  );
  console.log(
    `  searched meanwhile: ${searched.length} keystrokes, p50 ${median(searched).toFixed(0)}, p95 ${percentile(searched, 0.95).toFixed(0)}, longest ${Math.max(...searched).toFixed(0)} ms to paint`,
  );
  return [
    atMost(`desktop.import-${people.length === 100_000 ? '100k' : people.length}`, seconds, 's', 60),
    atMost('desktop.ledger.vault.p99', p99(watched.vaultAppends), 'ms', 10),
    atMost('desktop.ledger.main.p99', p99(watched.mainAppends), 'ms', 10),
    atMost('desktop.window-blocked.page-task', page.longestTask, 'ms', 50),
    atMost('desktop.window-blocked.page-frames', page.longestGap, 'ms', 50),
    atMost('desktop.window-blocked.main', watched.stall, 'ms', 50),
  ];
};

const bringIn = async (desk: Page, file: string, mark: (stage: string) => void): Promise<void> => {
  const press = (name: string | RegExp): Promise<void> => desk.getByRole('button', { name }).click({ timeout: LIMIT_MS });
  await desk.locator('input[type="file"]').setInputFiles(file);
  await desk.getByRole('button', { name: 'Check all rows' }).waitFor({ timeout: LIMIT_MS });
  mark('read');
  await press('Check all rows');
  await desk.getByRole('button', { name: /^Import [\d,]+ patients?$/ }).waitFor({ timeout: LIMIT_MS });
  mark('checked');
  await press(/^Import [\d,]+ patients?$/);
  await desk.getByText(/^Imported [\d,]+ new/).waitFor({ timeout: LIMIT_MS });
  mark('imported');
};

/** Keystrokes to paint while the import runs. A search that is asked when the import has just ended still counts. */
const searchMeanwhile = async (desk: Page, people: readonly MadePatient[], goesOn: () => boolean): Promise<number[]> => {
  const states = keystrokes(people, 5000, 29);
  const times: number[] = [];
  const box = desk.getByRole('combobox', { name: 'Search patients and commands' });
  let before = '';
  for (let at = 0; goesOn(); at += 1) {
    const state = states[at % states.length] ?? '';
    // Pressing the import's buttons takes the focus away.
    await box.focus();
    const ms = await typeState(desk, before, state);
    if (ms !== null) times.push(ms);
    before = ms === null ? '' : state;
    await pause(150);
  }
  return times;
};
