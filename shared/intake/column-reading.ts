import * as z from 'zod';
import { ColumnEvidence, type EvidentColumn } from './column-evidence.ts';
import type { NumberedRow } from './header-row.ts';
import { headerKey } from './header-words.ts';
import { DATE_TARGETS } from './targets.ts';

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

type ReadColumn<C> = Omit<C, 'reads'> & { readonly reads?: ColumnReading };

/** The columns with what their cells prove. */
export const withReadings = <C extends EvidentColumn & { readonly header: string }>(
  columns: readonly C[],
  body: readonly NumberedRow[],
): ReadColumn<C>[] => {
  const evidence = new ColumnEvidence(columns);
  for (const { cells } of body) evidence.add(cells);
  return readBy(columns, evidence);
};

/** As `withReadings`, where the rows were looked at one by one. */
export const readBy = <C extends EvidentColumn & { readonly header: string }>(
  columns: readonly C[],
  evidence: ColumnEvidence,
): ReadColumn<C>[] => {
  const yearFirst = evidence.order === 'ymd';
  return columns.map((column) => {
    const { target, header, index } = column;
    const { reads: _before, ...rest }: C & { readonly reads?: ColumnReading } = column;
    if (target === 'sex') {
      const reads = readingOfSex(header, evidence.hasLetter(index, 'h'), evidence.hasLetter(index, 'f'));
      return reads === null ? rest : { ...rest, reads };
    }
    return yearFirst && target !== null && DATE_TARGETS.has(target) ? { ...rest, reads: 'year-first' } : rest;
  });
};

const readingOfSex = (header: string, h: boolean, f: boolean): ColumnReading | null => {
  if (h) return f ? 'm-unclear' : 'h-and-m';
  return !f && SPANISH_SEX.has(headerKey(header)) ? 'm-unclear' : null;
};
