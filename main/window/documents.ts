import { app, type BrowserWindow, MessageChannelMain } from 'electron';
import { DOCUMENT_CAPS } from '../../shared/intake/document.ts';
import type { VaultHost } from '../session/vault-host.ts';
import type { FromVault } from '../vault/control.ts';
import { type BuiltFiles, destroyPage, makePage } from './pages.ts';

/** A 100 MB list with its cells takes about a quarter of this; a file made to fill a memory is stopped here. */
const MOST_MEMORY_KIB = 2 * 1024 * 1024;
const MEMORY_LOOK_MS = 250;
/** Two files at once is more than a person does. */
const MOST_WORKERS = 2;

interface Worker {
  readonly vault: VaultHost;
  readonly request: number;
  readonly end: () => void;
}

/**
 * The document workers: hidden sandboxed pages that each read one file somebody else made, and are killed at the limits of time and memory, when the vault
 * drops them, and with the vault. Main makes the line between the two and never sees what goes over it.
 */
export class Documents {
  readonly #files: BuiltFiles;
  readonly #workers = new Set<Worker>();

  constructor(files: BuiltFiles) {
    this.#files = files;
  }

  /** For the director: what a vault says about documents. */
  readonly serve = (vault: VaultHost, said: FromVault): void => {
    if (said.type === 'ask-document') this.#start(vault, said.request);
    if (said.type === 'drop-document') this.#end((worker) => worker.vault === vault && worker.request === said.request);
  };

  #start(vault: VaultHost, request: number): void {
    if ([...this.#workers].filter((worker) => worker.vault === vault).length >= MOST_WORKERS) {
      vault.say({ type: 'deny', request, code: 'too-fast' });
      return;
    }
    const window = makePage('document', this.#files, { look: { language: 'en', theme: 'light' } });
    let stopHearing = (): void => undefined;
    const limit = setTimeout(() => worker.end(), DOCUMENT_CAPS.milliseconds);
    const look = setInterval(() => {
      if (memoryOf(window) > MOST_MEMORY_KIB) worker.end();
    }, MEMORY_LOOK_MS);
    const worker: Worker = {
      vault,
      request,
      end: () => {
        clearTimeout(limit);
        clearInterval(look);
        stopHearing();
        this.#workers.delete(worker);
        destroyPage(window);
      },
    };
    this.#workers.add(worker);
    stopHearing = vault.whenOver(() => worker.end());
    window.webContents.once('render-process-gone', () => worker.end());
    window.webContents.once('did-finish-load', () => {
      const { port1, port2 } = new MessageChannelMain();
      window.webContents.postMessage('port', null, [port2]);
      vault.say({ type: 'document', request }, [port1]);
    });
  }

  #end(which: (worker: Worker) => boolean): void {
    for (const worker of [...this.#workers].filter(which)) worker.end();
  }
}

/** What the page's process holds, in KiB; 0 while it has none. */
const memoryOf = (window: BrowserWindow): number => {
  if (window.isDestroyed()) return 0;
  const pid = window.webContents.getOSProcessId();
  return app.getAppMetrics().find((metric) => metric.pid === pid)?.memory.workingSetSize ?? 0;
};
