import * as z from 'zod';
import { detectDateOrder } from './date-order.ts';
import type { NumberedRow } from './header-row.ts';
import { headerKey } from './header-words.ts';
import { DATE_TARGETS, type Target } from './targets.ts';

/**
 * How the cells of a column are to be read, as its own cells prove:
 *
 * - `year-first`: short dates have the year first (61/03/04);
 * - `h-and-m`: H is hombre, so M is mujer;
 * - `m-unclear`: M may be mujer or masculino.
 */
export const columnReading = z.enum(['year-first', 'h-and-m', 'm-unclear']);
export type ColumnReading = z.infer<typeof columnReading>;

const SPANISH_SEX = new Set(['sexo', 'genero', 'sexodelpaciente', 'generodelpaciente'].map(headerKey));

/** The columns with what their cells prove. */
export const withReadings = <C extends { readonly index: number; readonly header: string; readonly target: Target | null }>(
  columns: readonly C[],
  body: readonly NumberedRow[],
): (Omit<C, 'reads'> & { readonly reads?: ColumnReading })[] => {
  const cellsOf = (index: number): string[] => body.map(({ cells }) => cells[index] ?? '');
  const dates = columns.filter(({ target }) => target !== null && DATE_TARGETS.has(target)).flatMap(({ index }) => cellsOf(index));
  const yearFirst = detectDateOrder(dates).order === 'ymd';
  return columns.map((column) => {
    const { target, header, index } = column;
    const { reads: _before, ...rest }: C & { readonly reads?: ColumnReading } = column;
    if (target === 'sex') {
      const reads = readingOfSex(header, cellsOf(index));
      return reads === null ? rest : { ...rest, reads };
    }
    return yearFirst && target !== null && DATE_TARGETS.has(target) ? { ...rest, reads: 'year-first' } : rest;
  });
};

const readingOfSex = (header: string, cells: readonly string[]): ColumnReading | null => {
  const letters = new Set(cells.map((cell) => cell.trim().toLowerCase()));
  if (letters.has('h')) return letters.has('f') ? 'm-unclear' : 'h-and-m';
  return !letters.has('f') && SPANISH_SEX.has(headerKey(header)) ? 'm-unclear' : null;
};
