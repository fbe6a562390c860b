import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeCanaries } from '../memory/canaries.ts';
import { scanFiles } from '../memory/files.ts';
import { textNeedles } from '../memory/needles.ts';
import { ownTemporary } from '../support/own-temporary.ts';
import { codeFor, found, OWNER } from '../support/people.ts';
import { ask, given, sayLast, startWorkstation } from '../support/workstation.ts';

const NO_LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };

test('R14: after a day with a patient no title, address, log line or file says who the patient is', async () => {
  const canaries = makeCanaries({ family: 'name', given: 'name', street: 'street', email: 'email', note: 'note', reason: 'note' });
  const station = await startWorkstation();
  const seen = new Set<string>();
  const said: string[] = [];
  station.app.process().stdout?.on('data', (data: Buffer) => said.push(data.toString()));
  station.app.process().stderr?.on('data', (data: Buffer) => said.push(data.toString()));
  const look = async (): Promise<void> => {
    const titles = await station.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().flatMap((window) => [window.getTitle(), window.webContents.getTitle(), window.webContents.getURL()]),
    );
    for (const title of titles) seen.add(title);
  };

  const { desk, secret } = await found(station);
  desk.on('console', (message) => said.push(message.text()));
  const details = {
    familyName: canaries.family,
    givenName: canaries.given,
    addressLine1: canaries.street,
    email: canaries.email,
    deskNote: canaries.note,
  };
  const { patientId } = await given(desk, 'patient.register', { details, lists: NO_LISTS });
  await look();
  expect((await given(desk, 'patient.search', { query: canaries.family })).hits).toHaveLength(1);
  await given(desk, 'patient.restrict', { patientId, version: 1, restriction: 'vip' });
  expect(await ask(desk, 'patient.open', { patientId })).toEqual({ ok: false, code: 'reason-needed' });
  await given(desk, 'patient.open', { patientId }, { code: 'other', text: canaries.reason });
  await given(desk, 'draft.keep', {
    draftId: crypto.randomUUID(),
    form: 'patient.update',
    subjectId: patientId,
    content: JSON.stringify(details),
  });
  const message = { kind: 'message', taskText: canaries.note, caller: canaries.given, callBack: canaries.email, due: null } as const;
  const { taskId } = await given(desk, 'task.create', { ...message, patientId, owner: { whose: 'nobody' } }, { code: 'other' });
  await given(desk, 'task.comment', { taskId, patientId, words: canaries.street }, { code: 'other' });
  await given(desk, 'hand-over.write', { version: 0, handOverText: `${canaries.family}: ${canaries.note}` });
  // Failures too: their answers and their log lines say a code.
  expect(
    await ask(desk, 'patient.update', { patientId, version: 99, changes: { familyName: canaries.family }, lists: {} }, { code: 'other' }),
  ).toEqual({
    ok: false,
    code: 'changed-meanwhile',
  });
  await look();

  // On the screen: typed into the search box, shown, opened, and locked over it.
  const box = desk.getByRole('combobox').or(desk.getByRole('searchbox')).first();
  await expect(box).toBeVisible();
  await box.fill(canaries.family);
  await expect(desk.getByText(canaries.family).first()).toBeVisible();
  await desk.keyboard.press('Enter');
  await desk.waitForTimeout(500);
  await look();
  sayLast(desk, 'session.lock', {});
  const door = await station.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
  await look();
  sayLast(door, 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password, code: await codeFor(secret, 1) });
  await station.page('workspace');
  await look();
  const log = readFileSync(join(station.folder, 'logs', 'main.log'), 'utf8');
  await station.close();

  // A page that is being made or ended has no title yet or any more.
  expect([...seen].filter((text) => text !== '').sort()).toEqual([
    'Anteroom',
    'app://anteroom/unlock.html',
    'app://anteroom/workspace.html',
  ]);
  const words = [...Object.values(canaries), patientId, OWNER.password, secret];
  for (const text of [log, said.join('\n')]) for (const word of words) expect(text.toLowerCase()).not.toContain(word.toLowerCase());

  const needles = [...Object.entries(canaries), ['password', OWNER.password], ['code secret', secret]].flatMap(([label = '', text = '']) =>
    textNeedles(label, text),
  );
  const home = process.env['HOME'] ?? station.folder;
  const scan = scanFiles({ needles, directories: [...new Set([station.folder, home, ...ownTemporary()])] });
  expect(scan.hits).toEqual([]);
  expect(scan.files).toBeGreaterThan(5);
  expect(scan.unread.filter((file) => file.startsWith(station.folder) || file.startsWith(home))).toEqual([]);
});
