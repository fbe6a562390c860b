import { expect, type Page, test } from '@playwright/test';
import { type Ears, intrude } from '../support/intruder.ts';
import { found } from '../support/people.ts';
import { openSink, type Sink } from '../support/sink.ts';
import { startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** An intruder's script runs in the workspace and reaches for devices, files and the network. */
let station: TestWorkstation;
let workspace: Page;
let sink: Sink;
test.beforeAll(async () => {
  sink = await openSink();
  station = await startWorkstation();
  workspace = (await found(station)).desk;
});
test.afterAll(async () => {
  await station.close();
  sink.close();
});

const PERMISSIONS = [
  'camera',
  'microphone',
  'geolocation',
  'notifications',
  'midi',
  'clipboard-read',
  'persistent-storage',
  'screen-wake-lock',
  'idle-detection',
  'local-fonts',
  'window-management',
  'storage-access',
  'background-sync',
  'accelerometer',
  'gyroscope',
];

test('every permission is denied, asked and unasked', async () => {
  const states = await workspace.evaluate(
    (names) =>
      Promise.all(
        names.map(async (name) => {
          try {
            const query: unknown = Reflect.apply(navigator.permissions.query, navigator.permissions, [{ name }]);
            const { state } = Object(await query);
            return [name, state];
          } catch {
            return [name, 'unknown here'];
          }
        }),
      ),
    PERMISSIONS,
  );
  expect(states.filter(([, state]) => state !== 'denied' && state !== 'unknown here')).toEqual([]);
  expect(states.filter(([, state]) => state === 'denied').length).toBeGreaterThanOrEqual(10);
});

const REQUESTS: readonly (readonly [what: string, request: () => unknown])[] = [
  ['camera', () => navigator.mediaDevices.getUserMedia({ video: true })],
  ['microphone', () => navigator.mediaDevices.getUserMedia({ audio: true })],
  ['the screen', () => navigator.mediaDevices.getDisplayMedia()],
  [
    'where we are',
    () =>
      new Promise((resolve, reject) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          () => reject(new RangeError('denied')),
        ),
      ),
  ],
  [
    'notifications',
    async () => ((await Notification.requestPermission()) === 'granted' ? 'given' : Promise.reject(new RangeError('denied'))),
  ],
  ['the clipboard', () => navigator.clipboard.readText()],
  ['MIDI', () => navigator.requestMIDIAccess({ sysex: true })],
  ['USB', () => Reflect.get(navigator, 'usb').requestDevice({ filters: [] })],
  [
    'HID',
    async () =>
      (await Reflect.get(navigator, 'hid').requestDevice({ filters: [] })).length > 0 ? 'given' : Promise.reject(new RangeError('none')),
  ],
  ['a serial port', () => Reflect.get(navigator, 'serial').requestPort()],
  ['Bluetooth', () => Reflect.get(navigator, 'bluetooth').requestDevice({ acceptAllDevices: true })],
  ['files', () => Reflect.get(window, 'showOpenFilePicker')()],
  ['a folder', () => Reflect.get(window, 'showDirectoryPicker')()],
  ['lasting storage', async () => ((await navigator.storage.persist()) ? 'given' : Promise.reject(new RangeError('denied')))],
  ['a wake lock', () => navigator.wakeLock.request('screen')],
];
for (const [what, request] of REQUESTS) {
  test(`not given: ${what}`, async () => {
    const outcome = await intrude(workspace, request);
    expect(outcome).toMatch(/Error$|^nothing$/);
    expect(outcome).not.toMatch(/^(?:Reference|Syntax)Error$/);
  });
}

const CALLS: readonly (readonly [what: string, call: (ears: Ears) => unknown])[] = [
  ['fetch', ({ tcp }) => fetch(`http://127.0.0.1:${tcp}/`)],
  ['fetch without cors', ({ tcp }) => fetch(`http://127.0.0.1:${tcp}/`, { mode: 'no-cors', method: 'POST', body: 'x', keepalive: true })],
  [
    'XMLHttpRequest',
    ({ tcp }) => {
      const request = new XMLHttpRequest();
      request.open('POST', `http://127.0.0.1:${tcp}/`);
      request.send('x');
    },
  ],
  ['a beacon', ({ tcp }) => navigator.sendBeacon(`http://127.0.0.1:${tcp}/`, 'x')],
  ['a WebSocket', ({ tcp }) => new WebSocket(`ws://127.0.0.1:${tcp}/`)],
  ['an EventSource', ({ tcp }) => new EventSource(`http://127.0.0.1:${tcp}/`)],
  ['WebTransport', ({ udp }) => Reflect.construct(Reflect.get(window, 'WebTransport'), [`https://127.0.0.1:${udp}/`])],
  ['an image', ({ tcp }) => Object.assign(new Image(), { src: `http://127.0.0.1:${tcp}/x.png` })],
  ['a font', ({ tcp }) => new FontFace('x', `url(http://127.0.0.1:${tcp}/x.woff2)`).load()],
  ['a picture in a style', ({ tcp }) => Object.assign(document.body.style, { backgroundImage: `url(http://127.0.0.1:${tcp}/x.png)` })],
  ['a video', ({ tcp }) => Object.assign(document.createElement('video'), { src: `http://127.0.0.1:${tcp}/x.mp4` }).load()],
  [
    'links that ask ahead',
    ({ tcp }) => {
      for (const rel of [
        'prefetch',
        'preload',
        'dns-prefetch',
        'preconnect',
        'modulepreload',
        'prerender',
        'stylesheet',
        'icon',
        'manifest',
      ]) {
        const link = document.createElement('link');
        link.rel = rel;
        link.href = `http://127.0.0.1:${tcp}/${rel}`;
        document.head.append(link);
      }
    },
  ],
  [
    'a ping',
    ({ tcp }) =>
      Object.assign(document.body.appendChild(document.createElement('a')), { href: '#', ping: `http://127.0.0.1:${tcp}/` }).click(),
  ],
  ['a service worker', () => navigator.serviceWorker.register('app://anteroom/worker.js')],
  [
    'a report',
    ({ tcp }) =>
      Object.assign(document.head.appendChild(document.createElement('meta')), {
        httpEquiv: 'Content-Security-Policy',
        content: `report-uri http://127.0.0.1:${tcp}/`,
      }),
  ],
  [
    'WebRTC',
    async ({ udp, tcp }) => {
      const peer = new RTCPeerConnection({
        iceServers: [{ urls: `stun:127.0.0.1:${udp}` }, { urls: `turn:127.0.0.1:${tcp}?transport=tcp`, username: 'x', credential: 'x' }],
      });
      peer.createDataChannel('x');
      await peer.setLocalDescription(await peer.createOffer());
      await new Promise((later) => setTimeout(later, 1200));
      peer.close();
    },
  ],
];
for (const [what, call] of CALLS) {
  test(`nothing leaves by ${what}`, async () => {
    // A call with a mistake of its own would prove nothing.
    expect(await intrude(workspace, call, { tcp: sink.tcp, udp: sink.udp })).not.toMatch(/^(?:Reference|Syntax)Error$/);
    await workspace.waitForTimeout(250);
    expect(sink.heard()).toBe(0);
  });
}

test('the sink hears what does get out', async () => {
  const before = sink.heard();
  await fetch(`http://127.0.0.1:${sink.tcp}/`).catch(() => undefined);
  expect(sink.heard()).toBe(before + 1);
});
