import * as z from 'zod';
import type { Reader } from '../../store/statements.ts';

/** Patients taken in at one go: about 10 ms. */
const BATCH = 2_000;

const patient = z.strictObject({ id: z.int(), patient_id: z.string() });
const named = z.strictObject({ patient_id: z.string(), familyName: z.string(), givenName: z.string().nullable() });
const counted = z.strictObject({ n: z.int() });

export interface NamedPatient {
  readonly patientId: string;
  readonly name: string;
}

/**
 * Who stands behind a pseudonym of the log: a map in this process's memory, gathered only when somebody who may name patients reads the log, and gone with the session. A merged
 * chart keeps its row and so its name.
 */
export class PatientNames {
  readonly #pseudonym: (patientId: string) => string;
  readonly #rows = new Map<string, number>();
  #last = 0;

  constructor(pseudonym: (patientId: string) => string) {
    this.#pseudonym = pseudonym;
  }

  /** Takes in the next patients. False when all are in. */
  advance(records: Reader): boolean {
    // Rows at the end that are gone (an import undone) may be given out again.
    if (records.one(counted, 'SELECT coalesce(max(id), 0) AS n FROM patient').n < this.#last) this.#forget();
    const next = records.all(patient, 'SELECT id, patient_id FROM patient WHERE id > ? ORDER BY id LIMIT ?', this.#last, BATCH);
    for (const { id, patient_id } of next) {
      this.#rows.set(this.#pseudonym(patient_id), id);
      this.#last = id;
    }
    return next.length === BATCH;
  }

  /** Undefined for a pseudonym of nobody known here (yet). */
  of(records: Reader, pseudonym: string): NamedPatient | undefined {
    const row = this.#rows.get(pseudonym);
    if (row === undefined) return undefined;
    const found = records.get(named, 'SELECT patient_id, familyName, givenName FROM patient WHERE id = ?', row);
    if (found === undefined || this.#pseudonym(found.patient_id) !== pseudonym) {
      this.#forget();
      return undefined;
    }
    return { patientId: found.patient_id, name: found.givenName === null ? found.familyName : `${found.familyName}, ${found.givenName}` };
  }

  #forget(): void {
    this.#rows.clear();
    this.#last = 0;
  }
}
