import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import type { Row } from '../../figures.ts';
import { processTree } from '../../memory/process-tree.ts';
import { given, newFolder, sayLast, startWorkstation, type TestWorkstation } from '../../support/workstation.ts';
import { atLeast, atMost, median, percentile } from '../stopwatch.ts';
import { type FilledDesk, fillDesk } from './fill-desk.ts';
import { paintedAfter, paintedAt } from './paint-probe.ts';

const [out = '.'] = process.argv.slice(2);
const size = (name: string, usual: number): number => Number(process.env[name] ?? usual);
const [patients, visits] = [size('ANTEROOM_BENCH_DESK_PATIENTS', 50_000), size('ANTEROOM_BENCH_DESK_VISITS', 200_000)];
const [DAYS, BOOKINGS, CHECK_INS, ACTS] = [60, 20, 25, 600] as const;
/** A session opens no more than forty charts at once and one every three seconds after that (main/gate/pace.ts), so the same few are worked with. */
const FEW = 5;
const daysLater = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

setTimeout(() => {
  console.error('the figures of the desk took too long');
  process.exit(1);
}, 11 * 60_000).unref();

const need = (ms: number | null): number => {
  if (ms === null) throw new Error('what was asked for was never painted');
  return ms;
};
const said = (name: string, times: readonly number[]): void =>
  console.log(`  ${name}: ${times.length} times, p50 ${median(times).toFixed(1)}, p95 ${percentile(times, 0.95).toFixed(1)} ms`);
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).press('Enter');

/** From a key on "Day after" to the painted visits of that day; each day is a full one of ten columns. */
const switchDays = async (desk: Page): Promise<Row> => {
  await desk.keyboard.press('Alt+2');
  await desk.locator('.ec-event').first().waitFor();
  const times: number[] = [];
  for (let turn = 0; turn < DAYS; turn += 1) {
    await desk.getByRole('button', { name: turn % 2 === 0 ? 'Day after' : 'Day before', exact: true }).focus();
    const heading = (await desk.locator('#schedule-day').textContent()) ?? '';
    times.push(need(await paintedDay(desk, heading)));
    await pause(30 + ((turn * 7) % 40));
  }
  said('switch day', times);
  return atMost('desk.switch-day.p95', percentile(times, 0.95), 'ms', 150);
};

/** The day is there when its heading is another one and its last page of visits stands in the grid. */
const paintedDay = async (desk: Page, heading: string): Promise<number | null> => {
  await desk.evaluate((old) => {
    Reflect.set(
      window,
      'benchDay',
      new Promise<number>((resolve) => {
        let began: number | null = null;
        window.addEventListener('keydown', (event) => (began ??= event.timeStamp), { capture: true, once: true });
        const shown = (): boolean =>
          document.querySelector('#schedule-day')?.textContent !== old && document.querySelectorAll('.ec-event').length >= 100;
        let changed = false;
        const look = (): void => {
          if (began === null) return;
          // the day before goes first
          if (document.querySelectorAll('.ec-event').length < 100) changed = true;
          if (!changed || !shown()) return;
          seen.disconnect();
          const start = began;
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
        };
        const seen = new MutationObserver(look);
        seen.observe(document, { subtree: true, childList: true, characterData: true });
      }),
    );
  }, heading);
  await desk.keyboard.press('Enter');
  const painted: Promise<number> = desk.evaluate(() => Reflect.get(window, 'benchDay'));
  return Promise.race([painted, new Promise<null>((done) => setTimeout(() => done(null), 15_000).unref())]);
};

/** From Enter in the booking form to the visit painted in its column; noon is free in every column, and nobody is booked with two at one time. */
const book = async (desk: Page): Promise<Row> => {
  const { hits } = await given(desk, 'patient.search', { query: 'gar' });
  const names: string[] = [];
  for (const { patientId, familyName, givenName } of hits) {
    const name = `${familyName} ${givenName ?? ''}`;
    const [first] = (await given(desk, 'patient.search', { query: name })).hits;
    if (first?.patientId === patientId && names.length < FEW) names.push(name);
  }
  const times: number[] = [];
  for (let turn = 0; turn < BOOKINGS; turn += 1) {
    const name = names[turn % FEW];
    if (name === undefined) throw new Error('too few were found to book');
    await press(desk, 'Book a visit');
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel('For whom?').fill(name);
    await dialog.getByRole('listitem').getByRole('button').first().press('Enter');
    const minute = 720 + Math.floor(turn / FEW) * 15;
    await dialog.getByLabel('With', { exact: true }).selectOption({ index: turn % FEW });
    await dialog.getByLabel('Time', { exact: true }).fill(`${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`);
    const count = 1 + (await desk.locator('.ec-event').count());
    times.push(need(await paintedAfter(desk, { selector: '.ec-event', words: '', count }, () => desk.keyboard.press('Enter'))));
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    await pause(50);
  }
  said('book', times);
  return atMost('desk.book.p95', percentile(times, 0.95), 'ms', 150);
};

/** From a check-in asked for at the desk to the changed card painted on the board of the other window. */
const followBoard = async (station: TestWorkstation, desk: Page, { today }: FilledDesk): Promise<Row> => {
  await desk.keyboard.press('Alt+1');
  await desk.locator('[data-visit]').first().waitFor();
  await desk.keyboard.press('Control+Shift+b');
  const board = await station.page('board');
  await board.locator('[data-visit]').first().waitFor();
  const times: number[] = [];
  const { visits: list } = await given(desk, 'schedule.day', { day: today, after: null });
  for (const { patientId, visitId, version } of list.slice(0, CHECK_INS)) {
    const painted = paintedAt(board, { selector: `[data-lane="waiting"] [data-visit="${visitId}"]`, words: '' });
    painted.catch(() => undefined);
    const asked = await desk.evaluate(
      async (input) => {
        const at = performance.timeOrigin + performance.now();
        const answer = await Reflect.get(window, 'clinic')['visit.check-in'](input);
        if (!answer.ok) throw new Error(answer.code);
        return at;
      },
      { patientId, visitId, version, identifiers: ['name', 'birth-date'], verified: [] },
    );
    times.push((await painted) - asked);
    await pause(120);
  }
  said('board in the second window', times);
  return atMost('desk.board-follows.p95', percentile(times, 0.95), 'ms', 200);
};

/**
 * Memory of everything the program runs by kind of process, MiB: what it has written or made itself, shared parts counted once. Pages of the program's own file are left out, because how much of them
 * a process is charged depends on who else runs the same file.
 */
const memoryByKind = (station: TestWorkstation): ReadonlyMap<string, number> => {
  const sizes = new Map<string, number>();
  for (const { pid, type } of processTree([station.app.process().pid ?? 0])) {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      const kib = ['Pss_Anon', 'Pss_Shmem'].map((name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0));
      sizes.set(type, (sizes.get(type) ?? 0) + kib.reduce((sum, one) => sum + one, 0) / 1024);
    } catch {
      // it has just ended
    }
  }
  return sizes;
};
const total = (sizes: ReadonlyMap<string, number>): number => [...sizes.values()].reduce((sum, one) => sum + one, 0);

/** Memory when what nobody holds any more has been fetched: the pages' collectors run first, and the least of a few looks counts. */
const settledMemory = async (station: TestWorkstation): Promise<ReadonlyMap<string, number>> => {
  for (const page of station.app.windows()) {
    const line = await page.context().newCDPSession(page);
    await line.send('HeapProfiler.collectGarbage');
    await line.detach();
  }
  let least = memoryByKind(station);
  for (let look = 0; look < 6; look += 1) {
    await pause(500);
    const now = memoryByKind(station);
    if (total(now) < total(least)) least = now;
  }
  return least;
};

/**
 * A day's acts at a busy desk one after the other: mostly searches and charts, then the day and the board, tasks, and bookings on the days that come. Memory after a fifth of it and at its end.
 */
const wholeDay = async (station: TestWorkstation, desk: Page, filled: FilledDesk): Promise<Row[]> => {
  const before = (await given(desk, 'session.status', {})).auditSize;
  let early: ReadonlyMap<string, number> = new Map();
  let patient = '';
  let known: string[] | undefined;
  for (let act = 0; act < ACTS; act += 1) {
    if (act === ACTS / 5) early = await settledMemory(station);
    const turn = act % 10;
    if (turn < 4) {
      const { hits } = await given(desk, 'patient.search', { query: ['gar mar', 'smi', 'joh', 'lop', 'nguyen', 'wil'][act % 6] ?? '' });
      known ??= hits.slice(0, FEW).map(({ patientId }) => patientId);
      patient = known[act % known.length] ?? patient;
    } else if (turn < 6) await given(desk, 'patient.open', { patientId: patient });
    else if (turn === 6) await desk.keyboard.press('Alt+2').then(() => desk.locator('.ec-event').first().waitFor());
    else if (turn === 7) await desk.keyboard.press('Alt+1').then(() => desk.locator('[data-visit]').first().waitFor());
    else if (turn === 8) {
      const task = { kind: 'task', patientId: null, taskText: `call back ${act}`, owner: { whose: 'nobody' }, due: null } as const;
      await given(desk, 'task.create', task);
    } else {
      const at = 1 + Math.floor(act / 10);
      const visit = { patientId: patient, providerId: filled.providerId, visitTypeId: filled.visitTypeId, minutes: 5 };
      await given(desk, 'visit.book', {
        ...visit,
        day: daysLater(filled.today, at % 20),
        start: 1020 + 5 * (at % 60),
        anyway: 'a long day',
      });
    }
    await pause(40);
  }
  const late = await settledMemory(station);
  await pause(1500);
  const after = (await given(desk, 'session.status', {})).auditSize;
  console.log(
    `  whole day: ${ACTS} acts, ${after - before} entries, memory ${[...late]
      .map(([kind, mib]) => `${kind} ${early.get(kind)?.toFixed(0)} -> ${mib.toFixed(0)}`)
      .join(', ')} MiB`,
  );
  return [
    atMost('desk.day.memory', total(late) / total(early), 'x after a fifth of the day', 1.1),
    atLeast('desk.day.entries', (after - before) / ACTS, 'entries an act', 1),
  ];
};

const practice = join(newFolder(), 'practice');
const began = performance.now();
const filled = await fillDesk(practice, patients, visits);
console.log(`  filled in ${((performance.now() - began) / 1000).toFixed(0)} s`);
const rows: Row[] = [];
const station = await startWorkstation(practice);
try {
  sayLast(await station.page('unlock'), 'door.sign-in', { userId: filled.userId, password: filled.password, code: await filled.code() });
  const desk = await station.page('workspace');
  await desk.getByRole('combobox').first().waitFor();
  rows.push(await switchDays(desk));
  rows.push(await book(desk));
  rows.push(await followBoard(station, desk, filled));
  rows.push(...(await wholeDay(station, desk, filled)));
} finally {
  await Promise.race([station.close(), pause(10_000)]);
}
writeFileSync(join(out, 'rows.json'), JSON.stringify(rows));
process.exit(0);
