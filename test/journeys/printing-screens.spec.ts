import { expect, type Page, test } from '@playwright/test';
import { COMMANDS } from '../../shared/commands.ts';
import { type FakeSpooler, fakeSpooler } from '../support/fake-spooler.ts';
import { type Findings, lookAt } from '../support/look-at.ts';
import { found } from '../support/people.ts';
import { AMARA, CHECKUP, OTTO, SETUP } from '../support/schedule.ts';
import { choose } from '../support/screen.ts';
import { wordsOf } from '../support/words.ts';
import { given, NO_LISTS, newFolder, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** The screens of printing, as every-screen.spec.ts looks at the others: both languages, all themes, both sizes. */
let station: TestWorkstation;
let desk: Page;
let spooler: FakeSpooler;

const VISIT = { providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, day: '2031-05-14', minutes: 30 };

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  spooler = fakeSpooler(['Front-Desk', 'Labels']);
  station = await startWorkstation(newFolder(), [], { ANTEROOM_SPOOLER: spooler.folder });
  ({ desk } = await found(station));
  const blank = await given(desk, 'schedule.setup', {});
  await given(desk, 'schedule.set-up', { ...SETUP, version: blank.version, timeZone: blank.timeZone, providers: [AMARA, OTTO] });
  for (const [at, [familyName = '', givenName = '']] of [
    ['García', 'Marisol'],
    ['Nguyễn', 'Thị Hồng Nhung'],
    ['Щукина', 'Ольга'],
    ['山田', '花子'],
    ['Featherstonehaugh-Cholmondeley', 'Bartholomew'],
  ].entries()) {
    const details = {
      familyName,
      givenName,
      birthDate: '1961-03-04',
      mobilePhone: '(312) 555-0142',
      city: 'Chicago',
      state: 'IL',
      zip: '60601',
    };
    const made = await given(desk, 'patient.register', { details, lists: NO_LISTS });
    await given(desk, 'visit.book', {
      ...VISIT,
      patientId: made.patientId,
      start: 540 + 30 * at,
      visitNote: at === 1 ? 'interpreter comes along' : '',
    });
  }
});
test.afterAll(() => station.close());

for (const language of ['en', 'es'] as const) {
  const { common, printing, schedule } = wordsOf(language);

  test(`the four prints (${language})`, async () => {
    const wrong: Findings = [];
    const look = (name: string) => lookAt(station, desk, `${name}-${language}`, wrong);
    await given(desk, 'preferences.write', { language });
    await desk.keyboard.press(COMMANDS['place.settings'].shortcut);
    await desk.getByRole('main').getByRole('navigation').getByRole('button').first().click();
    await choose(desk.getByLabel(language === 'es' ? 'Español' : 'English', { exact: true }));
    await expect(desk.locator('html')).toHaveAttribute('lang', language);
    const dialog = desk.getByRole('dialog');
    const preview = dialog.locator('canvas').first();

    await desk.keyboard.press(COMMANDS['place.schedule'].shortcut);
    await desk.getByRole('textbox', { name: schedule.goTo }).fill('5/14/2031');
    await desk.keyboard.press('Tab');
    const visit = desk.locator('.ec-event').filter({ hasText: 'García' });
    await visit.waitFor();
    await desk.keyboard.press('Control+p');
    await preview.waitFor();
    await expect(dialog.getByRole('alert')).toContainText('[?]');
    await look('print-day');
    await desk.keyboard.press('Escape');
    await visit.press('Enter');
    await look('print-visit');
    await dialog.getByRole('button', { name: printing.slip }).click();
    await preview.waitFor();
    await look('print-slip');
    await desk.keyboard.press('Escape');

    await desk.keyboard.press('Control+k');
    await desk.keyboard.type('garcia');
    await desk.locator('[role=option][data-combobox-selected]').waitFor();
    await desk.keyboard.press('Enter');
    await desk.getByRole('button', { name: printing.label }).click();
    await preview.waitFor();
    spooler.behave('refuses');
    await dialog.getByRole('button', { name: printing.print, exact: true }).click();
    await dialog.getByRole('button', { name: printing.printAgain }).waitFor();
    await look('print-label-failed');
    spooler.behave('takes');
    await dialog.getByRole('button', { name: printing.printAgain }).click();
    await dialog.getByText(/Front-Desk\.$/).waitFor();
    await look('print-label-done');
    await dialog.getByRole('button', { name: common.close, exact: true }).last().click();
    await desk.keyboard.press('Control+Shift+p');
    await preview.waitFor();
    await dialog.getByLabel(printing.recipient).fill('St. Mary’s');
    await look('print-face-sheet');
    await desk.keyboard.press('Escape');
    expect(wrong).toEqual([]);
  });
}
