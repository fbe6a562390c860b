import * as z from 'zod';

/**
 * What the vault and the document worker say to one another over the worker's one port. The worker has read bytes that somebody else made, so the vault
 * takes it for hostile: every word is parsed strictly and counted, and the worker is dropped at the first that is not in this list.
 */
export const DOCUMENT_CAPS = {
  fileBytes: 100_000_000,
  columns: 1000,
  /** Rows with anything in them. */
  rows: 200_000,
  /** A cell's longest text, as spreadsheets have it (ECMA-376, Excel's limit). */
  cell: 32_767,
  /** Characters of all cells together. */
  characters: 200_000_000,
  sheets: 100,
  sheetName: 200,
  pageRows: 500,
  /** Characters of one page; a page ends early rather than pass it. */
  pageCharacters: 2_000_000,
  /** How long a worker may take for one file before it is killed. */
  milliseconds: 60_000,
} as const;

/** Bytes go over in pieces of this size. */
export const DOCUMENT_PIECE = 4 * 1024 * 1024;

export const documentFailure = z.enum([
  'file-not-table',
  'file-empty',
  'file-too-large',
  'file-damaged',
  'file-quote-open',
  'file-locked',
  'file-no-sheet',
]);
export type DocumentFailure = z.infer<typeof documentFailure>;

const outline = z.strictObject({
  type: z.literal('outline'),
  sheets: z.array(z.string().max(DOCUMENT_CAPS.sheetName)).max(DOCUMENT_CAPS.sheets),
  sheet: z.string().max(DOCUMENT_CAPS.sheetName),
  encoding: z.string().max(40).nullable(),
  delimiter: z.string().max(4).nullable(),
  rows: z.int().nonnegative().max(DOCUMENT_CAPS.rows),
  columns: z.int().nonnegative().max(DOCUMENT_CAPS.columns),
  formulaCells: z.int().nonnegative(),
});
export type DocumentOutline = z.infer<typeof outline>;

/**
 * What a reader noticed about a cell: its value came from a formula (`formula`) whose result is not in the file (`uncalculated`), it held an error (#N/A), it was cut at the longest
 * length; `quote`: the row has a quotation mark out of place, so that nobody knows where its cells end.
 */
export const cellMark = z.enum(['formula', 'uncalculated', 'error', 'cut', 'quote']);

const mark = z.tuple([z.int().nonnegative().max(DOCUMENT_CAPS.columns), cellMark]);

const row = z.strictObject({
  /** The row's number in the file, from 1; empty rows are left out but counted. */
  row: z.int().positive().max(10_000_000),
  cells: z.array(z.string().max(DOCUMENT_CAPS.cell)).max(DOCUMENT_CAPS.columns),
  marks: z.array(mark).max(DOCUMENT_CAPS.columns * 2),
});
export type DocumentRow = z.infer<typeof row>;

const page = z.strictObject({
  type: z.literal('page'),
  /** How many rows were sent before this page. */
  from: z.int().nonnegative(),
  rows: z.array(row).max(DOCUMENT_CAPS.pageRows),
});
export type DocumentPage = z.infer<typeof page>;

export const fromWorker = z.discriminatedUnion('type', [
  outline,
  page,
  z.strictObject({ type: z.literal('failed'), code: documentFailure }),
]);
export type FromWorker = z.infer<typeof fromWorker>;

export const toWorker = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bytes'), bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  /** All bytes are there: read this sheet, or the first. */
  z.strictObject({ type: z.literal('read'), sheet: z.string().nullable() }),
  z.strictObject({ type: z.literal('next'), from: z.int().nonnegative() }),
]);
export type ToWorker = z.infer<typeof toWorker>;
