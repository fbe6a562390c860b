import * as z from 'zod';
import { aboutOrNobody, found, named, phi, plain, unfiled } from '../contract.ts';
import { ROLES } from '../permissions.ts';
import { patientId } from '../phi/patient.ts';
import { dueTime, handOverNote, TASK_KINDS, task, taskId, taskOwner, taskWords, wholeTask } from '../phi/task.ts';

/** Tasks of one answer at most. */
export const TASK_PAGE = 50;

/** What an inbox shows: what is one's own, what is one's role's, everything open one may see, or what was done today. */
export const TASK_VIEWS = ['mine', 'role', 'open', 'done'] as const;
export type TaskView = (typeof TASK_VIEWS)[number];

/** Where to go on in a list. */
const place = z.strictObject({ key: z.string().max(40), taskId });

/** Which task, as its author saw it; `patientId` is null where it is about nobody. */
const which = { taskId, patientId: patientId.nullable() };
const seen = { ...which, version: z.int().positive() };
const about = aboutOrNobody('patientId');

export const tasks = {
  /** Tasks in the order they are due, those that are due first; what was done today with the newest first. */
  'task.list': phi({
    input: z.strictObject({ view: z.enum(TASK_VIEWS), after: place.nullable() }),
    output: z.strictObject({ tasks: z.array(task).max(TASK_PAGE), next: place.nullable() }),
    permission: 'task.read',
    action: 'task.read',
    effect: 'read',
    subject: found,
  }),
  /** The open tasks about one patient that this person may see, in the order they are due. Of a restricted chart with a reason, and then in full. */
  'task.of-patient': phi({
    input: z.strictObject({ patientId, after: place.nullable() }),
    output: z.strictObject({ tasks: z.array(task).max(TASK_PAGE), next: place.nullable() }),
    permission: 'task.read',
    action: 'task.read',
    effect: 'read',
    subject: named('patientId'),
  }),
  /** One task with what was said of it. Of a restricted chart with a reason. */
  'task.open': phi({
    input: z.strictObject(which),
    output: wholeTask,
    permission: 'task.read',
    action: 'task.read',
    effect: 'read',
    subject: about,
  }),
  'task.create': phi({
    input: z.strictObject({
      kind: z.enum(TASK_KINDS),
      patientId: patientId.nullable(),
      ...taskWords,
      owner: taskOwner,
      due: dueTime.nullable(),
    }),
    output: task,
    permission: 'task.write',
    action: 'task.create',
    effect: 'change',
    subject: about,
  }),
  /** Gives a task to somebody else, or other words, or another time. Against the version that was seen: the second of two is told `changed-meanwhile`. */
  'task.change': phi({
    input: z.strictObject({
      ...seen,
      changes: z.strictObject({
        taskText: taskWords.taskText.optional(),
        owner: taskOwner.optional(),
        due: dueTime.nullable().optional(),
      }),
    }),
    output: task,
    permission: 'task.write',
    action: 'task.update',
    effect: 'change',
    subject: about,
  }),
  'task.done': phi({
    input: z.strictObject(seen),
    output: task,
    permission: 'task.write',
    action: 'task.done',
    effect: 'change',
    subject: about,
  }),
  /** Takes back that it was filed. */
  'task.withdraw': phi({
    input: z.strictObject(seen),
    output: task,
    permission: 'task.write',
    action: 'task.undo',
    effect: 'change',
    subject: about,
  }),
  /** Takes back that it is done, or withdrawn. */
  'task.reopen': phi({
    input: z.strictObject(seen),
    output: task,
    permission: 'task.write',
    action: 'task.undo',
    effect: 'change',
    subject: about,
  }),
  /** Says something of a task. It hinders nobody else's change. */
  'task.comment': phi({
    input: z.strictObject({ ...which, words: z.string().trim().min(1).max(1000) }),
    output: wholeTask,
    permission: 'task.write',
    action: 'task.comment',
    effect: 'change',
    subject: about,
  }),
  /** Whom a task can be given to. Names of colleagues, no PHI. */
  'task.people': plain({
    at: 'vault',
    input: z.strictObject({}),
    output: z.strictObject({ people: z.array(z.strictObject({ userId: z.uuid(), name: z.string(), role: z.enum(ROLES) })).max(500) }),
    permission: 'task.write',
    action: null,
  }),
  /** How many open tasks are one's own, how many one's role's, and how many of both are overdue: counts and nothing else. */
  'task.count': plain({
    at: 'vault',
    input: z.strictObject({}),
    output: z.strictObject({ mine: z.int().nonnegative(), role: z.int().nonnegative(), overdue: z.int().nonnegative() }),
    permission: 'task.read',
    action: null,
  }),
  /** What was left at this desk, the newest note first; `before` goes back in it. */
  'hand-over.read': phi({
    input: z.strictObject({ before: z.int().positive().nullable() }),
    output: z.strictObject({ desk: z.string(), notes: z.array(handOverNote).max(TASK_PAGE) }),
    permission: 'hand-over',
    action: 'hand-over.read',
    effect: 'read',
    subject: unfiled,
  }),
  /** A new note in the place of the one that was seen (0: there was none); `changed-meanwhile` when somebody was faster. */
  'hand-over.write': phi({
    input: z.strictObject({ version: z.int().nonnegative(), handOverText: z.string().trim().max(4000) }),
    output: handOverNote,
    permission: 'hand-over',
    action: 'hand-over.write',
    effect: 'change',
    subject: unfiled,
  }),
};
