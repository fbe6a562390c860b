import * as z from 'zod';
import type { AuditEntry } from '../../../shared/entry.ts';
import { may, type Role } from '../../../shared/permissions.ts';
import type { AuditLog } from '../../audit/log.ts';
import type { PhiAccess } from '../../gate/access.ts';
import type { Store } from '../../store/open.ts';
import type { Reader } from '../../store/statements.ts';
import { PatientNames } from './patient-names.ts';
import { ReadSide } from './read-side.ts';

export interface ReadingRoomParts {
  readonly ledger: Store;
  readonly log: AuditLog;
  readonly pseudonym: (patientId: string) => string;
  /** A person of the roll, removed ones too: an old entry keeps its name. */
  readonly staff: (userId: string) => { readonly name: string; readonly role: Role } | undefined;
}

/** Milliseconds a call may spend on catching up before it answers with what is there. */
const CATCH_UP_MS = 60;

/** What all readings of the log share: the index, the names, the roll. Nothing of it exists before somebody reads. */
export class ReadingRoom {
  readonly log: AuditLog;
  readonly index: ReadSide;
  readonly names: PatientNames;
  readonly pseudonym: (patientId: string) => string;
  readonly staff: ReadingRoomParts['staff'];

  constructor({ ledger, log, pseudonym, staff }: ReadingRoomParts) {
    this.log = log;
    this.pseudonym = pseudonym;
    this.staff = staff;
    this.index = new ReadSide(ledger, log);
    this.names = new PatientNames(pseudonym);
  }

  /** Brings the index, and the names where this role may have them, nearer to the end of the log. True while there is more to do. */
  catchUp(access: PhiAccess): boolean {
    const until = performance.now() + CATCH_UP_MS;
    let indexing = true;
    let naming = may(access.facts.actor.role, 'audit.name-patients');
    while ((indexing || naming) && performance.now() < until) {
      naming = naming && this.names.advance(access.records);
      indexing = indexing && this.index.advance();
    }
    return indexing || naming;
  }

  /** Name and role as they are today; null for nobody and for somebody who was never on this roll. */
  who(entry: AuditEntry): { readonly by: string | null; readonly role: Role | null } {
    const person = entry.user === null ? undefined : this.staff(entry.user);
    return { by: person?.name ?? null, role: person?.role ?? null };
  }
}

const chart = z.strictObject({ patient_id: z.string() });

/** The pseudonyms of a chart and of every chart merged into it, however often. */
export const pseudonymsOfChart = (room: ReadingRoom, records: Reader, patientId: string): readonly string[] =>
  records
    .all(
      chart,
      `WITH RECURSIVE whole (id) AS (
         SELECT id FROM patient WHERE patient_id = ?
         UNION SELECT patient.id FROM patient JOIN whole ON patient.merged_into = whole.id
       ) SELECT patient_id FROM patient JOIN whole USING (id)`,
      patientId,
    )
    .map(({ patient_id }) => room.pseudonym(patient_id));
