import type { FailureCode } from '../../../shared/failure.ts';
import {
  DOCUMENT_CAPS,
  DOCUMENT_PIECE,
  type DocumentOutline,
  type DocumentPage,
  type DocumentRow,
  fromWorker,
  type ToWorker,
} from '../../../shared/intake/document.ts';

/** The vault's end of the line to a document worker. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}

export interface DocumentWorker {
  readonly port: WorkerPort;
  /** Ends the worker's process. */
  readonly drop: () => void;
}

/** Pages kept ahead of what was staged: enough to keep the worker busy, too few to fill a memory. */
const AHEAD = 8;

/** One file being read by a worker. What the worker says is taken for hostile: the first word out of place ends it. */
export class Reading {
  outline: DocumentOutline | null = null;
  failure: FailureCode | null = null;
  #worker: DocumentWorker | null = null;
  #pages: DocumentPage[] = [];
  #asked: number;
  #characters = 0;
  #lastRow = 0;
  #over = false;
  #waiting = false;
  readonly #timer: NodeJS.Timeout;

  constructor(
    worker: Promise<DocumentWorker>,
    pieces: readonly Uint8Array[],
    sheet: string | null,
    staged: { readonly rows: number; readonly lastRow: number },
  ) {
    this.#asked = staged.rows;
    this.#lastRow = staged.lastRow;
    this.#timer = setTimeout(() => this.#fail('file-reader-lost'), DOCUMENT_CAPS.milliseconds);
    worker.then(
      (started) => this.#begin(started, pieces, sheet),
      () => this.#fail('file-reader-lost'),
    );
  }

  /** The next rows from the place `staged` on, as far as they have come; what was staged is let go. */
  take(staged: number): readonly DocumentRow[] {
    this.#pages = this.#pages.filter(({ from, rows }) => from + rows.length > staged);
    this.#ask();
    return this.#pages.flatMap(({ rows, from }) => rows.slice(Math.max(0, staged - from)));
  }

  end(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#pages = [];
    this.#worker?.drop();
  }

  #begin(worker: DocumentWorker, pieces: readonly Uint8Array[], sheet: string | null): void {
    this.#worker = worker;
    if (this.#over) {
      worker.drop();
      return;
    }
    worker.port.on('message', ({ data }) => this.#hear(data));
    worker.port.on('close', () => this.#fail('file-reader-lost'));
    worker.port.start();
    for (const piece of pieces) {
      for (let from = 0; from < piece.length; from += DOCUMENT_PIECE) {
        worker.port.postMessage({ type: 'bytes', bytes: piece.subarray(from, from + DOCUMENT_PIECE) });
      }
    }
    worker.port.postMessage({ type: 'read', sheet });
  }

  #hear(data: unknown): void {
    if (this.#over || this.failure !== null) return;
    const said = fromWorker.safeParse(data);
    if (!said.success) this.#fail('file-reader-lost');
    else if (said.data.type === 'failed') this.#fail(said.data.code);
    else if (said.data.type === 'outline') this.#outlined(said.data);
    else if (this.#follows(said.data)) this.#pages.push(said.data);
    else this.#fail('file-reader-lost');
    this.#ask();
  }

  #outlined(outline: DocumentOutline): void {
    if (this.outline !== null || outline.rows === 0) this.#fail('file-reader-lost');
    else this.outline = outline;
  }

  /** A page is the one that was asked for, of rows in order, no more in all than the outline and the caps say. */
  #follows({ from, rows }: DocumentPage): boolean {
    if (this.outline === null || from !== this.#asked || rows.length === 0) return false;
    if (from + rows.length > this.outline.rows) return false;
    for (const { row, cells } of rows) {
      if (row <= this.#lastRow || cells.length > this.outline.columns) return false;
      this.#lastRow = row;
      for (const cell of cells) this.#characters += cell.length;
    }
    this.#asked = from + rows.length;
    this.#waiting = false;
    return this.#characters <= DOCUMENT_CAPS.characters;
  }

  #ask(): void {
    if (this.outline === null || this.#waiting || this.#over || this.failure !== null) return;
    if (this.#asked >= this.outline.rows) {
      clearTimeout(this.#timer);
      this.#worker?.drop();
      this.#over = true;
      return;
    }
    if (this.#pages.length >= AHEAD) return;
    this.#waiting = true;
    this.#worker?.port.postMessage({ type: 'next', from: this.#asked });
  }

  #fail(code: FailureCode): void {
    if (this.#over || this.failure !== null) return;
    this.failure = code;
    this.#pages = [];
    clearTimeout(this.#timer);
    this.#worker?.drop();
  }
}

/** The files being read in this session, one worker each. */
export class ReadingRoom {
  readonly #ask: () => Promise<DocumentWorker>;
  readonly #readings = new Map<string, Reading>();

  constructor(ask: () => Promise<DocumentWorker>) {
    this.#ask = ask;
  }

  /** The reading of a batch; begun when there is none, from the place where an earlier one ended. */
  of(
    batchId: string,
    begin: () => { pieces: readonly Uint8Array[]; sheet: string | null; staged: { rows: number; lastRow: number } },
  ): Reading {
    const known = this.#readings.get(batchId);
    if (known !== undefined) return known;
    const { pieces, sheet, staged } = begin();
    const reading = new Reading(this.#ask(), pieces, sheet, staged);
    this.#readings.set(batchId, reading);
    return reading;
  }

  leave(batchId: string): void {
    this.#readings.get(batchId)?.end();
    this.#readings.delete(batchId);
  }
}
