import { expect, type Page, test } from '@playwright/test';
import { intrude } from '../support/intruder.ts';
import { found } from '../support/people.ts';
import { startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** An intruder's script runs in the workspace. Whatever it tries, no code comes from text. */
let station: TestWorkstation;
let workspace: Page;
test.beforeAll(async () => {
  station = await startWorkstation();
  workspace = (await found(station)).desk;
});
test.afterAll(() => station.close());

const SCRIPTS: readonly (readonly [what: string, script: () => unknown])[] = [
  ['eval', () => Reflect.apply(Reflect.get(window, 'eval'), window, ['window.__ran = 1'])],
  ['new Function', () => new Function('window.__ran = 1')()],
  ['a timer with text', () => setTimeout(...(['window.__ran = 1', 0] as unknown as [() => void, number]))],
  ['an image that fails', () => Object.assign(document.body, { innerHTML: '<img src=x onerror="window.__ran = 1">' })],
  ['markup appended', () => document.body.insertAdjacentHTML('beforeend', '<svg onload="window.__ran = 1">')],
  ['markup written', () => document.write('<script>window.__ran = 1</script>')],
  ['markup parsed', () => new DOMParser().parseFromString('<img src=x onerror="window.__ran = 1">', 'text/html')],
  ['markup by a range', () => document.createRange().createContextualFragment('<img src=x onerror="window.__ran = 1">')],
  [
    'an attribute without a namespace',
    () => {
      const image = document.createElement('img');
      image.setAttributeNS(null, 'onerror', 'window.__ran = 1');
      image.src = 'app://anteroom/nothing.png';
      document.body.append(image);
    },
  ],
  [
    'an attribute that is a script',
    () => {
      const image = document.createElement('img');
      image.setAttribute('onerror', 'window.__ran = 1');
      image.src = 'app://anteroom/nothing.png';
      document.body.append(image);
    },
  ],
  [
    'a script element with text',
    () => {
      const script = document.createElement('script');
      script.append('window.__ran = 1');
      document.body.append(script);
    },
  ],
  [
    'a script element with an address',
    () => {
      const script = document.createElement('script');
      script.src = 'data:text/javascript,window.__ran=1';
      document.body.append(script);
    },
  ],
  [
    'a script in a frame',
    () => {
      const frame = document.createElement('iframe');
      frame.srcdoc = '<script>parent.__ran = 1</script>';
      document.body.append(frame);
    },
  ],
  [
    'a javascript: link',
    () => {
      const link = document.createElement('a');
      link.href = 'javascript:window.__ran = 1';
      document.body.append(link);
      link.click();
    },
  ],
  [
    'a worker from a blob',
    () => {
      const url = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
      new Worker(url).addEventListener('message', () => Reflect.set(window, '__ran', 1));
    },
  ],
  [
    'a module from a blob',
    () => {
      const script = document.createElement('script');
      script.type = 'module';
      script.src = URL.createObjectURL(new Blob(['window.__ran = 1'], { type: 'text/javascript' }));
      document.body.append(script);
    },
  ],
  [
    'a policy of the intruder’s own',
    () => {
      const mine = Reflect.get(window, 'trustedTypes').createPolicy('mine', {
        createHTML: (text: string) => text,
        createScript: (text: string) => text,
      });
      Reflect.set(window, '__ran', String(mine.createScript('1')));
    },
  ],
  [
    'the default policy once more',
    () => {
      const second = Reflect.get(window, 'trustedTypes').createPolicy('default', { createHTML: (text: string) => text });
      Reflect.set(window, '__ran', String(second.createHTML('<b>')));
    },
  ],
];

test('an intruder’s script runs at all, and is seen to', async () => {
  expect(await intrude(workspace, () => Reflect.set(window, '__ran', 1))).toBe('true');
  expect(await workspace.evaluate(() => Reflect.get(window, '__ran'))).toBe(1);
  await workspace.evaluate(() => Reflect.deleteProperty(window, '__ran'));
});

for (const [what, script] of SCRIPTS) {
  test(`no code comes from text: ${what}`, async () => {
    // A script with a mistake of its own would prove nothing.
    expect(await intrude(workspace, script)).not.toMatch(/^(?:Reference|Syntax)Error$/);
    await workspace.waitForTimeout(150);
    expect(await workspace.evaluate(() => Reflect.get(window, '__ran'))).toBeUndefined();
  });
}

test('the policy that pages may make refuses every piece of markup and makes no script', async () => {
  const tried = await intrude(workspace, () => {
    const types = Reflect.get(window, 'trustedTypes');
    const attempt = (act: () => unknown): string => {
      try {
        act();
        return 'made';
      } catch {
        return 'refused';
      }
    };
    return JSON.stringify([
      types.defaultPolicy !== null,
      attempt(() => types.defaultPolicy.createHTML('<b>')),
      attempt(() => types.defaultPolicy.createScript('1')),
      attempt(() => types.defaultPolicy.createScriptURL('app://anteroom/x.js')),
      attempt(() => types.createPolicy('mine', {})),
    ]);
  });
  expect(JSON.parse(tried)).toEqual([true, 'refused', 'refused', 'refused', 'refused']);
});

test('a base element and a guest do nothing', async () => {
  await intrude(workspace, () => {
    const base = document.createElement('base');
    base.href = 'https://example.org/';
    document.head.append(base);
    document.body.append(document.createElement('webview'));
  });
  expect(await workspace.evaluate(() => document.baseURI)).toBe('app://anteroom/workspace.html');
  expect(await workspace.evaluate(() => Reflect.get(document.querySelector('webview') ?? {}, 'getWebContentsId'))).toBeUndefined();
  expect(
    await station.app.evaluate(({ webContents }) => webContents.getAllWebContents().filter((one) => one.getType() === 'webview').length),
  ).toBe(0);
});
