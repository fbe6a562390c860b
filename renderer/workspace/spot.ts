import * as z from 'zod';

/** Where on the screen somebody was: the focused thing, the caret in it, and how far the content was scrolled. */
export const spot = z.strictObject({
  focus: z
    .strictObject({
      region: z.string(),
      tag: z.string(),
      /** What the thing is called: its name, its label or its words; `nth` of those that are called the same. */
      key: z.string(),
      nth: z.int().nonnegative(),
      start: z.int().nullable(),
      end: z.int().nullable(),
    })
    .nullable(),
  scroll: z.number().nonnegative(),
});
export type Spot = z.infer<typeof spot>;
type Focus = NonNullable<Spot['focus']>;

const KEY_LENGTH = 80;
const LOOK_EVERY_MS = 40;
/** A chart under load may take this long to be drawn; then the person is where the screen puts them. */
const LOOKS = 250;
/** A screen that is being drawn puts the focus where it begins; only what stays so long is settled. */
const SETTLED_LOOKS = 4;

const hasCaret = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

const keyOf = (element: Element): string => {
  const label = hasCaret(element) ? element.labels?.[0]?.textContent : element.textContent;
  const key = element.getAttribute('name') ?? element.getAttribute('aria-label') ?? label ?? '';
  return key.trim().slice(0, KEY_LENGTH);
};

const alike = (region: Element, tag: string, key: string): Element[] =>
  [...region.querySelectorAll(tag)].filter((element) => keyOf(element) === key);

const content = (): Element | null => document.querySelector('[data-region="content"]');

const focusNow = (): Focus | null => {
  const element = document.activeElement;
  const region = element?.closest<HTMLElement>('[data-region]');
  if (!(element instanceof HTMLElement) || region?.dataset['region'] === undefined || element === region) return null;
  const tag = element.tagName.toLowerCase();
  const key = keyOf(element);
  const caret = hasCaret(element) ? element : null;
  return {
    region: region.dataset['region'],
    tag,
    key,
    nth: alike(region, tag, key).indexOf(element),
    start: caret?.selectionStart ?? null,
    end: caret?.selectionEnd ?? null,
  };
};

export const spotNow = (): Spot => ({ focus: focusNow(), scroll: content()?.scrollTop ?? 0 });

const isCaretAt = (element: Element, { start, end }: Focus): boolean =>
  !hasCaret(element) || element.selectionStart === null || (element.selectionStart === start && element.selectionEnd === end);

const bringOnce = ({ focus, scroll }: Spot): boolean => {
  const region = content();
  if (region !== null && Math.abs(region.scrollTop - scroll) > 1) region.scrollTop = scroll;
  const scrolled = region !== null && Math.abs(region.scrollTop - scroll) <= 1;
  if (focus === null) return scrolled;
  const there = document.querySelector(`[data-region="${CSS.escape(focus.region)}"]`);
  const element = there === null ? undefined : alike(there, focus.tag, focus.key)[focus.nth];
  if (!(element instanceof HTMLElement)) return false;
  if (document.activeElement === element && isCaretAt(element, focus)) return scrolled;
  element.focus({ preventScroll: true });
  if (hasCaret(element) && element.selectionStart !== null) element.setSelectionRange(focus.start, focus.end);
  return false;
};

/** Brings a person back to the spot, as soon as what was there is drawn. Whoever types or clicks meanwhile is left where they are. */
export const bringBackTo = (wanted: Spot): void => {
  const busy = new AbortController();
  for (const act of ['keydown', 'pointerdown', 'wheel'])
    window.addEventListener(act, () => busy.abort(), { capture: true, signal: busy.signal });
  const look = (left: number, settled: number): void => {
    if (busy.signal.aborted) return;
    const now = bringOnce(wanted) ? settled + 1 : 0;
    if (now >= SETTLED_LOOKS || left === 0) busy.abort();
    else setTimeout(() => look(left - 1, now), LOOK_EVERY_MS);
  };
  look(LOOKS, 0);
};
