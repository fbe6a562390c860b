import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { newId } from '../../shared/ids.ts';
import { scanFiles } from '../memory/files.ts';
import { keyNeedles, type Needle } from '../memory/needles.ts';
import { scanMemory } from '../memory/scan.ts';
import { type BareWorkstation, isAlive, startBareWorkstation, until } from '../support/bare-workstation.ts';
import { signInTyping } from '../support/hands.ts';
import { tryEverything } from '../support/hidden-page.ts';
import { found, OWNER } from '../support/people.ts';
import { foldersOfRun } from '../support/practice-keys.ts';
import { inkOf, likeness, sheetsOf } from '../support/printed-page.ts';
import { noCups, type PrivateCups, privateCups, spooledIn } from '../support/private-cups.ts';
import { field } from '../support/screen.ts';
import { openSink } from '../support/sink.ts';
import { ask, given, NO_LISTS, sayLast } from '../support/workstation.ts';

/** Printing where there is no lp, in a real Electron and to a real CUPS: through a hidden window that lives for one job. */
const DOCTOR = 'Dr. Ada Okoye';
const DAY = '2031-05-14';
const PRINT_PAGE = 'app://anteroom/print.html';

let station: BareWorkstation;
let desk: Page;
let cups: PrivateCups;
const patients: string[] = [];
/** What came out of the printers, for the search of everything at the end. */
const printed: Buffer[] = [];

const missing = noCups();
test.describe.configure({ mode: 'serial' });
test.skip(missing !== null, missing ?? '');
test.beforeAll(async () => {
  cups = await privateCups(['Front-Desk', 'Labels']);
  station = await startBareWorkstation(['--print-window'], undefined, { CUPS_SERVER: cups.socket });
  ({ desk } = await found(station));
  const blank = await given(desk, 'schedule.setup', {});
  const [providerId, visitTypeId] = [newId(), newId()];
  await given(desk, 'schedule.set-up', {
    ...blank,
    providers: [{ providerId, name: DOCTOR, color: 1, active: true }],
    visitTypes: [{ visitTypeId, name: 'Check-up', minutes: 10, color: 2, active: true }],
  });
  for (const [familyName, givenName] of [
    ['Okafor', 'Ngozi'],
    ['Lindqvist-Featherstonehaugh', 'Åsa'],
  ] as const) {
    const details = { familyName, givenName, birthDate: '1988-11-02', mobilePhone: '(312) 555-0142' };
    patients.push((await given(desk, 'patient.register', { details, lists: NO_LISTS })).patientId);
  }
  for (let at = 0; at < 30; at += 1)
    await given(desk, 'visit.book', {
      patientId: patients[at % 2] ?? '',
      providerId,
      visitTypeId,
      day: DAY,
      start: 540 + 10 * at,
      minutes: 10,
    });
});
test.afterAll(async () => {
  await station?.close();
  await cups?.stop();
});

const paper = async (queue: string): Promise<Buffer> => {
  const came = await until(`paper out of ${queue}`, async () => cups.paper(queue));
  printed.push(came);
  return came;
};
/** The hidden page of the job that is under way. */
const printPage = (): Promise<Page> =>
  until('a print window', async () =>
    desk
      .context()
      .browser()
      ?.contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url() === PRINT_PAGE),
  );
const pidsOfPages = (): number[] =>
  station
    .processes()
    .filter(({ type }) => type === 'renderer')
    .map(({ pid }) => pid);
const sent = (page: Page) => given(page, 'audit.search', { action: 'print' }).then(({ lines }) => lines.map(({ outcome }) => outcome));

test('a label is printed by the keys alone and comes out as it is seen, on its own paper, under a title that says nothing', async () => {
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('okafor');
  await desk.locator('[role=option][data-combobox-selected]').filter({ hasText: 'Okafor, Ngozi' }).waitFor();
  await desk.keyboard.press('Enter');
  await desk.getByRole('button', { name: 'Print label' }).press('Enter');
  const dialog = desk.getByRole('dialog');
  const preview = dialog.locator('canvas').first();
  await preview.waitFor();
  await field(desk, 'Printer').selectOption('Labels');
  await dialog.getByRole('button', { name: 'Print', exact: true }).press('Enter');
  await expect(dialog).toContainText('Handed to Labels.');
  const [label, ...more] = await sheetsOf(await paper('Labels'));
  expect(more).toEqual([]);
  expect([Math.round(label?.width ?? 0), Math.round(label?.height ?? 0)]).toEqual([252, 79]);
  const seen = await preview.evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    return { width, height, data: [...(canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [])] };
  });
  const own = likeness(label?.ink ?? [], inkOf({ ...seen, data: Uint8ClampedArray.from(seen.data) }));
  expect(own).toBeGreaterThan(0.9);
  expect(cups.told('Labels')?.slice(2, 4)).toEqual(['Anteroom', '1']);
  await desk.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  const { printId } = await given(desk, 'print.label', { patientId: patients[1] ?? '', language: 'en' });
  await given(desk, 'print.send', { printId, printer: 'Front-Desk', copies: 2 });
  const [other] = await sheetsOf(await paper('Front-Desk'));
  expect(cups.told('Front-Desk')?.[3]).toBe('2');
  expect(likeness(label?.ink ?? [], other?.ink ?? [])).toBeLessThan(own - 0.2);
  expect(await sent(desk)).toEqual(['committed', 'intent', 'committed', 'intent']);
});

test('a long list comes out whole, one page to a sheet; a printer that is not listed gets nothing', async () => {
  const { printId, pages } = await given(desk, 'print.day', { day: DAY, providerId: null, language: 'en' });
  expect(pages).toBeGreaterThan(1);
  for (const printer of ['Gone', '-oraw', '$(id)'])
    expect(await ask(desk, 'print.send', { printId, printer, copies: 1 })).toEqual({ ok: false, code: 'printer-gone' });
  const before = spooledIn(cups).length;
  await given(desk, 'print.send', { printId, printer: 'Front-Desk', copies: 1 });
  const sheets = await until('the list', async () => {
    const came = await sheetsOf(await paper('Front-Desk'));
    return came.length === pages ? came : undefined;
  });
  expect(spooledIn(cups).length).toBe(before + 1);
  for (const { width, height, ink } of sheets) {
    expect([Math.round(width), Math.round(height)]).toEqual([612, 792]);
    expect(ink.filter((dark) => dark > 0.01).length).toBeGreaterThan(20);
  }
  expect(pidsOfPages().length).toBe(1);
});

test('no page can print by itself', async () => {
  const windows = station.processes().length;
  const done = await desk.evaluate(async () => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    window.print();
    frame.contentWindow?.print();
    document.execCommand('print');
    frame.remove();
    return 'went on';
  });
  expect(done).toBe('went on');
  expect([station.processes().length, await cups.waiting()]).toEqual([windows, []]);
});

const JOB_MS = 60_000;

test('a print window reaches nothing, has no bridge, and dies with the session in the middle of its job', async () => {
  test.setTimeout(180_000);
  const sink = await openSink();
  const { printId, pdf } = await given(desk, 'print.label', { patientId: patients[0] ?? '', language: 'en' });
  made = Buffer.from(pdf, 'base64');
  const [pages, jobs] = [pidsOfPages(), spooledIn(cups).length];
  cups.freeze(true);
  const began = performance.now();
  void ask(desk, 'print.send', { printId, printer: 'Labels', copies: 1 }).catch(() => undefined);
  const page = await printPage();
  // it will have its print, and never say that it is drawn
  await page.evaluate(() => Object.defineProperty(HTMLImageElement.prototype, 'src', { set: () => undefined }));
  cups.freeze(false);
  await expect.poll(() => page.evaluate(() => document.adoptedStyleSheets.length)).toBe(1);
  const bus = /unix:path=([^,;]+)/.exec(process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '')?.[1] ?? '';
  const files = ['/etc/passwd', join(station.folder, 'workstation.json')];
  const { 'what can be had': control, ...outcome } = await page.evaluate(tryEverything, {
    tcp: sink.tcp,
    udp: sink.udp,
    bus,
    files,
    patienceMs: 500,
  });
  expect(control).toBe(`got ${PRINT_PAGE}`);
  expect(Object.keys(outcome).length).toBeGreaterThan(60);
  expect(Object.entries(outcome).filter(([, got]) => got !== 'refused' && got !== 'nothing')).toEqual([]);
  expect(sink.heard()).toBe(0);
  await page.evaluate(() => window.print());
  sink.close();
  expect(performance.now() - began).toBeLessThan(JOB_MS);

  const [pid = 0, ...more] = pidsOfPages().filter((one) => !pages.includes(one));
  expect([isAlive(pid), more]).toEqual([true, []]);
  if (process.getuid?.() !== 0) expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m);
  const needles = needlesOf();
  const seen = new Set(scanMemory([], { needles, marker: station.marker }).hits.map(({ type, label }) => `${type}: ${label}`));
  expect([...seen]).toEqual(expect.arrayContaining(['renderer: made', 'utility node.mojom.NodeService: made']));
  const main = station.mainPid();
  sayLast(desk, 'session.lock', {});
  await until('the end of the print window', async () => (isAlive(pid) ? undefined : true), 2_000);
  await station.detach();
  await until('the end of the old main', async () => (main !== undefined && isAlive(main) ? undefined : true));
  await station.attach();
  expect([spooledIn(cups).length, await cups.waiting()]).toEqual([jobs, []]);
});

let made = Buffer.alloc(0);
/** A piece of each print, as it was made and as it came out. */
const needlesOf = (): Needle[] =>
  [['made', made] as const, ...printed.map((pdf, at) => [`printed ${at}`, pdf] as const)].flatMap(([label, pdf]) => {
    const middle = Math.floor(pdf.length / 6) * 3;
    return keyNeedles(label, pdf.subarray(middle, middle + 48));
  });

test('R14: after the lock and main’s replacement nothing of what was printed is in any memory or file but the spooler’s, and the log says how each print ended', async () => {
  const door = await station.page('unlock');
  const needles = needlesOf();
  const memory = scanMemory([], { needles, marker: station.marker });
  expect(memory.hits.map(({ type, label, mapping }) => `${type}: ${label} in ${mapping}`)).toEqual([]);
  const left = scanFiles({ needles, directories: foldersOfRun(station.folder), marker: station.marker });
  expect(left.hits).toEqual([]);
  expect(readdirSync(station.temp).filter((name) => statSync(join(station.temp, name)).isFile())).toEqual([]);
  const { people } = await given(door, 'door.status', {});
  await signInTyping(door, people[0]?.userId ?? '', OWNER.password);
  desk = await station.page('workspace');
  expect((await sent(desk)).slice(0, 2)).toEqual(['unknown', 'intent']);
});
