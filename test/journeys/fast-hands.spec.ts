import { expect, type Page, test } from '@playwright/test';
import { found } from '../support/people.ts';
import { given, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const NO_LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };

let station: TestWorkstation;
let desk: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  station = await startWorkstation();
  ({ desk } = await found(station));
  for (const [familyName, givenName] of [
    ['Okonkwo', 'Adaeze'],
    ['Lindqvist', 'Maja'],
    ['Lindgren', 'Marta'],
  ] as const)
    await given(desk, 'patient.register', { details: { familyName, givenName, birthDate: '1980-02-03' }, lists: NO_LISTS });
});
test.afterAll(() => station.close());

/** Both before the page comes to anything else: the hits can't be there when Enter is struck. */
const typeAndStrike = async (box: ReturnType<Page['getByRole']>, typed: string) => {
  await box.focus();
  await box.evaluate(async (field, text) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await Promise.resolve();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }));
  }, typed);
};

test('a name and Enter in one go open the only one it names, from the box above every screen and from the patients place', async () => {
  await typeAndStrike(desk.getByRole('combobox', { name: 'Search patients and commands' }), 'okonkwo');
  await expect(desk.getByTestId('patient-banner')).toContainText('Okonkwo');
  await desk.getByRole('button', { name: 'Back to search' }).press('Enter');
  await typeAndStrike(desk.getByRole('combobox', { name: 'Find a patient' }), 'adaeze');
  await expect(desk.getByTestId('patient-banner')).toContainText('Okonkwo');
  await desk.getByRole('button', { name: 'Back to search' }).press('Enter');
});

test('an Enter between the hits and the choice among them opens the only one, and of several nobody', async () => {
  const box = desk.getByRole('combobox', { name: 'Search patients and commands' });
  const strikeWithTheHits = () =>
    box.evaluate((field) => {
      new MutationObserver((_, watch) => {
        if (document.querySelector('[data-combobox-option]') === null) return;
        watch.disconnect();
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }));
      }).observe(document.body, { childList: true, subtree: true });
    });
  await strikeWithTheHits();
  await box.fill('okonkwo');
  await expect(desk.getByTestId('patient-banner')).toContainText('Okonkwo');
  await desk.getByRole('button', { name: 'Back to search' }).press('Enter');
  await strikeWithTheHits();
  await box.fill('lind');
  await expect(desk.locator('[data-combobox-selected]')).toHaveCount(1);
  await expect(desk.getByTestId('patient-banner')).toHaveCount(0);
  await box.fill('');
});

test('a name and Enter in one go open nobody where several are meant, and the next Enter opens the one that is shown as chosen', async () => {
  const box = desk.getByRole('combobox', { name: 'Find a patient' });
  await box.fill('');
  await typeAndStrike(box, 'lind');
  await expect(desk.getByRole('option')).toHaveCount(2);
  await expect(desk.getByTestId('patient-banner')).toHaveCount(0);
  const chosen = (await desk.getByRole('option', { selected: true }).textContent()) ?? '';
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('patient-banner')).toContainText(chosen.includes('Maja') ? 'Maja' : 'Marta');
});
