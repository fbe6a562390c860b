import { expect, test } from '@playwright/test';
import { copyAll, fieldIn, typeInto } from '../support/hands.ts';
import { found, OWNER } from '../support/people.ts';
import { given, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const RECIPE = 'two eggs, a cup of flour';
const PATIENT = 'Okafor, Ada 555-0142';

const onClipboard = ({ app }: TestWorkstation): Promise<string> => app.evaluate(({ clipboard }) => clipboard.readText());

/** Another program copies: our window is left for it, as the window system would say where there is one, and the text stands on the clipboard. */
const copiedElsewhere = async ({ app }: TestWorkstation, text: string): Promise<void> => {
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.isVisible())
      ?.emit('blur'),
  );
  await app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.isVisible())
      ?.emit('focus'),
  );
};

const copyHere = async (station: TestWorkstation): Promise<void> => {
  const desk = await station.page('workspace');
  const field = await fieldIn(desk, 'typed');
  await typeInto(field, PATIENT);
  await copyAll(field);
  await expect.poll(() => onClipboard(station)).toBe(PATIENT);
};

const lock = async (station: TestWorkstation): Promise<void> => {
  sayLast(await station.page('workspace'), 'session.lock', {});
  await expect.poll(async () => (await given(await station.page('unlock'), 'door.status', {}).catch(() => null))?.state).toBe('locked');
};

test('what was copied here is gone at the lock and after as long as the policy says; what was copied elsewhere is left alone', async () => {
  const station = await startWorkstation();
  try {
    const { desk } = await found(station);
    await copyHere(station);
    await lock(station);
    await expect.poll(() => onClipboard(station)).toBe('');

    sayLast(await station.page('unlock'), 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password });
    await station.page('workspace');
    await copyHere(station);
    await copiedElsewhere(station, RECIPE);
    await lock(station);
    // The next lock screen stands, so the clearing of this lock is over.
    expect(await onClipboard(station)).toBe(RECIPE);

    sayLast(await station.page('unlock'), 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password });
    const last = await station.page('workspace');
    // A changed policy locks, so that it holds for whoever comes next.
    await given(last, 'policy.write', { clipboardClearSeconds: 5 }).catch(() => undefined);
    sayLast(await station.page('unlock'), 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password });
    await station.page('workspace');
    await copyHere(station);
    const copied = Date.now();
    await expect.poll(() => onClipboard(station), { timeout: 15_000 }).toBe('');
    expect(Date.now() - copied).toBeGreaterThan(3_000);
    expect(desk.isClosed()).toBe(true);
  } finally {
    await station.close();
  }
});
