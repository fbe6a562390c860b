import { Failure } from '../../../shared/failure.ts';
import { type FromPrintWindow, fromPrintWindow, type PrintJob, type ToPrintWindow } from '../../../shared/print-window.ts';
import type { Printers, PrintOrder, SessionSpooler } from './spooler.ts';

/** The vault's end of the line to a print window. */
export interface PrintPort {
  postMessage(message: ToPrintWindow): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}

/** Main, as far as it prints for the vault. */
export interface PrintRoom {
  readonly askPrinters: () => Promise<Printers>;
  readonly askPrintWindow: (
    job: PrintJob,
  ) => Promise<{ readonly port: PrintPort; readonly print: () => Promise<void>; readonly drop: () => void }>;
}

/**
 * Paper where the system has no `lp` (Windows): main makes a window for one job, the print goes to that window over a line main can't read, and once it is drawn there main has it printed. The window
 * ends with its job, and with the session.
 */
export class WindowSpooler implements SessionSpooler {
  readonly #room: PrintRoom;
  readonly #ending = Promise.withResolvers<never>();
  #ended = false;

  constructor(room: PrintRoom) {
    this.#room = room;
    this.#ending.promise.catch(() => undefined);
  }

  readonly printers = (): Promise<Printers> => this.#whileOpen(this.#room.askPrinters());

  readonly print = async (pdf: Uint8Array, { printer, copies, pages, sheet }: PrintOrder): Promise<void> => {
    if (this.#ended) throw new Failure('locked');
    const window = await this.#whileOpen(this.#room.askPrintWindow({ printer, copies, pages, sheet }));
    try {
      await this.#whileOpen(drawn(window.port, { pdf, pages, sheet }));
      await this.#whileOpen(window.print());
    } finally {
      window.drop();
    }
  };

  /** What is under way is over, in the moment of the lock; main ends its window. */
  end(): void {
    this.#ended = true;
    this.#ending.reject(new Failure('locked'));
  }

  #whileOpen<T>(work: Promise<T>): Promise<T> {
    return Promise.race([this.#ending.promise, work]);
  }
}

/** Resolves when every sheet stands in the window. What it says is taken for hostile. Failure `printer-failed`. */
const drawn = (port: PrintPort, print: ToPrintWindow): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (): void => reject(new Failure('printer-failed'));
    port.on('close', fail);
    port.on('message', ({ data }) => {
      const said = fromPrintWindow.safeParse(data);
      if (isWhole(said.data, print)) resolve();
      else fail();
    });
    port.start();
    port.postMessage(print);
  });

const isWhole = (said: FromPrintWindow | undefined, { pages }: ToPrintWindow): boolean => said?.drawn === pages;
