import * as z from 'zod';
import type { Writer } from '../../store/statements.ts';

/** Called after every change of a patient who can be found. Failure `not-found`. */
export const indexPatient = (writer: Writer, patientRow: number): void => {
  writer.one(z.unknown(), 'SELECT 1 FROM patient WHERE id = ? AND merged_into IS NULL', patientRow);
};

/** Called after a patient was merged into another one, and before one is deleted. Failure `not-found`. */
export const unindexPatient = (writer: Writer, patientRow: number): void => {
  writer.one(z.unknown(), 'SELECT 1 FROM patient WHERE id = ?', patientRow);
};
