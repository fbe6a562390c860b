/** How wide the columns of a table are beside each other, in percent of its width; together 100. */
export type Shares = readonly number[];

/** No column is made narrower than this, so that its edge can still be found. */
export const LEAST_SHARE = 4;

const tenths = (share: number): number => Math.round(share * 10) / 10;

/** The shares of columns so wide; null where one can't be seen, or is too narrow to be one of them. */
export const sharesOf = (widths: readonly number[]): Shares | null => {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const shares = widths.map((width) => tenths((100 * width) / whole));
  return shares.length > 0 && shares.every((share) => share >= LEAST_SHARE) ? shares : null;
};

/** The edge behind the column at `edge` moved by so many percent, as far as both of its neighbors allow; every other column stays. */
export const withEdgeMoved = (shares: Shares, edge: number, by: number): Shares => {
  const [before, after] = [shares[edge], shares[edge + 1]];
  if (before === undefined || after === undefined) return shares;
  const moved = Math.min(Math.max(by, LEAST_SHARE - before), after - LEAST_SHARE);
  return shares.map((share, at) => (at === edge ? tenths(share + moved) : at === edge + 1 ? tenths(share - moved) : share));
};
