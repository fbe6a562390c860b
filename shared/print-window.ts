import * as z from 'zod';

/** The paper a print is set on, in points of 1/72 inch; no edge is longer than two metres. */
export const printSheet = z.strictObject({ width: z.int().min(36).max(5_700), height: z.int().min(36).max(5_700) });
export type PrintSheet = z.infer<typeof printSheet>;

/** One print on its way to paper, as far as main may know it: nothing of what stands on it. */
export const printJob = z.strictObject({
  /** As the system calls it. */
  printer: z.string().min(1).max(127),
  copies: z.int().min(1).max(20),
  pages: z.int().positive().max(1_000),
  sheet: printSheet,
});
export type PrintJob = z.infer<typeof printJob>;

/** How long one job may take from the first question to the printer's answer before its window is killed. */
export const PRINT_WINDOW_MS = 60_000;

/** What the vault says to the print window, once. */
export const toPrintWindow = z.strictObject({
  pdf: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  pages: z.int().positive(),
  sheet: printSheet,
});
export type ToPrintWindow = z.infer<typeof toPrintWindow>;

/** What it answers, once: how many sheets stand ready to be printed; null where it could not draw them. */
export const fromPrintWindow = z.strictObject({ drawn: z.int().positive().nullable() });
export type FromPrintWindow = z.infer<typeof fromPrintWindow>;
