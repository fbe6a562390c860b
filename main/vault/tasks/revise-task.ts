import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { RECORDS } from '../../store/migrations/records/path.ts';
import type { Writer } from '../../store/statements.ts';
import type { Origin } from '../origin.ts';
import { type StoredTask, TASK_FIELDS, type TaskField } from './rows.ts';

const UPDATE = `UPDATE task SET ${TASK_FIELDS.map((field) => `${field} = ?`).join(', ')}, version = ?, schema_version = ?, field_stamps = ?, changed_at = ?, changed_by = ?
  WHERE id = ? AND version = ?`;
const ASSIGNED = 'UPDATE task SET assigned_at = ?, assigned_by = ? WHERE id = ?';
const KEEP = `INSERT INTO task_change (task, version, field, value_from, value_to, stamp, stamp_from, at, author, workstation, entry_seq)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const stamps = z.record(z.string(), z.string());

/** The one way a task changes: a new version, and per field that really changed a row with the value before it. Failure `changed-meanwhile`. */
export const reviseTask = (writer: Writer, origin: Origin, task: StoredTask, changes: Partial<Pick<StoredTask, TaskField>>): void => {
  const next = { ...task, ...changes };
  const changed = TASK_FIELDS.filter((field) => next[field] !== task[field]);
  if (changed.length === 0) return;
  const version = task.version + 1;
  const fieldStamps = stamps.parse(JSON.parse(task.fieldStamps));
  const { author, workstation, at, entrySeq, stamp } = origin;
  for (const field of changed) {
    const from = fieldStamps[field] ?? task.stamp;
    writer.run(KEEP, task.id, version, field, task[field], next[field], stamp, from, at, author, workstation, entrySeq);
    fieldStamps[field] = stamp;
  }
  const { changes: rows } = writer.run(
    UPDATE,
    ...TASK_FIELDS.map((field) => next[field]),
    ...[version, RECORDS.steps.length, JSON.stringify(fieldStamps), at, author, task.id, task.version],
  );
  if (rows !== 1) throw new Failure('changed-meanwhile');
  if (changed.includes('ownerUser') || changed.includes('ownerRole')) writer.run(ASSIGNED, at, author, task.id);
};
