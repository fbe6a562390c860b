import { Failure } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import type { PrintKind } from '../../../shared/phi/print.ts';
import type { PrintSheet } from '../../../shared/print-window.ts';

/** A print, whole, waiting to be sent. */
export interface ReadyPrint {
  readonly kind: PrintKind;
  readonly pages: number;
  readonly pdf: Uint8Array;
  readonly sheet: PrintSheet;
  readonly patients: readonly string[];
}

/**
 * Where a print stands from the audited call that made it to the one that sends it: no page can have other bytes printed in its place. One at a time: the next one wipes the one before; a print that
 * failed stays and can be sent again.
 */
export class PrintTray {
  #printId: string | null = null;
  #print: ReadyPrint | null = null;

  /** Answers with its id. */
  put(print: ReadyPrint): string {
    this.#print?.pdf.fill(0);
    this.#print = print;
    this.#printId = newId();
    return this.#printId;
  }

  /** Failure `not-found` where another one was made since. */
  look(printId: string): ReadyPrint {
    if (printId !== this.#printId || this.#print === null) throw new Failure('not-found');
    return this.#print;
  }
}
