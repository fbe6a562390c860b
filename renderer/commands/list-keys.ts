import type { RefObject } from 'react';
import { giveCommand, useCommand } from './handlers.ts';

interface ListKeys {
  /** Goes so many lines on, or back. */
  readonly step: (by: number) => void;
  /** To the search of the list itself, where it has one; otherwise `/` goes to the search Ctrl+K goes to. Null in a dialog without a search. */
  readonly search?: (() => void) | null;
}

/** J and K go from line to line and `/` to the search, as long as the focus is in the list. */
export function useListKeys(list: RefObject<HTMLElement | null>, { step, search = () => giveCommand('search.focus') }: ListKeys): void {
  useCommand('list.next', () => step(1), { within: list });
  useCommand('list.previous', () => step(-1), { within: list });
  useCommand('list.search', () => search?.(), { within: list, enabled: search !== null });
}
