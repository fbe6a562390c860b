import * as z from 'zod';
import { ROLES } from '../permissions.ts';
import { phiModel } from './mark.ts';
import { instant, patientId, restriction } from './patient.ts';

/** As patient ids: in small letters, so that a task has one name. */
export const taskId = z.uuid().lowercase();

/** A message is a task that began as a call: who called, and on which number to call back. */
export const TASK_KINDS = ['task', 'message'] as const;
/** `withdrawn`: it should never have been filed. */
export const TASK_STATES = ['open', 'done', 'withdrawn'] as const;

/** Whose a task is: one person's, one role's, or nobody's yet. */
export const taskOwner = z.discriminatedUnion('whose', [
  z.strictObject({ whose: z.literal('person'), userId: z.uuid() }),
  z.strictObject({ whose: z.literal('role'), role: z.enum(ROLES) }),
  z.strictObject({ whose: z.literal('nobody') }),
]);
export type TaskOwner = z.infer<typeof taskOwner>;

/** When a task should be done by, as the clock on the practice's wall says it: a day, and minutes after its midnight where the time matters. */
export const dueTime = z.strictObject({ day: z.iso.date(), minute: z.int().min(0).max(1439).nullable() });
export type DueTime = z.infer<typeof dueTime>;

const line = z.string().trim().max(120);
/** What is written down of a task. */
export const taskWords = {
  taskText: z.string().trim().min(1).max(1000),
  caller: line.optional(),
  callBack: line.optional(),
};

/** Whom a task is about; of a restricted chart only the name. */
const taskPatient = z.strictObject({
  familyName: z.string(),
  givenName: z.string().optional(),
  preferredName: z.string().optional(),
  birthDate: z.string().optional(),
  /** Empty where the chart is restricted. */
  mrn: z.string(),
  restricted: restriction.nullable(),
});

const shape = {
  taskId,
  version: z.int().positive(),
  kind: z.enum(TASK_KINDS),
  state: z.enum(TASK_STATES),
  /** Null where it is about nobody. */
  patientId: patientId.nullable(),
  patient: taskPatient.nullable(),
  /** Left out of a list where the chart is restricted; so are who called and the number. */
  taskText: taskWords.taskText.optional(),
  caller: z.string().optional(),
  callBack: z.string().optional(),
  owner: taskOwner,
  /** The name of the person whose it is. */
  ownerName: z.string().nullable(),
  /** Whose it was works here no more, or in a role that has no tasks: it is nobody's. */
  ownerLeft: z.boolean(),
  due: dueTime.nullable(),
  overdue: z.boolean(),
  takenAt: instant,
  takenBy: z.string(),
  doneAt: instant.nullable(),
  doneBy: z.string().nullable(),
  /** Who changed it last, and when: what the second of two is told. */
  changedAt: instant,
  changedBy: z.string(),
  comments: z.int().nonnegative(),
};

/** A task as it stands in a list. */
export const task = phiModel(z.strictObject(shape));
export type Task = z.infer<typeof task>;

const comment = z.strictObject({ commentId: z.uuid(), words: z.string(), at: instant, by: z.string() });

/** A task with all that was said of it, oldest first. */
export const wholeTask = phiModel(z.strictObject({ ...shape, said: z.array(comment).max(50) }));
export type WholeTask = z.infer<typeof wholeTask>;

/** What one shift left for the next at a desk; `version` counts them. */
export const handOverNote = phiModel(
  z.strictObject({ version: z.int().positive(), handOverText: z.string().max(4000), at: instant, by: z.string() }),
);
export type HandOverNote = z.infer<typeof handOverNote>;
