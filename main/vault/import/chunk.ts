/**
 * How long one call works before it commits and answers. Calls of everybody else wait behind it, and nobody should feel a search wait (10 ms): rows that go
 * into the sorted indexes of a store in use dirty a dozen pages each, so their commit takes three times as long again. A first load and its check have nobody to keep waiting, and each call costs
 * three syncs of the disk.
 */
export const PACE = { check: 5, live: 0.5, firstLoad: 20 } as const;
const PAGE = 2;
const MOST_ROWS = 1000;

/** Works through rows until the time of one call is used up; at least one page of rows is done. */
export const chunk = <Row extends { readonly row: number }>(
  next: (after: number, limit: number) => readonly Row[],
  after: number,
  work: (row: Row) => void,
  milliseconds: number,
): { readonly rows: number; readonly last: number; readonly ended: boolean } => {
  const until = performance.now() + milliseconds;
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
