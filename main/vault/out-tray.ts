import { Failure } from '../../shared/failure.ts';
import { newId } from '../../shared/ids.ts';

/** A file made of records, whole, waiting in this process to be taken out. */
export interface ReadyFile {
  /** Said to main for the dialog: nothing of a patient is in it. */
  readonly name: string;
  readonly rows: number;
  readonly pieces: readonly Uint8Array[];
}

/**
 * Where files stand that the vault makes of records, from the audited calls that made them to the one that takes them out. No page ever holds their bytes, and none can have other bytes
 * written in their place. One at a time: the next one begun wipes the one before.
 */
export class OutTray {
  #fileId: string | null = null;
  #file: ReadyFile | null = null;

  /** A file is begun; answers with its id. */
  begin(): string {
    this.clear();
    this.#fileId = newId();
    return this.#fileId;
  }

  /** The file is whole. One that is no longer wanted is wiped at once. */
  put(fileId: string, file: ReadyFile): void {
    if (fileId === this.#fileId) this.#file = file;
    else wipePieces(file);
  }

  /** The file of this id, which stays until it is cleared, so that a full disk costs nobody the making again. Failure `not-found`. */
  look(fileId: string): ReadyFile {
    if (fileId !== this.#fileId || this.#file === null) throw new Failure('not-found');
    return this.#file;
  }

  clear(): void {
    if (this.#file !== null) wipePieces(this.#file);
    this.#file = null;
    this.#fileId = null;
  }
}

const wipePieces = ({ pieces }: ReadyFile): void => {
  for (const piece of pieces) piece.fill(0);
};
