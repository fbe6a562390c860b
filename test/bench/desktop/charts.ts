import type { Page } from '@playwright/test';
import type { Row } from '../../figures.ts';
import type { MadePatient } from '../../support/population.ts';
import { atMost, median, percentile } from '../stopwatch.ts';
import { installProbe, untilPainted } from './page-probe.ts';
import { goTo, pause } from './search.ts';

/** Two times so many different charts are what one session may open so fast (main/gate/pace.ts); a chart that was open already is audited like a new one. */
const CHARTS = 18;
const OPENS = 500;
const CLICKS = 60;

/** Asks for one chart after the other over the page's own port; every answer is audited and durable before it leaves the vault. */
const openAll = (desk: Page, patientIds: readonly string[]): Promise<number[]> =>
  desk.evaluate(
    async ([ids, opens]) => {
      const clinic = Reflect.get(window, 'clinic');
      const times: number[] = [];
      for (let turn = 0; turn < opens; turn += 1) {
        const patientId = ids[turn % ids.length];
        const began = performance.now();
        const answer = await clinic['patient.open']({ patientId });
        times.push(performance.now() - began);
        if (!answer.ok) throw new Error(answer.code);
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
      return times;
    },
    [patientIds, OPENS] as const,
  );

/** Ids of patients all over the store, as the search gives them. */
const someIds = (desk: Page, people: readonly MadePatient[], count: number): Promise<string[]> =>
  desk.evaluate(
    async (queries) => {
      const clinic = Reflect.get(window, 'clinic');
      const ids: string[] = [];
      for (const query of queries) {
        const answer = await clinic['patient.search']({ query, limit: 1 });
        if (answer.ok && answer.value.hits.length > 0) ids.push(answer.value.hits[0].patientId);
      }
      return ids;
    },
    Array.from({ length: count }, (_, at) => people[Math.floor((at * people.length) / count)]).map(
      (p) => `${p?.familyName} ${p?.givenName}`,
    ),
  );

export const chartFigures = async (desk: Page, people: readonly MadePatient[]): Promise<Row[]> => {
  await installProbe(desk);
  const ids = await someIds(desk, people, CHARTS);
  const opens = await openAll(desk, ids);
  console.log(
    `  ${opens.length} charts opened, page to page: p50 ${median(opens).toFixed(2)}, p95 ${percentile(opens, 0.95).toFixed(2)} ms`,
  );
  const clicks = await clickThrough(desk, people);
  console.log(
    `  ${clicks.length} clicks to a painted chart: p50 ${median(clicks).toFixed(1)}, p95 ${percentile(clicks, 0.95).toFixed(1)} ms`,
  );
  return [
    atMost('desktop.open.page-to-page.p95', percentile(opens, 0.95), 'ms', 3),
    atMost('desktop.open.click-to-paint.p95', percentile(clicks, 0.95), 'ms', 50),
  ];
};

/** Opens hits of the patients' search with the mouse and goes back to the list, again and again. */
const clickThrough = async (desk: Page, people: readonly MadePatient[]): Promise<number[]> => {
  await goTo(desk, 'Patients');
  const box = desk.getByRole('combobox', { name: 'Find a patient', exact: true });
  const times: number[] = [];
  for (let turn = 0; turn < CLICKS; turn += 1) {
    const which = turn % CHARTS;
    const person = people[Math.floor(((which + 0.5) * people.length) / CHARTS)];
    await box.fill(person?.familyName ?? '');
    const hit = desk.locator('#patient-hits [role="option"]').nth(which % 3 === 0 ? 1 : 0);
    await desk.locator('#patient-hits[aria-busy="false"]').waitFor();
    if (!(await hit.isVisible())) continue;
    await hit.hover();
    await pause(30 + ((turn * 7) % 40));
    const ms = await untilPainted(desk, 'chart', async () => {
      await desk.mouse.down();
      await desk.mouse.up();
    });
    if (ms === null) throw new Error('a chart was never painted');
    times.push(ms);
    await desk.getByRole('button', { name: 'Back to search' }).click();
    await box.waitFor();
  }
  return times;
};
