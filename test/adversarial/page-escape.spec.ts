import { expect, type Page, test } from '@playwright/test';
import { addresses, intrude } from '../support/intruder.ts';
import { found } from '../support/people.ts';
import { openSink, type Sink } from '../support/sink.ts';
import { given, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** An intruder's script runs in the workspace and wants out: another address, another window, another page. */
let station: TestWorkstation;
let workspace: Page;
let sink: Sink;
test.beforeAll(async () => {
  sink = await openSink();
  station = await startWorkstation();
  workspace = (await found(station)).desk;
  await workspace.evaluate(() => Reflect.set(window, '__here', true));
});
test.afterAll(async () => {
  await station.close();
  sink.close();
});

const HOME = 'app://anteroom/workspace.html';
const windows = (): Promise<number> => station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

/** The page is where it was, is the same page, and nobody joined it. */
const nothingMoved = async (before: number): Promise<void> => {
  await workspace.waitForTimeout(200);
  expect(await addresses(station.app)).toEqual([HOME]);
  expect(await workspace.evaluate(() => [location.href, Reflect.get(window, '__here'), document.title])).toEqual([HOME, true, 'Anteroom']);
  expect(await windows()).toBe(before);
};

const ADDRESSES = (tcp: number) => [
  `http://127.0.0.1:${tcp}/`,
  `https://127.0.0.1:${tcp}/`,
  `http://localhost:${tcp}/`,
  'file:///etc/hostname',
  'data:text/html,<title>out</title>',
  'app://other/workspace.html',
  'app://anteroom/unlock.html',
  'app://anteroom/document.html',
  'blob:app://anteroom/00000000-0000-4000-8000-000000000000',
  'javascript:document.title="out"',
  'chrome://version',
  'devtools://devtools/bundled/inspector.html',
  'view-source:app://anteroom/workspace.html',
  'mailto:someone@example.org',
  'smb://127.0.0.1/share',
];

const WAYS: readonly (readonly [what: string, go: (address: string) => void])[] = [
  ['location', (address) => location.assign(address)],
  ['location, in place of this', (address) => location.replace(address)],
  ['a link', (address) => Object.assign(document.body.appendChild(document.createElement('a')), { href: address }).click()],
  [
    'a link into a new window',
    (address) =>
      Object.assign(document.body.appendChild(document.createElement('a')), { href: address, target: '_blank', rel: 'opener' }).click(),
  ],
  [
    'a link to download',
    (address) => Object.assign(document.body.appendChild(document.createElement('a')), { href: address, download: 'x' }).click(),
  ],
  [
    'a form',
    (address) => Object.assign(document.body.appendChild(document.createElement('form')), { action: address, method: 'post' }).submit(),
  ],
  [
    'a refresh',
    (address) => {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = `0;url=${address}`;
      document.head.append(meta);
    },
  ],
  ['a window', (address) => void window.open(address)],
  ['a named window', (address) => void window.open(address, 'other')],
  ['this window by name', (address) => void window.open(address, '_self')],
  ['a window without an opener', (address) => void window.open(address, '_blank', 'noopener,width=200,height=200')],
  ['a frame', (address) => Object.assign(document.body.appendChild(document.createElement('iframe')), { src: address })],
];

for (const [what, go] of WAYS) {
  test(`no way out: ${what}`, async () => {
    const before = await windows();
    for (const address of ADDRESSES(sink.tcp)) {
      const script = `() => { const go = ${go.toString()}; go(${JSON.stringify(address)}); }`;
      const outcome = await intrude(
        workspace,
        Object.assign(() => undefined, { toString: () => script }),
      );
      // A way with a mistake of its own would prove nothing.
      expect(outcome).not.toMatch(/^(?:Reference|Syntax)Error$/);
    }
    await nothingMoved(before);
    expect(sink.heard()).toBe(0);
    await workspace.evaluate(() => {
      for (const left of document.querySelectorAll('body > a, body > form, body > iframe')) left.remove();
    });
  });
}

test('no way out: a click with the middle button, with Ctrl and with Shift', async () => {
  const before = await windows();
  await workspace.evaluate((port) => {
    const link = document.createElement('a');
    link.href = `http://127.0.0.1:${port}/`;
    link.id = 'way-out';
    link.textContent = 'out';
    Object.assign(link.style, { position: 'fixed', top: '0', left: '0', zIndex: '99999', padding: '20px' });
    document.body.append(link);
  }, sink.tcp);
  // By hand: a click that waits for the page to move would wait for ever.
  const click = (button: 'left' | 'middle') => workspace.mouse.click(10, 10, { button });
  await click('middle');
  for (const key of ['Control', 'Shift', 'Alt']) {
    await workspace.keyboard.down(key);
    await click('left');
    await workspace.keyboard.up(key);
  }
  await click('left');
  await nothingMoved(before);
  expect(sink.heard()).toBe(0);
  await workspace.evaluate(() => document.getElementById('way-out')?.remove());
});

test('no way out: a file dropped on the page', async () => {
  const before = await windows();
  const session = await workspace.context().newCDPSession(workspace);
  const data = { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data });
  await nothingMoved(before);
});

test('no way out: the history', async () => {
  const before = await windows();
  await intrude(workspace, () => [history.back(), history.forward(), history.go(-3)]);
  await nothingMoved(before);
});

test('a title stays what it is', async () => {
  await intrude(workspace, () => Object.assign(document, { title: 'García, María' }));
  await workspace.waitForTimeout(200);
  expect(await station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()))).toEqual([
    'Anteroom',
  ]);
  await intrude(workspace, () => Object.assign(document, { title: 'Anteroom' }));
});

test('the developer tools stay shut, whatever is pressed and whoever asks', async () => {
  for (const keys of ['F12', 'Control+Shift+I', 'Control+Shift+J', 'Control+Shift+C', 'Control+R', 'Control+U', 'F5'])
    await workspace.keyboard.press(keys);
  const open = await station.app.evaluate(async ({ webContents }) => {
    for (const contents of webContents.getAllWebContents()) contents.openDevTools();
    await new Promise((later) => setTimeout(later, 300));
    return webContents.getAllWebContents().filter((contents) => contents.isDevToolsOpened()).length;
  });
  expect(open).toBe(0);
  await nothingMoved(await windows());
});

test('a download is refused', async () => {
  const state = await station.app.evaluate(async ({ webContents }) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL().endsWith('workspace.html'));
    if (contents === undefined) return 'no page';
    const ended = new Promise<string>((resolve) =>
      contents.session.on('will-download', (event, item) => resolve(event.defaultPrevented ? 'refused' : item.getState())),
    );
    contents.downloadURL('app://anteroom/workspace.html');
    return Promise.race([ended, new Promise<string>((late) => setTimeout(late, 1500, 'never began'))]);
  });
  expect(['refused', 'never began']).toContain(state);
});

test('after all of it the page still works, and its session is still open', async () => {
  expect((await given(workspace, 'session.status', {})).role).toBe('owner');
});

test('a page that makes itself blank is ended, and the workstation locks', async () => {
  await workspace.evaluate(() => void setTimeout(() => location.assign('about:blank'), 0));
  const door = await station.page('unlock');
  expect((await given(door, 'door.status', {})).state).toBe('locked');
  expect((await addresses(station.app)).filter((url) => url === 'about:blank')).toEqual([]);
});
