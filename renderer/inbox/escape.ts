import { type RefObject, useEffect } from 'react';

type Close = RefObject<() => void>;

/** The forms that are open over anything, by the part of the screen they are. */
const open = new Map<string, Close>();

/** Closes the form in this part of the screen with Escape, as long as it stands. */
export function useEscape(region: string, close: Close): void {
  useEffect(() => {
    open.set(region, close);
    return () => void open.delete(region);
  }, [region, close]);
}

/**
 * Hears Escape before any dialog does. A message is taken over whatever else is open: where the focus is in it, it alone closes, and the dialog beneath, which would hear the same key, stays.
 */
export function useEscapes(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || !(event.target instanceof Element)) return;
      // a press that lost the focus to nowhere is the newest form's
      const region = event.target.closest<HTMLElement>('[data-region]')?.dataset['region'];
      const close = event.target === document.body ? [...open.values()].at(-1) : open.get(region ?? '');
      if (close === undefined) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      close.current();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
