import { expect, type Page, test } from '@playwright/test';
import { todayIn } from '../../renderer/schedule/wall-time.ts';
import { COMMANDS } from '../../shared/commands.ts';
import { type Findings, lookAt } from '../support/look-at.ts';
import { OWNER } from '../support/people.ts';
import { Phone } from '../support/phone.ts';
import { AMARA, CHECKUP, OTTO, SETUP } from '../support/schedule.ts';
import { choose, field, goTo, lockByKeys, press } from '../support/screen.ts';
import { registerScreenPeople } from '../support/screen-people.ts';
import { worded, wordsOf } from '../support/words.ts';
import { twoSheets } from '../support/workbook.ts';
import { given, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** Each screen in both languages, in light, dark and high contrast and at both sizes: nothing serious for axe, nothing wider than the window. */
/** A cover, and a list with its first and last names under each other's heading, with a row for most of what a check can say. */
const WORKBOOK = twoSheets(
  [['Harbor Clinic', 'Patient list']],
  [
    ['First', 'Last', 'DOB', ''],
    ['Garcia', 'Mario', '11/30/1987', 'x'],
    ['Smith', 'Jennifer', '02/14/1990', ''],
    ['Nguyen', 'Robert', '05/06/1971', 'y'],
    ['Walker', 'Linda', '07/08/1962', ''],
    ['Torres', 'Carlos', '09/21/1955', 'z'],
    ['', 'Pilar', '05/06/1990', ''],
  ],
);

let station: TestWorkstation;
let phone: Phone;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  station = await startWorkstation();
});
test.afterAll(() => station.close());

const A_VISIT = {
  providerId: AMARA.providerId,
  visitTypeId: CHECKUP.visitTypeId,
  day: '2031-05-14',
  start: 570,
  minutes: 30,
  visitNote: 'brings films',
};
const anybody = async (desk: Page) => {
  const hit = (await given(desk, 'patient.search', { query: 'gar' })).hits.find(({ restricted }) => restricted === null);
  if (hit === undefined) throw new Error('nobody is called so');
  return hit;
};

const english = wordsOf('en');
const { unlock, setUp, common } = english;

/** The door speaks the language that is chosen on it, at once and without losing what was typed. */
const lookAtDoor = async (door: Page, name: string, wrong: Findings): Promise<void> => {
  for (const language of ['es', 'en'] as const) {
    await door.getByText(language === 'es' ? 'Español' : 'English', { exact: true }).click();
    await expect(door.locator('html')).toHaveAttribute('lang', language);
    await lookAt(station, door, `${name}-${language}`, wrong);
  }
};

test('the first run', async () => {
  const wrong: Findings = [];
  const door = await station.page('unlock');
  await lookAtDoor(door, 'welcome', wrong);
  await press(door, setUp.begin);
  await press(door, common.continue);
  await lookAtDoor(door, 'founders-empty', wrong);
  const typed = {
    practice: 'Juniper Family Clinic',
    workstation: 'Front desk 1',
    ownerName: OWNER.ownerName,
    signInName: OWNER.signInName,
  };
  for (const [name, text] of Object.entries(typed)) await door.locator(`input[name="${name}"]`).fill(text);
  await field(door, unlock.newPassword).fill(OWNER.password);
  await expect(door.getByText(unlock.passwordGood)).toBeVisible();
  await lookAtDoor(door, 'founders', wrong);
  await press(door, common.continue);
  phone = new Phone(await door.getByText(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).innerText());
  await lookAtDoor(door, 'phone', wrong);
  await field(door, english.parts.code).fill(await phone.code());
  await press(door, common.continue);
  await lookAtDoor(door, 'recovery-codes', wrong);
  await press(door, unlock.codesKept);
  const sheets: string[] = [];
  for (const sheet of await door.getByRole('region').all()) sheets.push((await sheet.getByRole('listitem').allInnerTexts()).join(' '));
  await lookAtDoor(door, 'recovery-kit', wrong);
  await press(door, setUp.kitKept);
  for (const [at, sheet] of (await door.locator('textarea[name^="sheet-"]').all()).entries()) await sheet.fill(sheets[at] ?? '');
  await lookAtDoor(door, 'recovery-kit-tried', wrong);
  await press(door, setUp.proveFinish);
  await registerScreenPeople(await station.page('workspace'));
  expect(wrong).toEqual([]);
});

for (const language of ['en', 'es'] as const) {
  const words = wordsOf(language);
  const { board, chart, form, importing, inbox, merging, office, patients, schedule, settings, shell, staff } = words;

  /** The palette's first answer, chosen and opened. */
  const find = async (desk: Page, typed: string): Promise<void> => {
    await desk.keyboard.press('Control+k');
    await desk.keyboard.type(typed);
    await desk.locator('[role=option][data-combobox-selected]').waitFor();
  };
  const prefer = async (desk: Page): Promise<void> => {
    await desk.keyboard.press('Alt+7');
    await desk.getByRole('main').getByRole('navigation').getByRole('button').first().click();
    await choose(desk.getByLabel(language === 'es' ? 'Español' : 'English', { exact: true }));
    await expect(desk.locator('html')).toHaveAttribute('lang', language);
  };

  test(`finding, opening, editing and merging patients (${language})`, async () => {
    const wrong: Findings = [];
    const desk = await station.page('workspace');
    const look = (name: string) => lookAt(station, desk, `${name}-${language}`, wrong);
    await prefer(desk);
    await desk.keyboard.press('Alt+1');
    await look('today');
    await desk.keyboard.press('F1');
    await desk.getByRole('dialog').waitFor();
    await look('keys');
    await desk.keyboard.press('Escape');
    await find(desk, 'gar mar');
    await look('palette');
    await desk.keyboard.press('Control+a');
    await desk.keyboard.type(COMMANDS['place.settings'][language].slice(0, 5));
    await look('palette-commands');
    await desk.keyboard.press('Escape');

    await desk.keyboard.press('Alt+4');
    await look('search-empty');
    const box = desk.getByRole('combobox', { name: patients.searchLabel });
    await box.fill('gar mar');
    await expect(desk.getByRole('option')).toHaveCount(5);
    await look('search');
    await box.fill('zzyzx');
    await expect(desk.getByRole('option')).toHaveCount(0);
    await look('search-nobody');
    // there the keys of the search are the place's own
    await desk.keyboard.press('Alt+1');
    await find(desk, 'garland marcus');
    await desk.keyboard.press('Enter');
    await desk.getByRole('dialog').waitFor();
    await look('reason');
    await desk.keyboard.press('Escape');
    await find(desk, 'garcia lopez maria fer');
    await desk.keyboard.press('Enter');
    await expect(desk.getByTestId('patient-banner')).toBeVisible();
    await look('chart');
    for (const part of [chart.coverage, chart.contacts, chart.tasks, chart.history, chart.lookers, chart.access]) {
      await desk.getByRole('tab', { name: part }).click();
      await desk.waitForTimeout(150);
      await look(`chart-${part}`);
    }
    await press(desk, chart.restrict);
    await desk.getByRole('dialog').waitFor();
    await look('restrict');
    await desk.keyboard.press('Escape');
    await press(desk, chart.edit);
    await look('edit');
    await desk.getByLabel(words.fields.familyName).first().fill('');
    await desk.keyboard.press('Control+Enter');
    await look('edit-errors');
    await press(desk, words.common.cancel);
    await press(desk, chart.merge);
    await look('merge-pick');
    await desk
      .getByRole('button', { name: worded(merging.compareWith) })
      .first()
      .click();
    await look('merge');
    await press(desk, merging.merge);
    await look('merge-confirm');
    await desk.keyboard.press('Escape');
    await press(desk, words.common.cancel);
    await desk.keyboard.press('Control+n');
    await desk.keyboard.type('Garcia Lopez');
    await field(desk, words.fields.givenName).fill('Maria');
    await field(desk, words.fields.birthDate).fill('3/4/1961');
    await expect(desk.getByRole('complementary')).toContainText('A000001');
    await look('register');
    await find(desk, 'montgomery');
    await desk.keyboard.press('Enter');
    await expect(desk.getByRole('dialog')).toContainText(form.leaveTitle);
    await look('leave');
    await press(desk, form.leaveDiscard);
    await press(desk, patients.backToSearch);
    expect(wrong).toEqual([]);
  });

  test(`import, office and settings (${language})`, async () => {
    const wrong: Findings = [];
    const desk = await station.page('workspace');
    const look = (name: string) => lookAt(station, desk, `${name}-${language}`, wrong);
    await prefer(desk);
    await desk.keyboard.press('Alt+2');
    const blank = await given(desk, 'schedule.setup', {});
    if (blank.providers.length === 0) {
      await desk.getByText(schedule.notSetUp).waitFor();
      await look('schedule-not-set-up');
      await desk.keyboard.press('Alt+1');
      const providers = [AMARA, { ...OTTO, active: true }];
      await given(desk, 'schedule.set-up', { ...SETUP, version: blank.version, timeZone: blank.timeZone, providers });
      const { patientId } = await anybody(desk);
      await given(desk, 'visit.book', { ...A_VISIT, patientId });
      await given(desk, 'visit.book', { ...A_VISIT, patientId, day: todayIn(blank.timeZone), anyway: 'open or not' });
      await desk.keyboard.press('Alt+2');
    }
    await desk.keyboard.press('Alt+1');
    await desk.locator('[data-visit]').first().click();
    await desk.getByRole('dialog').getByRole('heading', { name: board.coverages, exact: true }).waitFor();
    await look('board-check-in');
    await desk.keyboard.press('Escape');
    await look('board');
    await press(desk, words.desk.missing.title);
    await desk.getByRole('dialog').getByRole('listitem').first().waitFor();
    await look('board-missing');
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('Control+Shift+N');
    await desk.getByRole('textbox', { name: schedule.forWhom }).fill('zzyzx');
    await desk.getByRole('button', { name: worded(schedule.registerFirst) }).click();
    await field(desk.getByRole('dialog'), words.fields.familyName).fill('Garcia Lopez');
    await field(desk.getByRole('dialog'), words.fields.givenName).fill('Maria');
    await field(desk.getByRole('dialog'), words.fields.birthDate).fill('3/4/1961');
    await expect(desk.getByRole('dialog')).toContainText('A000001');
    await look('board-walk-in');
    await press(desk, words.common.cancel);
    await desk.keyboard.press('Alt+2');
    await desk.getByRole('textbox', { name: schedule.goTo }).fill('5/14/2031');
    await desk.locator('.ec-event').waitFor();
    await look('schedule-day');
    await desk.locator('.ec-event').click();
    await desk.getByRole('dialog').waitFor();
    await look('schedule-visit');
    await desk.keyboard.press('Escape');
    await press(desk, schedule.book);
    await desk.getByRole('dialog').waitFor();
    await look('schedule-whom');
    await desk.getByRole('textbox', { name: schedule.forWhom }).fill('gar');
    await desk.getByRole('dialog').getByRole('listitem').getByRole('button').first().click();
    await look('schedule-book');
    const booking = desk.getByRole('dialog');
    await field(booking, schedule.provider).selectOption({ label: AMARA.name });
    await field(booking, schedule.start).fill('9:30');
    await desk.keyboard.press('Enter');
    await booking.getByRole('alert').waitFor();
    await look('schedule-refused');
    await press(desk, words.common.cancel);

    await desk.keyboard.press('Alt+3');
    const hers = await anybody(desk);
    if ((await given(desk, 'task.list', { view: 'open', after: null })).tasks.length === 0) {
      await desk.getByText(inbox.empty.mine).waitFor();
      await look('inbox-empty');
      await given(desk, 'hand-over.write', { version: 0, handOverText: 'The label printer jams: open the left side.' });
      await given(desk, 'hand-over.write', {
        version: 1,
        handOverText: 'Two people wait for a call about Thursday; their messages are in the inbox.',
      });
      const filed = { kind: 'task', patientId: null, owner: { whose: 'role', role: 'front-desk' }, due: null } as const;
      const late = { patientId: hers.patientId, due: { day: '2026-01-05', minute: 600 } };
      const { taskId } = await given(desk, 'task.create', {
        ...{ ...filed, ...late, kind: 'message', taskText: 'Asks whether she may take her pills before the blood draw.' },
        ...{ caller: 'Her daughter Guadalupe', callBack: '(702) 555-0117' },
      });
      await given(desk, 'task.comment', { taskId, patientId: hers.patientId, words: 'No answer at ten.' });
      await given(desk, 'task.create', {
        ...filed,
        taskText: 'Order labels: the last roll is in the printer.',
        owner: { whose: 'nobody' },
      });
      await given(desk, 'task.create', { ...filed, taskText: 'Send the form.', due: { day: '2031-05-14', minute: null } });
      await desk.keyboard.press('Alt+1');
      await desk.keyboard.press('Alt+3');
    }
    await desk.getByText(inbox.view.open, { exact: true }).click();
    const lines = desk.getByRole('listbox').getByRole('option');
    await lines.first().click();
    await press(desk, inbox.said_one.replace('{{count}}', '1'));
    await desk.getByText('No answer at ten.').waitFor();
    await press(desk, inbox.handOverHistory);
    await look('inbox');
    await press(desk, inbox.handOverHistoryHide);
    await press(desk, inbox.handOverEdit);
    await look('inbox-hand-over');
    await press(desk, words.common.cancel);
    await press(desk, inbox.assign);
    await desk.getByRole('dialog').waitFor();
    await look('inbox-assign');
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('Control+m');
    await desk.getByRole('dialog').waitFor();
    await desk.keyboard.type('Guadalupe');
    await field(desk, inbox.patient).fill('gar');
    await desk.getByRole('dialog').getByRole('listitem').first().waitFor();
    await look('inbox-message');
    await press(desk, inbox.discard);
    await desk.keyboard.press('Control+Shift+T');
    await look('inbox-task');
    await desk.keyboard.press('Escape');

    await desk.keyboard.press('Alt+5');
    await look('import-file');
    await desk.locator('input[type="file"]').setInputFiles({ name: 'clinic.xlsx', mimeType: 'text/csv', buffer: Buffer.from(WORKBOOK) });
    await desk.getByRole('combobox', { name: importing.sheet }).selectOption('Patients');
    await press(desk, importing.swap);
    await desk.getByText(importing.swappedNow).waitFor();
    const check = desk.getByRole('button', { name: importing.checkRows });
    await check.waitFor();
    await look('import-columns');
    await check.click();
    const start = desk.getByRole('button', { name: worded(importing.start_other) });
    await start.waitFor();
    await look('import-check');
    await start.click();
    await desk.getByRole('button', { name: importing.undo }).waitFor();
    await look('import-done');
    await press(desk, importing.undo);
    await desk.getByText(importing.undone).waitFor();
    await look('import-undone');

    await desk.keyboard.press('Alt+6');
    await desk.getByRole('grid').getByRole('row').nth(2).click();
    await desk.getByRole('region', { name: worded(office.detail) }).waitFor();
    await look('office-entry');
    await press(desk, office.verify);
    await desk.getByText(office.intact, { exact: true }).waitFor();
    await look('office-intact');

    await desk.keyboard.press('Alt+7');
    for (const [id, name] of Object.entries(settings.section)) {
      await goTo(desk, name, shell.place.settings);
      await desk.getByRole('heading', { name }).waitFor();
      await look(`settings-${id}`);
    }
    await goTo(desk, settings.section.staff, shell.place.settings);
    await press(desk, staff.add);
    await desk.getByRole('dialog').waitFor();
    await look('staff-add');
    await desk.keyboard.press('Escape');
    expect(wrong).toEqual([]);
  });
}

test('the door of a practice: names, a refused try, the kit, an account made one’s own', async () => {
  const wrong: Findings = [];
  const desk = await station.page('workspace');
  await desk.keyboard.press('Alt+7');
  await desk.getByRole('main').getByRole('navigation').getByRole('button').first().click();
  await choose(desk.getByLabel('English', { exact: true }));
  await goTo(desk, english.settings.section.staff, english.shell.place.settings);
  await press(desk, english.staff.add);
  await field(desk, english.staff.name).fill('Tomás Rivera');
  await field(desk, english.staff.signInName).fill('tomas');
  await field(desk, english.parts.code).fill(await phone.code());
  await desk.keyboard.press('Control+Enter');
  const told = desk.getByRole('button', { name: english.staff.oneTimeTold });
  await told.waitFor();
  const oneTime = await desk.getByText(english.staff.oneTimePassword, { exact: true }).locator('xpath=following-sibling::p').innerText();
  await lookAt(station, desk, 'one-time-password', wrong);
  await told.click();

  const first = await lockByKeys(station);
  await field(first, unlock.password).fill('not the password at all');
  await press(first, unlock.signIn);
  const door = await station.page('unlock', first);
  await door.getByRole('alert').waitFor();
  await lookAtDoor(door, 'refused', wrong);
  await door.getByRole('button', { name: unlock.useKit }).click();
  await lookAtDoor(door, 'recover', wrong);
  await press(door, common.cancel);
  await door.getByLabel(unlock.someoneElse).check();
  await lookAtDoor(door, 'someone-else', wrong);
  await field(door, unlock.signInName).fill('tomas');
  await field(door, unlock.password).fill(oneTime);
  await press(door, unlock.signIn);
  await door.getByRole('heading', { name: unlock.enrolTitle }).waitFor();
  await lookAtDoor(door, 'enrol', wrong);
  expect(wrong).toEqual([]);
});
