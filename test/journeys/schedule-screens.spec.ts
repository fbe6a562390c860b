import { expect, type Page, test } from '@playwright/test';
import { type Findings, lookAt } from '../support/look-at.ts';
import { AMARA, CHECKUP } from '../support/schedule.ts';
import { BEA, bookFor, ROOM, type ScheduleDesk, startSchedule } from '../support/schedule-desk.ts';
import { choose, field, goTo, press } from '../support/screen.ts';
import { worded, wordsOf } from '../support/words.ts';
import { given, type TestWorkstation } from '../support/workstation.ts';

/** What the schedule shows beside its day, in both languages and every theme: nothing serious for axe, nothing wider than the window. */
let station: TestWorkstation;
let desk: Page;
let patients: ScheduleDesk['patients'];
const DAY = '2031-05-14';

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  const closures = [{ from: '2031-05-16', to: '2031-05-16', name: 'Staff day' }];
  ({ station, desk, patients } = await startSchedule(
    [
      ['Okafor', 'Ngozi'],
      ['Lindqvist', 'Åsa'],
      ['Montgomery-Featherstonehaugh', 'Maximiliana'],
    ],
    { closures },
  ));
  const [first, second, third] = Object.values(patients);
  await given(desk, 'series.book', {
    ...{ patientId: first ?? '', providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, start: 540, minutes: 30 },
    ...{ roomId: ROOM.roomId, rule: { repeats: 'weekly', every: 2, ends: { count: 2 } }, days: [DAY, '2031-05-28'] },
  });
  await bookFor(desk, second, DAY, 600, 15);
  await bookFor(desk, third, DAY, 660, 45, { providerId: BEA.providerId });
  await bookFor(desk, third, '2031-05-16', 600, 30, { anyway: 'results can’t wait' });
  await bookFor(desk, first, '2031-05-15', 600, 30);
  const time = { fromDay: DAY, toDay: DAY, start: 720, end: 780 };
  await given(desk, 'block.add', { providerId: AMARA.providerId, ...time, reason: 'meeting' });
  await given(desk, 'block.add', { providerId: BEA.providerId, ...time, start: 0, end: 1440, toDay: '2031-05-15', reason: 'vacation' });
  const wish = {
    visitTypeId: CHECKUP.visitTypeId,
    minutes: 15,
    providerId: null,
    weekdays: [3, 4],
    part: 'morning',
    fromDay: DAY,
  } as const;
  for (const patientId of [second ?? '', third ?? ''])
    await given(desk, 'wait.add', { patientId, ...wish, weekdays: [...wish.weekdays], visitNote: 'calls back after five' });
});
test.afterAll(() => station.close());

for (const language of ['en', 'es'] as const) {
  const { desk: acts, schedule, settings, shell, common } = wordsOf(language);

  test(`weeks, lists, blocked times, free times and who waits (${language})`, async () => {
    const wrong: Findings = [];
    const look = (name: string) => lookAt(station, desk, `${name}-${language}`, wrong);
    await desk.keyboard.press('Alt+7');
    await desk.getByRole('main').getByRole('navigation').getByRole('button').first().click();
    await choose(desk.getByLabel(language === 'es' ? 'Español' : 'English', { exact: true }));
    await expect(desk.locator('html')).toHaveAttribute('lang', language);
    await desk.keyboard.press('Alt+2');
    await desk.getByText(schedule.viewAs.day, { exact: true }).first().click();
    await desk.getByRole('textbox', { name: schedule.goTo }).fill('5/14/2031');
    await expect(desk.locator('.shade')).toHaveCount(2);
    await look('schedule-blocked');
    for (const name of ['Okafor', 'Lindqvist', 'Montgomery']) {
      await desk.locator('.ec-event').filter({ hasText: name }).first().click();
      await press(desk, acts.parked.park);
    }
    await desk
      .getByRole('button', { name: worded(acts.parked.takeOf) })
      .nth(1)
      .click();
    await look('schedule-parked');
    for (let left = 3; left > 0; left -= 1)
      await desk
        .getByRole('button', { name: worded(acts.parked.letGoOf) })
        .first()
        .click();
    await press(desk, schedule.block);
    await desk.getByRole('dialog').waitFor();
    await look('schedule-block');
    await press(desk, common.cancel);
    await desk.getByText(schedule.viewAs.week, { exact: true }).first().click();
    await desk.locator('.ec-event').first().waitFor();
    await look('schedule-week');
    await desk.locator('.ec-event').first().click();
    await press(desk, schedule.edit);
    await desk.getByRole('dialog').waitFor();
    await look('schedule-edit');
    await press(desk, common.cancel);
    await desk.getByText(schedule.viewAs.list, { exact: true }).first().click();
    await expect(desk.getByRole('row')).not.toHaveCount(1);
    await look('schedule-list');
    await press(desk, schedule.waitList);
    await desk.getByRole('dialog').getByRole('listitem').first().waitFor();
    await look('schedule-wait-list');
    await desk
      .getByRole('button', { name: worded(schedule.bookWho) })
      .first()
      .click();
    await desk.getByRole('dialog').getByRole('listitem').first().waitFor();
    await look('schedule-next-free');
    await press(desk, common.cancel);
    await desk.getByText(schedule.viewAs.day, { exact: true }).first().click();
    await press(desk, schedule.views);
    await desk.getByRole('dialog').waitFor();
    await look('schedule-views');
    await desk.keyboard.press('Escape');
    await press(desk, schedule.book);
    await desk.getByRole('textbox', { name: schedule.forWhom }).fill('okafor');
    await desk.getByRole('dialog').getByRole('listitem').getByRole('button').first().click();
    await field(desk, schedule.start).fill('9');
    await field(desk, schedule.repeat).selectOption('weekly');
    await desk.getByRole('dialog').getByRole('listitem').first().waitFor();
    await look('schedule-series');
    await press(desk, common.cancel);
    await desk.locator('.ec-event').filter({ hasText: 'Lindqvist' }).click();
    await press(desk, schedule.cancel);
    await desk.getByRole('button', { name: schedule.showFitting, exact: true }).waitFor();
    await look('schedule-freed');
    await press(desk, common.undo);
    await desk.keyboard.press('Alt+7');
    await goTo(desk, settings.section.schedule, shell.place.settings);
    await desk.getByRole('button', { name: schedule.setup.addClosure }).scrollIntoViewIfNeeded();
    await look('settings-schedule-closures');
    expect(wrong).toEqual([]);
  });
}
