const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

/** Where the focus last was in each part of the screen. */
const remembered = new WeakMap<Element, HTMLElement>();

const regions = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.querySelector(FOCUSABLE) !== null);

const enter = (region: HTMLElement): void => {
  const last = remembered.get(region);
  const target = last?.isConnected === true ? last : region.querySelector<HTMLElement>(FOCUSABLE);
  target?.focus();
};

/** Remembers where the focus goes, so that F6 comes back to the same field. */
export const rememberFocus = (event: FocusEvent): void => {
  if (!(event.target instanceof HTMLElement)) return;
  const region = event.target.closest('[data-region]');
  if (region !== null) remembered.set(region, event.target);
};

/** F6: the focus goes to the next part of the screen, in reading order, around the corner at the end. */
export const moveRegion = (step: 1 | -1): void => {
  const all = regions();
  const at = all.findIndex((region) => region.contains(document.activeElement));
  const next = all[(at === -1 && step === -1 ? all.length - 1 : at + step + all.length) % all.length];
  if (next !== undefined) enter(next);
};
