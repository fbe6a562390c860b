import { create } from 'zustand';
import type { Answer } from '../../shared/contract.ts';

/** Something that was done and can be taken back. The message names the row: "Archived Garcia, Maria." */
export interface Undoable {
  readonly message: string;
  readonly undo: () => Promise<Answer<unknown>>;
}

interface UndoState {
  readonly offer: (Undoable & { readonly id: number }) | null;
}

/** The one thing that can be undone right now. */
export const useUndo = create<UndoState>()(() => ({ offer: null }));

/** How long an undo is offered at least; not counted while it has the focus or the pointer. */
export const UNDO_MS = 10_000;

let lastId = 0;

/** Offers to take something back. A newer offer replaces an older one. */
export const offerUndo = (offer: Undoable): void => {
  lastId += 1;
  useUndo.setState({ offer: { ...offer, id: lastId } });
};

/** Ends an offer, unless a newer one has taken its place. */
export const endOffer = (id: number): void => useUndo.setState(({ offer }) => ({ offer: offer?.id === id ? null : offer }));
