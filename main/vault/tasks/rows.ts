import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import type { TaskView } from '../../../shared/operations/tasks.ts';
import { may, ROLES } from '../../../shared/permissions.ts';
import { restriction } from '../../../shared/phi/patient.ts';
import { TASK_KINDS, TASK_STATES } from '../../../shared/phi/task.ts';
import type { Actor } from '../../gate/access.ts';
import { LIMITED, type Reader } from '../../store/statements.ts';
import { FAMILY } from '../patients/family.ts';
import type { WallClock } from './wall-clock.ts';

/** What is versioned of a task. */
export const TASK_FIELDS = ['taskText', 'ownerUser', 'ownerRole', 'dueDay', 'dueMinute', 'state', 'doneAt', 'doneBy'] as const;
export type TaskField = (typeof TASK_FIELDS)[number];

const row = z.strictObject({
  id: z.int(),
  taskId: z.string(),
  version: z.int(),
  kind: z.enum(TASK_KINDS),
  state: z.enum(TASK_STATES),
  patientId: z.string().nullable(),
  familyName: z.string().nullable(),
  givenName: z.string().nullable(),
  preferredName: z.string().nullable(),
  birthDate: z.string().nullable(),
  mrn: z.string().nullable(),
  restricted: restriction.nullable(),
  taskText: z.string(),
  caller: z.string().nullable(),
  callBack: z.string().nullable(),
  ownerUser: z.string().nullable(),
  ownerRole: z.enum(ROLES).nullable(),
  dueDay: z.string().nullable(),
  dueMinute: z.int().nullable(),
  dueKey: z.string(),
  doneAt: z.int().nullable(),
  doneBy: z.string().nullable(),
  doneByName: z.string().nullable(),
  takenAt: z.int(),
  takenBy: z.string(),
  takenByUser: z.string(),
  changedAt: z.int(),
  changedBy: z.string(),
  comments: z.int(),
  stamp: z.string(),
  fieldStamps: z.string(),
});

/** A task as the store holds it, with the patient it is about now: one whose chart went into another comes under the survivor. */
export type StoredTask = z.output<typeof row>;

const SURVIVOR = `(WITH RECURSIVE up (id, into_id) AS (SELECT p.id, p.merged_into FROM patient p WHERE p.id = t.patient
  UNION SELECT p.id, p.merged_into FROM up CROSS JOIN patient p ON p.id = up.into_id) SELECT id FROM up WHERE into_id IS NULL)`;

const TASKS = `SELECT t.id, t.task_id AS taskId, t.version, t.kind, t.state, s.patient_id AS patientId, s.familyName, s.givenName, s.preferredName, s.birthDate, s.mrn, s.restricted,
  t.taskText, t.caller, t.callBack, t.ownerUser, t.ownerRole, t.dueDay, t.dueMinute, t.dueKey, t.doneAt, t.doneBy, (SELECT d.name FROM author d WHERE d.user_id = t.doneBy) AS doneByName,
  t.created_at AS takenAt, a.name AS takenBy, a.user_id AS takenByUser, t.changed_at AS changedAt, b.name AS changedBy,
  (SELECT count(*) FROM task_comment c WHERE c.task = t.id) AS comments, t.stamp, t.field_stamps AS fieldStamps
  FROM task t LEFT JOIN patient s ON s.id = ${SURVIVOR} CROSS JOIN author a ON a.id = t.created_by CROSS JOIN author b ON b.id = t.changed_by`;

const VISIBLE = '(? = 1 OR t.ownerUser = ? OR t.ownerRole = ? OR a.user_id = ?)';
const eyesOf = ({ role, userId }: Actor): [number, string, string, string] => [may(role, 'task.read-all') ? 1 : 0, userId, role, userId];

const taskIn = (
  reader: Reader,
  seen: string,
  whose: readonly (string | number)[],
  taskId: string,
  patientId: string | null,
): StoredTask => {
  const found = reader.one(row, `${TASKS} WHERE t.task_id = ? AND ${seen}`, taskId, ...whose);
  if (found.patientId !== patientId) throw new Failure('not-found');
  return found;
};

/**
 * A task that this person may see, about this patient or about nobody. Failure `not-found`, also where it is somebody else's to see or about another patient: neither looks different from one
 * that does not exist.
 */
export const readTask = (reader: Reader, actor: Actor, taskId: string, patientId: string | null): StoredTask =>
  taskIn(reader, VISIBLE, eyesOf(actor), taskId, patientId);

/**
 * As `readTask`, for a change against the version a person saw. Whoever made that version takes it back also where they have no part in the task by it: who gave it to another role, say.
 * Failure `changed-meanwhile`.
 */
export const readTaskAt = (reader: Reader, actor: Actor, taskId: string, patientId: string | null, version: number): StoredTask => {
  const found = taskIn(reader, `(${VISIBLE} OR b.user_id = ?)`, [...eyesOf(actor), actor.userId], taskId, patientId);
  if (found.version !== version) throw new Failure('changed-meanwhile');
  return found;
};

export interface ListPlace {
  readonly key: string;
  readonly taskId: string;
}

/** Tasks of a view from behind a place on, as this person may see them. */
export const tasksOf = (
  reader: Reader,
  actor: Actor,
  view: TaskView,
  clock: WallClock,
  after: ListPlace | null,
  limit: number,
): StoredTask[] => {
  if (view === 'done') {
    const from = after === null ? Number.MAX_SAFE_INTEGER : Number(after.key);
    const sql = `${TASKS} WHERE t.state = 'done' AND t.doneAt >= ? AND (t.doneAt, t.task_id) < (?, ?) AND ${VISIBLE} ORDER BY t.doneAt DESC, t.task_id DESC ${LIMITED}`;
    return reader.all(row, sql, clock.dayBegan, from, after?.taskId ?? '', ...eyesOf(actor), limit);
  }
  const from = [after?.key ?? '', after?.taskId ?? ''];
  const open = `${TASKS} WHERE t.state = 'open' AND (t.dueKey, t.task_id) > (?, ?)`;
  const order = `ORDER BY t.dueKey, t.task_id ${LIMITED}`;
  if (view === 'mine') return reader.all(row, `${open} AND t.ownerUser = ? ${order}`, ...from, actor.userId, limit);
  if (view === 'role') return reader.all(row, `${open} AND t.ownerRole = ? ${order}`, ...from, actor.role, limit);
  return reader.all(row, `${open} AND ${VISIBLE} ${order}`, ...from, ...eyesOf(actor), limit);
};

/** The open tasks about a patient from behind a place on, as this person may see them; of a chart that went into another none, for they are about the survivor. */
export const tasksAbout = (reader: Reader, actor: Actor, patientId: string, after: ListPlace | null, limit: number): StoredTask[] =>
  reader.all(
    row,
    `${TASKS} WHERE t.patient IN ${FAMILY} AND s.patient_id = ? AND t.state = 'open' AND (t.dueKey, t.task_id) > (?, ?) AND ${VISIBLE}
      ORDER BY t.dueKey, t.task_id ${LIMITED}`,
    ...[patientId, patientId, after?.key ?? '', after?.taskId ?? ''],
    ...eyesOf(actor),
    limit,
  );

const said = z.strictObject({ commentId: z.string(), words: z.string(), at: z.int(), by: z.string() });

/** The newest of what was said of a task, oldest first. */
export const commentsOn = (reader: Reader, id: number, limit: number): z.output<typeof said>[] =>
  reader
    .all(
      said,
      `SELECT c.comment_id AS commentId, c.words, c.at, a.name AS by FROM task_comment c CROSS JOIN author a ON a.id = c.author WHERE c.task = ? ORDER BY c.id DESC ${LIMITED}`,
      id,
      limit,
    )
    .reverse();
