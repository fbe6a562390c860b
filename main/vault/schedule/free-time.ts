/** Minutes after midnight: from the first on, before the second. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Nobody is asked to come at 9:02. */
const STEP = 5;

/** When visits of this length could begin within `open` without touching what is taken: from the beginning of each gap on, one behind the other. What is taken may overlap and needs no order. */
export const freeStarts = (open: Span, taken: readonly Span[], minutes: number): number[] => {
  const starts: number[] = [];
  let free = open.from;
  const fill = (to: number): void => {
    for (let start = Math.ceil(free / STEP) * STEP; start + minutes <= to; start += minutes) starts.push(start);
  };
  for (const { from, to } of [...taken].sort((a, b) => a.from - b.from)) {
    if (from > free) fill(Math.min(from, open.to));
    free = Math.max(free, to);
    if (free >= open.to) return starts;
  }
  fill(open.to);
  return starts;
};
