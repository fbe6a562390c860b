/** More rows than any file can have: ids of different batches never meet. */
const ROWS_PER_BATCH = 2 ** 24;

/** The id of a file's row in the tables of the import: `row` is its number in the file, from 1. */
export const rowId = (batch: number, row: number): number => batch * ROWS_PER_BATCH + row;

export const rowNumber = (id: number): number => id % ROWS_PER_BATCH;

/** Where the ids of a batch end. */
export const lastRowId = (batch: number): number => (batch + 1) * ROWS_PER_BATCH - 1;
