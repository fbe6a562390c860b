import { expect, type Page, test } from '@playwright/test';
import { newId } from '../../shared/ids.ts';
import { fieldIn, typeInto } from '../support/hands.ts';
import { codeFor, found, OWNER } from '../support/people.ts';
import { ask, given, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const NEWCOMER = { name: 'Jonas Bell', signInName: 'jonas', password: 'seven quiet herons over the mill 88' };

/** A form as screens have it: each keystroke sends the whole of it off within 250 ms; the page promises nothing after that. */
const formThatKeeps = async (desk: Page, draftId: string): Promise<Awaited<ReturnType<typeof fieldIn>>> => {
  const field = await fieldIn(desk, 'note', 'textarea');
  await field.evaluate((element, id) => {
    const keep = () =>
      Reflect.get(window, 'clinic')['draft.keep']({
        draftId: id,
        form: 'patient.register',
        subjectId: null,
        content: Reflect.get(element, 'value'),
      });
    element.addEventListener('input', () => setTimeout(keep, 100));
  }, draftId);
  return field;
};

const draftsOf = async (desk: Page): Promise<string[]> => (await given(desk, 'draft.list', {})).drafts.map(({ content }) => content);

const locked = async (station: TestWorkstation): Promise<Page> => {
  const door = await station.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
  return door;
};

test('what was being typed comes back after lock, user switch and kill -9, and to its author alone', async () => {
  test.setTimeout(150_000);
  const station = await startWorkstation();
  const { desk, secret, recoveryCodes } = await found(station);
  const { userId } = await given(desk, 'session.status', {});
  const added = await given(desk, 'staff.add', {
    name: NEWCOMER.name,
    signInName: NEWCOMER.signInName,
    role: 'front-desk',
    endsOn: null,
    code: await codeFor(secret, 1),
  });

  const draftId = newId();
  await typeInto(await formThatKeeps(desk, draftId), 'Mrs. Okafor asks whether');
  await desk.waitForTimeout(250);
  sayLast(desk, 'session.lock', {});

  const door = await locked(station);
  const first = await given(door, 'door.sign-in', { userId: added.userId, password: added.oneTimePassword });
  if (first.next !== 'enrol') throw new Error('a newcomer enrols first');
  await given(door, 'door.enrol', { password: NEWCOMER.password, code: await codeFor(first.enrolment.secret) });
  sayLast(door, 'door.enter', {});
  const other = await station.page('workspace');
  expect((await given(other, 'session.status', {})).name).toBe(NEWCOMER.name);
  expect(await draftsOf(other)).toEqual([]);
  expect(await ask(other, 'draft.drop', { draftId })).toMatchObject({ ok: true });
  sayLast(other, 'session.lock', {});

  sayLast(await locked(station), 'door.sign-in', { userId, password: OWNER.password });
  const again = await station.page('workspace');
  expect(await draftsOf(again)).toEqual(['Mrs. Okafor asks whether']);

  await typeInto(await formThatKeeps(again, draftId), 'Mrs. Okafor asks whether the hours on Friday');
  await again.waitForTimeout(250);
  station.app.process().kill('SIGKILL');
  await station.close().catch(() => undefined);

  const next = await startWorkstation(station.folder);
  sayLast(await locked(next), 'door.sign-in', { userId, password: OWNER.password, code: recoveryCodes[0] ?? '' });
  expect(await draftsOf(await next.page('workspace'))).toEqual(['Mrs. Okafor asks whether the hours on Friday']);
  await next.close();
});
