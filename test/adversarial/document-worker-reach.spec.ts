import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { sendFile } from '../support/import-page.ts';
import { accountIn, askKeychain } from '../support/key-ring.ts';
import { patientList } from '../support/patient-list.ts';
import { found } from '../support/people.ts';
import { openSink } from '../support/sink.ts';
import { given, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** The document worker's page; it is hidden and lives only while a file is being read. */
const documentPage = async ({ app }: TestWorkstation): Promise<Page> => {
  await expect.poll(() => app.windows().some((window) => window.url().endsWith('/document.html'))).toBe(true);
  const page = app.windows().find((window) => window.url().endsWith('/document.html'));
  if (page === undefined) throw new Error('no document worker');
  return page;
};

interface World {
  readonly tcp: number;
  readonly udp: number;
  /** Where the session bus, and behind it the keychain, listens. */
  readonly bus: string;
  /** A file that everybody may read, and the practice's own. */
  readonly files: readonly string[];
}

/** Everything a script out of a hostile spreadsheet could try, in the worker's own page. Each way says what it got; `refused` and `nothing` are nothing. */
const tryEverything = async ({ tcp, udp, bus, files }: World): Promise<Record<string, string>> => {
  const outcome: Record<string, string> = {};
  const attempt = async (name: string, what: () => unknown): Promise<void> => {
    try {
      const got = await Promise.race([Promise.resolve(what()), new Promise((_, reject) => setTimeout(reject, 2_000))]);
      outcome[name] = got === undefined || got === null || got === false ? 'nothing' : `got ${String(got)}`;
    } catch {
      outcome[name] = 'refused';
    }
  };
  const opens = (target: EventTarget, open = 'open'): Promise<unknown> =>
    new Promise((resolve, reject) => {
      target.addEventListener(open, () => resolve('opened'));
      target.addEventListener('error', reject);
    });
  const request = (url: string): Promise<unknown> => {
    const asked = new XMLHttpRequest();
    asked.open('GET', url);
    const done = opens(asked, 'load');
    asked.send();
    return done;
  };
  const at = `127.0.0.1:${tcp}`;
  const bare: (name: string) => unknown = (name) => Reflect.get(globalThis, name);

  await attempt('what can be had', () => document.URL);
  for (const file of files) {
    await attempt(`file by fetch ${file}`, () => fetch(`file://${file}`));
    await attempt(`file by request ${file}`, () => request(`file://${file}`));
    await attempt(`file by import ${file}`, () => import(/* @vite-ignore */ `file://${file}`));
    await attempt(`file in a frame ${file}`, () => {
      const frame = Object.assign(document.createElement('iframe'), { src: `file://${file}` });
      document.body.append(frame);
      return opens(frame, 'load').then(() => frame.contentDocument?.body.textContent || null);
    });
  }
  for (const name of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker'])
    await attempt(name, () => Reflect.apply(bare(name) as () => unknown, window, []));
  await attempt('network by fetch', () => fetch(`http://${at}/`));
  await attempt('network by request', () => request(`http://${at}/`));
  await attempt('network by WebSocket', () => opens(new WebSocket(`ws://${at}/`)));
  await attempt('network by EventSource', () => opens(new EventSource(`http://${at}/`)));
  await attempt('network by beacon', () => void navigator.sendBeacon(`http://${at}/`, 'x'));
  await attempt('network by image', () => Object.assign(new Image(), { src: `http://${at}/x.png` }).decode());
  await attempt('network by WebTransport', () =>
    Reflect.get(Reflect.construct(bare('WebTransport') as () => void, [`https://127.0.0.1:${udp}/`]), 'ready'),
  );
  await attempt('network by WebRTC', async () => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${udp}` }] });
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return /typ (?:host|srflx)/.test(peer.localDescription?.sdp ?? '');
  });
  await attempt('network by navigation', () => void window.open(`http://${at}/`));
  await attempt('own pages', () => fetch('app://anteroom/workspace.html'));
  for (const address of [`unix:${bus}`, `http+unix://${encodeURIComponent(bus)}/`, `http://unix:${bus}:/`])
    await attempt(`D-Bus by fetch ${address}`, () => fetch(address));
  for (const address of [`ws+unix://${bus}`, `ws://localhost${bus}`])
    await attempt(`D-Bus by WebSocket ${address}`, () => opens(new WebSocket(address)));
  await attempt('D-Bus as a file', () => request(`file://${bus}`));
  for (const name of [
    'keytar',
    '@github/keytar',
    '@napi-rs/keyring',
    'dbus-next',
    'node:net',
    'node:fs',
    'node:child_process',
    'electron',
    'electron/renderer',
  ]) {
    await attempt(`import ${name}`, () => import(/* @vite-ignore */ name));
    await attempt(`require ${name}`, () => Reflect.apply(bare('require') as () => unknown, null, [name]));
  }
  await attempt('stored passwords', () =>
    Reflect.apply(Reflect.get(navigator, 'credentials').get, navigator.credentials, [{ password: true, mediation: 'silent' }]),
  );
  for (const name of [
    'require',
    'module',
    'process',
    'Buffer',
    'global',
    '__dirname',
    'ipcRenderer',
    'electron',
    'electronBinding',
    'clinic',
    'clinicEvents',
  ])
    await attempt(`global ${name}`, () => bare(name));
  await attempt('constructor of functions', () => {
    const made: unknown = Reflect.construct(Reflect.get(attempt, 'constructor'), ['return typeof process']);
    return typeof made === 'function' ? Reflect.apply(made, null, []) : undefined;
  });
  await attempt('eval', () => Reflect.apply(bare('eval') as () => unknown, null, ['1 + 1']));
  await attempt('opener', () => window.opener);
  await attempt('parent', () => window.parent !== window || window.top !== window || window.frameElement !== null);
  await attempt('a second port', () => {
    window.postMessage('port', '*');
    return new Promise((resolve) => window.addEventListener('message', ({ ports }) => ports.length > 0 && resolve('a port')));
  });
  const worker = 'try { importScripts("app://anteroom/assets/x.js"); postMessage("imported") } catch (e) { postMessage("refused") }';
  for (const [name, url] of [
    ['blob', () => URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }))],
    ['data', () => `data:text/javascript,${encodeURIComponent(worker)}`],
    ['network', () => `http://${at}/worker.js`],
  ] as const) {
    await attempt(`worker from ${name}`, () => opens(new Worker(url()), 'message'));
    await attempt(`shared worker from ${name}`, () => opens(new SharedWorker(url()).port, 'message'));
  }
  await attempt('service worker', () => navigator.serviceWorker.register('/service-worker.js'));
  await attempt('importScripts', () => Reflect.apply(bare('importScripts') as () => unknown, null, [`http://${at}/x.js`]));
  await attempt('a microphone', () => navigator.mediaDevices.getUserMedia({ audio: true }));
  return outcome;
};

test('in the document worker there is no file, no network, no keychain, no bus, no Node and no bridge, whichever way is tried', async () => {
  test.setTimeout(180_000);
  const sink = await openSink();
  const station = await startWorkstation();
  const { desk } = await found(station);
  const bus = /unix:path=([^,;]+)/.exec(process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '')?.[1] ?? '';
  // Another program of the same account gets all of it: what is refused below is there to be had.
  expect(existsSync(bus)).toBe(true);
  expect((await askKeychain(process.env, accountIn(station.folder, 'device-secret'), { call: 'read' })).state).toBe('ready');
  const files = ['/etc/passwd', join(station.folder, 'workstation.json')];
  for (const file of files) expect(readFileSync(file).length).toBeGreaterThan(0);

  const batchId = await sendFile(desk, 'long.csv', patientList(60_000));
  await given(desk, 'import.read', { batchId });
  const worker = await documentPage(station);
  const { 'what can be had': control, ...outcome } = await worker.evaluate(tryEverything, { tcp: sink.tcp, udp: sink.udp, bus, files });
  expect(control).toBe('got app://anteroom/document.html');
  expect(Object.keys(outcome).length).toBeGreaterThan(60);
  expect(Object.entries(outcome).filter(([, got]) => got !== 'refused' && got !== 'nothing')).toEqual([]);
  expect(sink.heard()).toBe(0);

  const pid = await station.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().endsWith('/document.html'))
      ?.webContents.getOSProcessId(),
  );
  if (process.getuid?.() !== 0) {
    // The system itself keeps it in as well: a filter on its calls.
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m);
  }
  sayLast(desk, 'session.lock', {});
  await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 2_000 }).toBe(false);
  await station.close();
  sink.close();
});
