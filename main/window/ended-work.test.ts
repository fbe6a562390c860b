import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { VaultHost } from '../session/vault-host.ts';
import { Documents } from './documents.ts';
import { PrintWindows } from './print-windows.ts';

/** Pages as far as they come and go. */
const pages = vi.hoisted(() => ({ ended: 0 }));
vi.mock('electron', () => ({
  utilityProcess: { fork: () => Object.assign(new EventEmitter(), { pid: undefined, postMessage: () => undefined }) },
  app: { getAppMetrics: () => [] },
}));
vi.mock('./pages.ts', () => ({
  makePage: () => ({ isDestroyed: () => true, webContents: Object.assign(new EventEmitter(), { getPrintersAsync: async () => [] }) }),
  destroyPage: () => {
    pages.ended += 1;
  },
}));

const FILES = { renderer: '', preload: '' };
const PRINT = {
  printer: 'desk',
  copies: 1,
  pages: 1,
  sheet: { width: 612, height: 792 },
};
const hear = (): void => undefined;
let vault: VaultHost;
beforeEach(() => {
  pages.ended = 0;
  vault = new VaultHost(1, 'vault.js', {}, hear, hear);
});

const work = {
  'a document worker that was dropped': async () => {
    const documents = new Documents(FILES);
    documents.serve(vault, { type: 'ask-document', request: 1 });
    documents.serve(vault, { type: 'drop-document', request: 1 });
  },
  'a list of printers': () => new PrintWindows(FILES, true).serve(vault, { type: 'ask-printers', request: 1 }),
  'a print window that was dropped': async () => {
    const prints = new PrintWindows(FILES, true);
    await prints.serve(vault, { type: 'ask-print-window', request: 1, job: PRINT });
    await prints.serve(vault, { type: 'drop-print-window', request: 1 });
  },
};

test.each(Object.entries(work))('%s is over once and not kept until the lock', async (_what, begun) => {
  await begun();
  expect(pages.ended).toBe(1);
  await vault.kill(0);
  expect(pages.ended).toBe(1);
});

test('what is at work at the lock ends with the vault, and what is begun for one that is over ends at once', async () => {
  const documents = new Documents(FILES);
  documents.serve(vault, { type: 'ask-document', request: 1 });
  await vault.kill(0);
  expect(pages.ended).toBe(1);
  documents.serve(vault, { type: 'ask-document', request: 2 });
  expect(pages.ended).toBe(2);
});
