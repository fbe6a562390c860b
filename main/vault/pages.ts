import type { Changed } from '../../shared/contract.ts';
import { isChangeName, isPhiName } from '../gate/handlers.ts';

/** What telling a page needs of the port to it. */
export interface OpenPort {
  on(event: 'close', listener: () => void): unknown;
  postMessage(said: Changed): void;
}

/** The pages of one session. What one of them has changed the others are told of, by the operation's name alone, so that two windows show the same day. */
export class Pages {
  readonly #open = new Set<OpenPort>();

  add(port: OpenPort): void {
    this.#open.add(port);
    port.on('close', () => this.#open.delete(port));
  }

  /** After an operation that was answered `ok`; a reading changes nothing, and what is being typed is nobody else's. */
  tellOthers(asker: OpenPort, name: string): void {
    if (!isPhiName(name) || !isChangeName(name) || name.startsWith('draft.')) return;
    for (const port of this.#open) if (port !== asker) port.postMessage({ changed: name });
  }
}
