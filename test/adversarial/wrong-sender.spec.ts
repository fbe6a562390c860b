import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { found } from '../support/people.ts';
import { ask, given, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** Who speaks to main or to the vault is known by identity; what they say is judged before it is believed. */
let station: TestWorkstation;
let workspace: Page;
test.beforeAll(async () => {
  station = await startWorkstation();
  workspace = (await found(station)).desk;
});
test.afterAll(() => station.close());

const refusals = (): number => readFileSync(join(station.folder, 'logs', 'main.log'), 'utf8').split('wrong-sender').length - 1;

test('a second window with our own preload, session and address is not ours, and is counted', async () => {
  const before = refusals();
  const answer = await station.app.evaluate(async ({ app, BrowserWindow, webContents }) => {
    const ours = webContents.getAllWebContents().find((one) => one.getURL().endsWith('workspace.html'));
    if (ours === undefined) return 'no page';
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: ours.session,
        preload: `${app.getAppPath()}/out/preload/index.cjs`,
        sandbox: true,
        contextIsolation: true,
      },
    });
    await window.loadURL('app://anteroom/workspace.html');
    const said = await window.webContents.executeJavaScript("window.clinic['session.lock']({}).then(JSON.stringify)");
    const vault = await window.webContents.executeJavaScript(
      "Promise.race([window.clinic['patient.search']({ query: 'a' }).then(JSON.stringify), new Promise((late) => setTimeout(late, 1000, 'no answer'))])",
    );
    window.destroy();
    return [said, vault];
  });
  expect(answer).toEqual(['{"ok":false,"code":"wrong-sender"}', 'no answer']);
  expect((await given(workspace, 'session.status', {})).role).toBe('owner');
  await expect.poll(refusals).toBeGreaterThan(before);
  // The entry is written beside the answer, and covered by the session's next head.
  await expect
    .poll(async () => (await given(workspace, 'audit.search', { action: 'gate.refuse' })).lines)
    .toMatchObject([{ operation: 'main.sender', outcome: 'refused', reason: 'wrong-sender', rows: 1, by: null }]);
});

test('a frame has no bridge of its own', async () => {
  const bridges = await workspace.evaluate(async () => {
    const make = async (how: Partial<HTMLIFrameElement>): Promise<string> => {
      const frame = Object.assign(document.createElement('iframe'), how);
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await Promise.race([loaded, new Promise((late) => setTimeout(late, 500))]);
      try {
        const { contentWindow } = frame;
        return contentWindow === null ? 'no window' : typeof Reflect.get(contentWindow, 'clinic');
      } catch {
        return 'closed';
      } finally {
        frame.remove();
      }
    };
    const blob = URL.createObjectURL(new Blob(['<p>frame</p>'], { type: 'text/html' }));
    const seen: string[] = [];
    for (const how of [{}, { src: blob }, { src: 'app://anteroom/workspace.html' }, { src: 'about:blank' }]) seen.push(await make(how));
    return seen;
  });
  for (const bridge of bridges) expect(['undefined', 'closed', 'no window']).toContain(bridge);
});

test('main answers no channel but one, and of that only what the table says', async () => {
  const channels = await station.app.evaluate(({ ipcMain }) => {
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
    return { asked: handlers instanceof Map ? [...handlers.keys()] : ['unknown'], told: ipcMain.eventNames().map(String) };
  });
  expect(channels.asked).toEqual(['operation']);
  expect(channels.told.filter((name) => name !== 'error')).toEqual([]);
});

const HOSTILE: readonly (readonly [what: string, make: () => unknown])[] = [
  ['a function', () => ({ query: () => 1 })],
  ['a window', () => window],
  ['an element', () => document.body],
  ['a symbol', () => ({ query: Symbol('x') })],
  ['a promise', () => ({ query: Promise.resolve('x') })],
  [
    'a ring',
    () => {
      const ring: { self?: unknown } = {};
      ring.self = ring;
      return ring;
    },
  ],
  [
    'depth',
    () => {
      let made: unknown = 1;
      for (let i = 0; i < 500; i += 1) made = [made];
      return made;
    },
  ],
  ['ten megabytes', () => ({ query: 'x'.repeat(10_000_000) })],
  ['NaN', () => ({ query: 'a', limit: Number.NaN })],
  ['a bigint', () => ({ query: 'a', limit: 10n })],
  ['a lone surrogate', () => ({ query: '\uD800' })],
  ['a polluting object', () => JSON.parse('{"query":"a","__proto__":{"polluted":1}}')],
  [
    'a getter that throws',
    () =>
      Object.defineProperty({}, 'query', {
        enumerable: true,
        get: () => {
          throw new Error('mine');
        },
      }),
  ],
  [
    'a proxy',
    () =>
      new Proxy(
        { query: 'a' },
        {
          ownKeys: () => {
            throw new Error('mine');
          },
        },
      ),
  ],
  ['an array that claims a million elements', () => Object.assign([], { length: 1_000_000 })],
  ['a Map', () => new Map([['query', 'a']])],
  ['a number', () => 7],
  ['nothing', () => undefined],
];
for (const [what, make] of HOSTILE) {
  test(`the vault refuses ${what} and goes on`, async () => {
    const said = await workspace.evaluate(
      async (source) => {
        const run = source as unknown as { make: () => unknown };
        const call: unknown = Reflect.get(Object(Reflect.get(window, 'clinic')), 'patient.search');
        if (typeof call !== 'function') return 'no bridge';
        try {
          const answer: unknown = await Promise.race([
            call(run.make()),
            new Promise((late) => setTimeout(late, 4000, { ok: false, code: 'no answer' })),
          ]);
          return String(Reflect.get(Object(answer), 'code'));
        } catch {
          return 'not sent';
        }
      },
      await workspace.evaluateHandle(`({ make: ${make.toString()} })`),
    );
    // What of a polluting object crosses the bridge is a question like any other.
    expect(['bad-input', 'too-large', 'not sent', ...(what === 'a polluting object' ? ['undefined'] : [])]).toContain(said);
    expect((await given(workspace, 'patient.search', { query: 'nobody' })).hits).toEqual([]);
    expect(await workspace.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
  });
}

test('a reason of a thousand letters is answered, not dropped', async () => {
  const answer = await ask(workspace, 'patient.search', { query: 'a' }, { code: 'other', text: 'x'.repeat(1000) });
  expect(answer).toEqual({ ok: false, code: 'bad-input' });
});

const names = ['workspace.html', 'main/app.js', 'package.json', 'etc/passwd', 'preload/index.cjs'];
const ups = [
  '../',
  '..%2f',
  '%2e%2e/',
  '%2e%2e%2f',
  '..\\',
  '..%5c',
  '%252e%252e%252f',
  '....//',
  '..;/',
  '%c0%ae%c0%ae/',
  '//',
  './',
  '%00',
  'assets/../../',
  '\u2025/',
];
const CORPUS = [
  ...ups.flatMap((up) =>
    names.flatMap((name) => [1, 3, 8].map((times) => `/${up.repeat(times)}${name === 'workspace.html' ? 'x.html' : name}`)),
  ),
  '/workspace.html%00.png',
  '/workspace.html/',
  '/workspace.html?x=1',
  '/WORKSPACE.HTML',
  '/workspace',
  '/workspace.html%20',
  '/workspace.html%0a',
  '/%77orkspace.html',
  '/',
  '',
  '/.',
  '/assets',
  '/assets/',
  '/constructor',
  '/__proto__',
  '/C:/Windows/win.ini',
  `/${'a'.repeat(8_000)}`,
];

test(`a corpus of ${CORPUS.length} addresses finds no file that is not a page's own`, async () => {
  expect(CORPUS.length).toBeGreaterThan(200);
  const found = await station.app.evaluate(async ({ webContents }, paths) => {
    const ours = webContents.getAllWebContents().find((one) => one.getURL().endsWith('workspace.html'));
    const tries = [
      ...paths.map((path) => `app://anteroom${path}`),
      'app://other/workspace.html',
      'app://user@anteroom/workspace.html',
      'app://anteroom.evil/workspace.html',
    ];
    const seen: string[] = [];
    for (const url of tries) {
      try {
        const answer = await ours?.session.fetch(url);
        if (answer?.status !== 404) seen.push(`${answer?.status} ${url}`);
      } catch {
        // An address Chromium itself refuses reaches nobody.
      }
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
      const answer = await ours?.session.fetch('app://anteroom/workspace.html', { method });
      if (answer?.status !== 404) seen.push(`${answer?.status} ${method}`);
    }
    return seen;
  }, CORPUS);
  expect(found).toEqual([]);
});

test('after its renderer crashed a page is nobody, and the workstation is locked', async () => {
  await station.app.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents())
      if (contents.getURL().endsWith('workspace.html')) contents.forcefullyCrashRenderer();
  });
  const door = await station.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
  expect(await ask(door, 'door.enter', {})).toMatchObject({ ok: false });
});
