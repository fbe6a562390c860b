import { expect, type Locator, type Page, test } from '@playwright/test';
import { seriousFindings } from '../support/axe.ts';
import { codeFor, found, OWNER } from '../support/people.ts';
import { given, NO_LISTS, sayLast, startWorkstation } from '../support/workstation.ts';

const headings = (desk: Page) => desk.getByRole('columnheader');
const widthOf = async (desk: Page, name: string): Promise<number> =>
  (await headings(desk).filter({ hasText: name }).boundingBox())?.width ?? 0;

const shareAt = async (edge: Locator): Promise<number> => Number(await edge.getAttribute('aria-valuenow'));

test('columns are made wider by pulling and by the keys, stay so after a lock, and go back to the usual widths', async () => {
  const station = await startWorkstation();
  const { desk, secret } = await found(station);
  await given(desk, 'patient.register', { details: { familyName: 'Okafor', givenName: 'Ngozi' }, lists: NO_LISTS });
  await desk.keyboard.press('Alt+6');
  await desk.getByRole('grid').waitFor();
  const usual = await widthOf(desk, 'Person');
  const edge = desk.getByRole('separator', { name: 'Width of the column Person' });
  const box = await edge.boundingBox();
  if (box === null) throw new Error('no edge to pull');
  await desk.mouse.move(box.x + 4, box.y + 10);
  await desk.mouse.down();
  await desk.mouse.move(box.x + 44, box.y + 10, { steps: 4 });
  await desk.mouse.move(box.x + 84, box.y + 10, { steps: 4 });
  await desk.mouse.up();
  await expect.poll(async () => Math.round((await widthOf(desk, 'Person')) - usual)).toBeGreaterThan(60);
  expect(await seriousFindings(desk)).toEqual([]);

  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('column widths');
  // whom nobody knows can be registered, which is offered a moment later, and before the command
  await desk.getByRole('option', { name: /^Nobody found/ }).waitFor();
  await desk.getByRole('option', { name: 'Column widths', exact: true }).click();
  await expect(desk.getByRole('separator').first()).toBeFocused();
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('ArrowDown');
  await expect(edge).toBeFocused();
  const before = await shareAt(edge);
  for (let times = 0; times < 3; times += 1) await desk.keyboard.press('ArrowLeft');
  await expect.poll(() => shareAt(edge)).toBe(before - 3);
  sayLast(desk, 'session.lock', {});

  sayLast(await station.page('unlock'), 'door.sign-in', {
    signInName: OWNER.signInName,
    password: OWNER.password,
    code: await codeFor(secret, 1),
  });
  const again = await station.page('workspace');
  await again.getByRole('grid').waitFor();
  const kept = again.getByRole('separator', { name: 'Width of the column Person' });
  await expect.poll(() => shareAt(kept)).toBe(before - 3);
  await kept.press('Delete');
  // a scroll bar may have come with more lines
  await expect.poll(async () => Math.abs((await widthOf(again, 'Person')) - usual)).toBeLessThan(8);
  await station.close();
});
