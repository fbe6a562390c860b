/** What is there to be had, if there were a way. */
export interface World {
  readonly tcp: number;
  readonly udp: number;
  /** Where the session bus, and behind it the keychain, listens. */
  readonly bus: string;
  /** A file that everybody may read, and the practice's own. */
  readonly files: readonly string[];
  /** How long a way may take that is not refused at once. */
  readonly patienceMs: number;
}

/** Everything a script could try that has taken over a page which works for the vault alone. Each way says what it got; `refused` and `nothing` are nothing. */
export const tryEverything = async ({ tcp, udp, bus, files, patienceMs }: World): Promise<Record<string, string>> => {
  const outcome: Record<string, string> = {};
  const attempt = async (name: string, what: () => unknown): Promise<void> => {
    try {
      const got = await Promise.race([Promise.resolve(what()), new Promise((_, reject) => setTimeout(reject, patienceMs))]);
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
