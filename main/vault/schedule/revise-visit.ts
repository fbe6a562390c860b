import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { RECORDS } from '../../store/migrations/records/path.ts';
import type { Writer } from '../../store/statements.ts';
import type { Origin } from '../origin.ts';
import { type StoredVisit, VISIT_FIELDS, type VisitField } from './visits.ts';

const UPDATE = `UPDATE visit SET ${VISIT_FIELDS.map((field) => `${field} = ?`).join(', ')}, version = ?, schema_version = ?, field_stamps = ? WHERE id = ? AND version = ?`;
const KEEP = `INSERT INTO visit_change (visit, version, field, value_from, value_to, stamp, stamp_from, at, author, workstation, entry_seq)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const stamps = z.record(z.string(), z.string());

/** The one way a visit changes: a new version, and per field that really changed a row with the value before it. Failure `changed-meanwhile`. */
export const reviseVisit = (writer: Writer, origin: Origin, visit: StoredVisit, changes: Partial<Pick<StoredVisit, VisitField>>): void => {
  const next = { ...visit, ...changes };
  const changed = VISIT_FIELDS.filter((field) => next[field] !== visit[field]);
  if (changed.length === 0) return;
  const version = visit.version + 1;
  const fieldStamps = stamps.parse(JSON.parse(visit.fieldStamps));
  const { author, workstation, at, entrySeq, stamp } = origin;
  for (const field of changed) {
    writer.run(
      KEEP,
      ...[visit.id, version, field, visit[field], next[field], stamp, fieldStamps[field] ?? visit.stamp],
      ...[at, author, workstation, entrySeq],
    );
    fieldStamps[field] = stamp;
  }
  const { changes: rows } = writer.run(
    UPDATE,
    ...VISIT_FIELDS.map((field) => next[field]),
    ...[version, RECORDS.steps.length, JSON.stringify(fieldStamps), visit.id, visit.version],
  );
  if (rows !== 1) throw new Failure('changed-meanwhile');
};
