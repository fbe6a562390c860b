/**
 * How long one call works before it answers. Calls of other people's windows wait behind it, and a search must not be felt to wait (10 ms), so a chunk
 * with its commit and its entries stays below that.
 */
const MILLISECONDS = 5;
const PAGE = 32;
const MOST_ROWS = 1000;

/** Works through rows until the time of one call is used up; at least one page of rows is done. */
export const chunk = <Row extends { readonly row: number }>(
  next: (after: number, limit: number) => readonly Row[],
  after: number,
  work: (row: Row) => void,
): { readonly rows: number; readonly last: number; readonly ended: boolean } => {
  const until = performance.now() + MILLISECONDS;
  let last = after;
  let rows = 0;
  do {
    const page = next(last, PAGE);
    for (const row of page) {
      work(row);
      last = row.row;
      rows += 1;
    }
    if (page.length < PAGE) return { rows, last, ended: true };
  } while (performance.now() < until && rows + PAGE <= MOST_ROWS);
  return { rows, last, ended: false };
};
