import { type BrowserWindow, MessageChannelMain, type WebContents, type WebContentsPrintOptions } from 'electron';
import { Failure, type FailureCode } from '../../shared/failure.ts';
import { PRINT_WINDOW_MS, type PrintJob } from '../../shared/print-window.ts';
import type { VaultHost } from '../session/vault-host.ts';
import type { FromVault } from '../vault/control.ts';
import { type BuiltFiles, destroyPage, makePage } from './pages.ts';

const MICRONS_PER_POINT = 25_400 / 72;
const MOST_PRINTERS = 50;
const NAME = /^[^\p{Cc}]{1,127}$/u;
/** A print system that has not named its printers by then does not answer. */
const LISTING_MS = 15_000;

interface Printers {
  readonly names: string[];
  readonly usual: string | null;
}

interface Job {
  readonly vault: VaultHost;
  readonly request: number;
  /** Ends its window. Whoever still waits for an answer is told this code. */
  readonly end: (code: FailureCode) => void;
  /** Prints what the window has drawn; the answer goes to this request. */
  readonly print: (request: number) => void;
}

/**
 * Printing without an `lp`: each job has a hidden sandboxed page of its own, which draws the print that the vault sends it over their one line, is printed by Electron, and is killed afterwards: when the
 * printer has it, when anything fails, after a minute, when the vault drops it, and with the vault. Main knows the printer, the paper, and how many pages and copies.
 */
export class PrintWindows {
  readonly #files: BuiltFiles;
  /** Whether prints go this way here at all. */
  readonly #open: boolean;
  readonly #jobs = new Set<Job>();

  constructor(files: BuiltFiles, open: boolean) {
    this.#files = files;
    this.#open = open;
  }

  /** For the director: what a vault says about printing. */
  readonly serve = async (vault: VaultHost, said: FromVault): Promise<void> => {
    if (said.type === 'ask-printers') await this.#list(vault, said.request);
    if (said.type === 'ask-print-window') this.#start(vault, said.request, said.job);
    if (said.type === 'ask-print') this.#print(vault, said);
    if (said.type === 'drop-print-window') this.#jobOf(vault, said.request)?.end('printer-failed');
  };

  #jobOf(vault: VaultHost, request: number): Job | undefined {
    return [...this.#jobs].find((job) => job.vault === vault && job.request === request);
  }

  #make(): BrowserWindow {
    return makePage('print', this.#files, { look: { language: 'en', theme: 'light' } });
  }

  /** Asked of a page that holds nothing. */
  async #list(vault: VaultHost, request: number): Promise<void> {
    if (!this.#open) throw new Failure('printer-none');
    const window = this.#make();
    const stopHearing = vault.whenOver(() => destroyPage(window));
    try {
      const printers = await printersOf(window.webContents);
      if (typeof printers === 'string') throw new Failure(printers);
      vault.say({ type: 'printers', request, ...printers });
    } finally {
      stopHearing();
      destroyPage(window);
    }
  }

  #start(vault: VaultHost, request: number, work: PrintJob): void {
    const busy = [...this.#jobs].some((job) => job.vault === vault);
    if (busy || !this.#open) {
      vault.say({ type: 'deny', request, code: busy ? 'too-fast' : 'printer-none' });
      return;
    }
    const window = this.#make();
    /** Who waits for an answer: for the line at first, then for the paper. */
    let waiting: number | null = request;
    let stopHearing = (): void => undefined;
    const limit = setTimeout(() => job.end('printer-silent'), PRINT_WINDOW_MS);
    const job: Job = {
      vault,
      request,
      end: (code) => {
        clearTimeout(limit);
        stopHearing();
        this.#jobs.delete(job);
        destroyPage(window);
        if (waiting !== null) vault.say({ type: 'deny', request: waiting, code });
        waiting = null;
      },
      print: (asked) => {
        waiting = asked;
        window.webContents.print(optionsFor(work), (taken) => {
          if (taken && waiting === asked) {
            vault.say({ type: 'print-taken', request: asked });
            waiting = null;
          }
          job.end('printer-failed');
        });
      },
    };
    this.#jobs.add(job);
    stopHearing = vault.whenOver(() => job.end('locked'));
    window.webContents.once('render-process-gone', () => job.end('printer-failed'));
    window.webContents.once('did-finish-load', () => {
      void printersOf(window.webContents).then((printers) => {
        if (window.isDestroyed()) return;
        if (typeof printers === 'string' || !printers.names.includes(work.printer)) {
          job.end(typeof printers === 'string' ? printers : 'printer-gone');
          return;
        }
        const { port1, port2 } = new MessageChannelMain();
        window.webContents.postMessage('port', null, [port2]);
        vault.say({ type: 'print-window', request }, [port1]);
        waiting = null;
      });
    });
  }

  #print(vault: VaultHost, { request, window }: Extract<FromVault, { type: 'ask-print' }>): void {
    const job = this.#jobOf(vault, window);
    if (job === undefined) vault.say({ type: 'deny', request, code: 'printer-failed' });
    else job.print(request);
  }
}

const optionsFor = ({ printer, copies, pages, sheet }: PrintJob): WebContentsPrintOptions => ({
  silent: true,
  printBackground: true,
  deviceName: printer,
  copies,
  margins: { marginType: 'none' },
  pageRanges: [{ from: 0, to: pages - 1 }],
  pageSize: { width: Math.round(sheet.width * MICRONS_PER_POINT), height: Math.round(sheet.height * MICRONS_PER_POINT) },
});

/** The printers of this computer, or why none can be named. */
const printersOf = async (contents: WebContents): Promise<Printers | 'printer-none' | 'printer-silent'> => {
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, LISTING_MS, 'late'));
  try {
    const listed = await Promise.race([contents.getPrintersAsync(), late]);
    if (listed === 'late') return 'printer-silent';
    const known = listed.filter(({ name }) => NAME.test(name)).slice(0, MOST_PRINTERS);
    // newer versions of Electron don't tell which one is the usual one
    const usual = known.find((printer) => Reflect.get(printer, 'isDefault') === true);
    return { names: known.map(({ name }) => name), usual: usual?.name ?? null };
  } catch {
    return 'printer-none';
  }
};
