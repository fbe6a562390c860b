import { expect, type Page, test } from '@playwright/test';
import { newId } from '../../shared/ids.ts';
import { seriousFindings } from '../support/axe.ts';
import { AMARA, CHECKUP, SETUP } from '../support/schedule.ts';
import { bookFor, FLU, ROOM, type ScheduleDesk, startSchedule, turnTo } from '../support/schedule-desk.ts';
import { field, press, resize } from '../support/screen.ts';
import { given, type TestWorkstation } from '../support/workstation.ts';

let station: TestWorkstation;
let desk: Page;
let patients: ScheduleDesk['patients'];
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  ({ station, desk, patients } = await startSchedule([
    ['Okafor', 'Ngozi'],
    ['Lindqvist', 'Åsa'],
  ]));
  await bookFor(desk, patients['Okafor'], '2031-05-14', 600);
  await bookFor(desk, patients['Lindqvist'], '2031-05-16', 660);
});
test.afterAll(() => station.close());

const dialog = () => desk.getByRole('dialog');
const visit = (name: string) => desk.locator('.ec-event').filter({ hasText: name });

test('a provider’s week stands in a column for each day, and a visit is pulled to another day', async () => {
  await turnTo(desk, '5/14/2031');
  await desk.getByText('Week', { exact: true }).first().click();
  await expect(desk.getByRole('heading', { name: 'Monday, May 12, 2031 to Sunday, May 18, 2031' })).toBeVisible();
  await expect(visit('Okafor, Ngozi')).toContainText('10:00 AM Check-up');
  await expect(visit('Lindqvist, Åsa')).toContainText('Fri, May 16');
  expect(await seriousFindings(desk)).toEqual([]);
  const block = await visit('Okafor, Ngozi').boundingBox();
  const thursday = await desk.locator('.day-grid').getByText('Thu, May 15', { exact: true }).first().boundingBox();
  if (block === null || thursday === null) throw new Error('it is not on the screen');
  const [x, y] = [block.x + block.width / 2, block.y + block.height / 2];
  await desk.mouse.move(x, y);
  await desk.mouse.down();
  await desk.mouse.move(x, y + 10, { steps: 3 });
  await desk.mouse.move(thursday.x + thursday.width / 2, y, { steps: 8 });
  await desk.mouse.up();
  await expect(visit('Okafor, Ngozi')).toContainText('Thu, May 15');
  await press(desk, 'Undo');
  await expect(visit('Okafor, Ngozi')).toContainText('Wed, May 14');
});

test('a visit’s kind, length, room and note are changed on its card, and the undo puts them back', async () => {
  await visit('Okafor, Ngozi').press('Enter');
  await press(desk, 'Change the visit');
  await field(dialog(), 'Kind of visit').selectOption({ value: FLU.visitTypeId });
  await expect(field(dialog(), 'Length in minutes')).toHaveValue('10');
  await field(dialog(), 'Length in minutes').fill('20');
  await field(dialog(), 'Room').selectOption(ROOM.name);
  await field(dialog(), 'Note on the visit (optional)').fill('left arm');
  await desk.keyboard.press('Control+Enter');
  await expect(visit('Okafor, Ngozi')).toContainText('10:00 AM Flu shot, Room 1');
  await press(desk, 'Undo');
  await expect(visit('Okafor, Ngozi')).toContainText('10:00 AM Check-up');
});

test('the list shows days line by line, fewer as one types, and opens a visit by the keys', async () => {
  await desk.getByText('List', { exact: true }).first().click();
  await expect(desk.getByRole('row')).toHaveCount(3);
  expect(await seriousFindings(desk)).toEqual([]);
  await desk.getByRole('button', { name: 'Okafor, Ngozi' }).focus();
  await desk.keyboard.press('j');
  await expect(desk.getByRole('button', { name: 'Lindqvist, Åsa' })).toBeFocused();
  await desk.keyboard.press('Enter');
  await expect(dialog()).toContainText('Friday, May 16, 2031');
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: 'Lindqvist, Åsa' }).focus();
  await desk.keyboard.press('/');
  await expect(field(desk, 'Show only (a name, a kind of visit, a room)')).toBeFocused();
  await desk.keyboard.type('asa');
  await expect(desk.getByRole('row')).toHaveCount(2);
});

test('five columns fit in the window, and of twelve the heads and the hours stay in sight', async () => {
  await desk.getByText('Day', { exact: true }).first().click();
  await resize(station, desk, 1366, 768);
  const { version } = await given(desk, 'schedule.setup', {});
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ ...AMARA, providerId: at === 0 ? AMARA.providerId : newId(), name: `Provider ${at + 1}` }));
  const twelve = many(12);
  const five = twelve.map((one, at) => ({ ...one, active: at < 5 }));
  const setUp = (providers: typeof twelve, at: number) =>
    given(desk, 'schedule.set-up', { ...SETUP, providers, visitTypes: [CHECKUP, FLU], rooms: [ROOM], version: at });
  const { providers } = await given(desk, 'schedule.setup', {});
  const others = providers.filter(({ providerId }) => providerId !== AMARA.providerId).map((one) => ({ ...one, active: false }));
  const show = async (list: typeof twelve, at: number): Promise<void> => {
    await setUp([...list, ...others], at);
    await desk.keyboard.press('Alt+1');
    await turnTo(desk, '5/14/2031');
    await desk.locator('.ec-event').first().waitFor();
  };
  await show(five, version);
  const main = desk.locator('.day-grid .ec-main');
  const wider = () => main.evaluate((its) => its.scrollWidth - its.clientWidth);
  expect(await wider()).toBeLessThanOrEqual(1);
  await show(twelve, version + 1);
  expect(await wider()).toBeGreaterThan(200);
  const head = desk.locator('.day-grid').getByText('Provider 12', { exact: true }).first();
  await main.evaluate((its) => its.scrollTo(its.scrollWidth, 300));
  await expect(head).toBeInViewport();
  await expect(desk.locator('.day-grid .ec-sidebar').first()).toBeInViewport();
});
