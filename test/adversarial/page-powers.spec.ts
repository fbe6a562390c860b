import { expect, type Page, test } from '@playwright/test';
import { OPERATIONS } from '../../shared/operations/table.ts';
import { found } from '../support/people.ts';
import { startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** What the pages are allowed to be, in a real Electron: their preferences, their bridge, their policy. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'nonce-NONCE'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
  'sandbox allow-scripts allow-same-origin allow-forms',
].join('; ');

const declared = Object.entries(OPERATIONS);
const OFFERED = {
  unlock: declared.filter(([, { kind, ...rest }]) => kind === 'door' || ('permission' in rest && rest.permission === 'anyone')),
  workspace: declared.filter(([, { kind }]) => kind !== 'door'),
};

/** Everything reachable from what the preload put on the window, by path. */
const walked = (page: Page) =>
  page.evaluate(() => {
    const found: { path: string; type: string; frozen: boolean }[] = [];
    const walk = (value: unknown, path: string, depth: number): void => {
      if (depth > 6) return;
      const type = typeof value;
      if (value === null || value === undefined || (type !== 'object' && type !== 'function')) return;
      found.push({ path, type, frozen: Object.isFrozen(value) });
      for (const key of Reflect.ownKeys(value)) {
        if (type === 'function' && (key === 'prototype' || key === 'name' || key === 'length')) continue;
        walk(Reflect.get(value, key), `${path}.${String(key)}`, depth + 1);
      }
    };
    walk(Reflect.get(window, 'clinic'), 'clinic', 0);
    walk(Reflect.get(window, 'clinicEvents'), 'clinicEvents', 0);
    return found;
  });

let station: TestWorkstation;
const pages: { unlock?: Page; workspace?: Page } = {};
const noises: string[] = [];
/** What Chromium says of the empty frame that this test compares with: it has the sandbox of its page. */
const OWN_FRAME = /^An iframe which has both allow-scripts and allow-same-origin/;

const bridgeIs = async (page: Page, kind: 'unlock' | 'workspace'): Promise<void> => {
  const seen = await walked(page);
  const golden = ['clinic', ...OFFERED[kind].map(([name]) => `clinic.${name}`), 'clinicEvents', 'clinicEvents.on'].sort();
  expect(seen.map(({ path }) => path).sort()).toEqual(golden);
  expect(seen.filter(({ path, type }) => type !== (path === 'clinic' || path === 'clinicEvents' ? 'object' : 'function'))).toEqual([]);
  const changed = await page.evaluate(() => {
    const tries = ['clinic', 'clinicEvents'].flatMap((name) => {
      const bridge = Object(Reflect.get(window, name));
      const [first = ''] = Object.keys(bridge);
      return [
        Reflect.set(bridge, 'added', 1),
        Reflect.set(bridge, first, () => 'mine'),
        Reflect.deleteProperty(bridge, first),
        Reflect.defineProperty(bridge, first, { value: 1 }),
        Reflect.set(globalThis, name, {}),
        Reflect.deleteProperty(globalThis, name),
      ];
    });
    return tries.filter(Boolean).length;
  });
  expect(changed).toBe(0);
};

/** Names on the window that no empty frame of the same kind has, but for those of the page's own libraries and of the test's. */
const ownNames = (page: Page) =>
  page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const empty = new Set(Object.getOwnPropertyNames(frame.contentWindow ?? {}));
    frame.remove();
    return Object.getOwnPropertyNames(window).filter(
      (name) => !empty.has(name) && !/^\d+$/.test(name) && !/^__(?:playwright|zod)/.test(name),
    );
  });

const hasNoNode = async (page: Page): Promise<void> => {
  const node = await page.evaluate(() =>
    ['process', 'require', 'module', 'exports', 'global', 'Buffer', '__dirname', 'electron', 'ipcRenderer', 'setImmediate'].filter(
      (name) => name in window,
    ),
  );
  expect(node).toEqual([]);
};

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  station = await startWorkstation();
  station.app.on('window', (page) => {
    page.on('console', (message) => {
      if ((message.type() === 'error' || message.type() === 'warning') && !OWN_FRAME.test(message.text()))
        noises.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => noises.push(`${page.url()}: ${error.message}`));
  });
  pages.unlock = await station.page('unlock');
});
test.afterAll(() => station.close());

test('the unlock page is offered the doors and what may be asked while locked, frozen, and nothing of Node', async () => {
  const page = pages.unlock;
  if (page === undefined) throw new Error('no page');
  await bridgeIs(page, 'unlock');
  await hasNoNode(page);
  expect((await ownNames(page)).sort()).toEqual(['clinic', 'clinicEvents']);
});

test('the workspace is offered everything behind the doors and no door, frozen, and nothing of Node', async () => {
  pages.workspace = (await found(station)).desk;
  await bridgeIs(pages.workspace, 'workspace');
  await hasNoNode(pages.workspace);
  expect((await ownNames(pages.workspace)).sort()).toEqual(['clinic', 'clinicEvents']);
});

test('every page is sandboxed, isolated and without Node, guests, storage or developer tools', async () => {
  const preferences = await station.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const its: object = Reflect.apply(Reflect.get(contents, 'getLastWebPreferences'), contents, []) ?? {};
      return {
        url: contents.getURL(),
        its: JSON.parse(JSON.stringify(its)),
        stored: contents.session.isPersistent(),
        path: contents.session.getStoragePath(),
      };
    }),
  );
  expect(preferences.length).toBeGreaterThan(0);
  for (const { url, its, stored, path } of preferences) {
    expect(url).toMatch(/^app:\/\/anteroom\/(unlock|workspace)\.html$/);
    expect(its).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false });
    // What is off is not always told; what is told must be off.
    const off = [
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'navigateOnDragDrop',
      'spellcheck',
    ];
    expect(off.filter((name) => its[name] === true)).toEqual([]);
    expect(its.enableBlinkFeatures ?? '').toBe('');
    expect([stored, path]).toEqual([false, null]);
  }
});

test('every answer of app:// carries the policy, word for word, with a nonce of its own', async () => {
  const answers = await station.app.evaluate(async ({ webContents }) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL().endsWith('workspace.html'));
    const fetch = async (path: string) => {
      const answer = await contents?.session.fetch(`app://anteroom${path}`);
      const body = await answer?.text();
      return { path, status: answer?.status, headers: [...(answer?.headers ?? [])], body: path.endsWith('.html') ? body : '' };
    };
    const page = await fetch('/workspace.html');
    const assets = [...(page.body ?? '').matchAll(/(?:src|href)="\.?(\/[^"]+)"/g)].map(([, path]) => path ?? '');
    return [page, await fetch('/unlock.html'), await fetch('/workspace.html'), ...(await Promise.all(assets.map(fetch)))];
  });
  expect(answers.length).toBeGreaterThan(3);
  const nonces = new Set<string>();
  for (const { path, status, headers, body } of answers) {
    const its = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
    const policy = its.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect([path, status]).toEqual([path, 200]);
    expect(policy.replace(nonce, 'NONCE')).toBe(POLICY);
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/);
    expect([its.get('x-content-type-options'), its.get('referrer-policy'), its.get('cache-control')]).toEqual([
      'nosniff',
      'no-referrer',
      'no-store',
    ]);
    if (path.endsWith('.html')) expect(body).toContain(`content="${nonce}"`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(answers.length);
});

test('a normal run so far broke no policy and said nothing on the console', () => {
  expect(noises).toEqual([]);
});
