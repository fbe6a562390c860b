import { expect, type Page, test } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import { newId } from '../../shared/ids.ts';
import { seriousFindings } from '../support/axe.ts';
import { found, OWNER } from '../support/people.ts';
import { choose, enterWith, goTo, lockByKeys } from '../support/screen.ts';
import { given, NO_LISTS, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

let station: TestWorkstation;
let desk: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  station = await startWorkstation();
  ({ desk } = await found(station));
  const blank = await given(desk, 'schedule.setup', {});
  const provider = { providerId: newId(), name: 'Dr. Ada Okoye', color: 0, active: true };
  const visitType = { visitTypeId: newId(), name: 'Check-up', minutes: 30, color: 1, active: true };
  await given(desk, 'schedule.set-up', { ...blank, providers: [provider], visitTypes: [visitType] });
  const details = { familyName: 'Lindqvist', givenName: 'Åsa', birthDate: '1988-11-02' };
  const { patientId } = await given(desk, 'patient.register', { details, lists: NO_LISTS });
  const { providerId } = provider;
  const { visitTypeId } = visitType;
  const day = Temporal.Now.plainDateISO(blank.timeZone).toString();
  await given(desk, 'visit.book', { patientId, providerId, visitTypeId, day, start: 600, minutes: 30, anyway: 'open or not' });
});
test.afterAll(() => station.close());

const filter = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).filter);
const tell = (page: Page, what: 'blur' | 'focus'): Promise<boolean> => page.evaluate((kind) => window.dispatchEvent(new Event(kind)), what);

test('R28: where patients can see the screen, lists show short names, and what is left behind another window is blurred', async () => {
  await desk.keyboard.press('Alt+2');
  await expect(desk.locator('.ec-event')).toContainText('Lindqvist, Åsa');
  await tell(desk, 'blur');
  expect(await filter(desk)).toBe('none');
  await goTo(desk, 'Settings', 'Places');
  await goTo(desk, 'Locking', 'Settings');
  await choose(desk.getByRole('checkbox', { name: 'Patients can see this screen' }));
  expect(await seriousFindings(desk)).toEqual([]);
  await desk.keyboard.press('Alt+2');
  await expect(desk.locator('.ec-event')).toContainText('Lindqvist, Å.');
  await expect(desk.locator('.ec-event')).not.toContainText('Åsa');
  await desk.keyboard.press('Alt+1');
  await expect(desk.locator('[data-visit]')).toContainText('Lindqvist, Å.');
  await tell(desk, 'blur');
  expect(await filter(desk)).toContain('blur');
  await tell(desk, 'focus');
  expect(await filter(desk)).toBe('none');
});

test('it is the workstation that stands there, whoever signs in next, and its change is in the log', async () => {
  desk = await enterWith(station, await lockByKeys(station), OWNER.password);
  await desk.keyboard.press('Alt+2');
  await expect(desk.locator('.ec-event')).toContainText('Lindqvist, Å.');
  const { lines } = await given(desk, 'audit.search', {});
  expect(lines.filter(({ action }) => action === 'settings.change').length).toBeGreaterThanOrEqual(1);
});
