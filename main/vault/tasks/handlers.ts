import { Failure } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import { TASK_PAGE } from '../../../shared/operations/tasks.ts';
import type { TaskOwner } from '../../../shared/phi/task.ts';
import type { PhiAccess } from '../../gate/access.ts';
import type { ChangeHandlers, PhiHandler, ReadHandlers } from '../../gate/handlers.ts';
import { RECORDS } from '../../store/migrations/records/path.ts';
import { originOf } from '../origin.ts';
import { readChart } from '../patients/chart-state.ts';
import { readHandOver, writeHandOver } from './hand-over.ts';
import type { TaskPeople } from './people.ts';
import { reviseTask } from './revise-task.ts';
import { commentsOn, readTask, readTaskAt, type StoredTask, tasksAbout, tasksOf } from './rows.ts';
import { type Eyes, shown, whole } from './shown.ts';
import { wallClock } from './wall-clock.ts';

export interface TaskParts {
  readonly people: Pick<TaskPeople, 'find' | 'admit'>;
  /** The practice's time zone now. */
  readonly timeZone: () => string;
}

const eyes = ({ people, timeZone }: TaskParts, access: PhiAccess): Eyes => ({ people, clock: wallClock(timeZone(), access.facts.now) });

const list =
  (parts: TaskParts): PhiHandler<'task.list'> =>
  (access, { view, after }) => {
    const by = eyes(parts, access);
    const found = tasksOf(access.records, access.facts.actor, view, by.clock, after, TASK_PAGE + 1);
    const page = found.slice(0, TASK_PAGE);
    const last = page.at(-1);
    const key = last === undefined ? '' : view === 'done' ? String(last.doneAt) : last.dueKey;
    return {
      tasks: page.map((task) => shown(task, by)),
      next: found.length > TASK_PAGE && last !== undefined ? { key, taskId: last.taskId } : null,
    };
  };

const ofPatient =
  (parts: TaskParts): PhiHandler<'task.of-patient'> =>
  (access, { patientId, after }) => {
    const found = tasksAbout(access.records, access.facts.actor, patientId, after, TASK_PAGE + 1);
    const page = found.slice(0, TASK_PAGE);
    const last = page.at(-1);
    return {
      tasks: page.map((task) => whole(task, eyes(parts, access))),
      next: found.length > TASK_PAGE && last !== undefined ? { key: last.dueKey, taskId: last.taskId } : null,
    };
  };

const withComments = (access: PhiAccess, task: StoredTask, by: Eyes) => ({
  ...whole(task, by),
  said: commentsOn(access.records, task.id, TASK_PAGE),
});

const openTask =
  (parts: TaskParts): PhiHandler<'task.open'> =>
  (access, { taskId, patientId }) =>
    withComments(access, readTask(access.records, access.facts.actor, taskId, patientId), eyes(parts, access));

const INSERT = `INSERT INTO task (task_id, kind, patient, taskText, caller, callBack, ownerUser, ownerRole, assigned_at, assigned_by, dueDay, dueMinute, state, version, schema_version,
  created_at, created_by, created_on, created_seq, changed_at, changed_by, stamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', 1, ?, ?, ?, ?, ?, ?, ?, ?)`;

const ownerColumns = (owner: TaskOwner): Pick<StoredTask, 'ownerUser' | 'ownerRole'> => ({
  ownerUser: owner.whose === 'person' ? owner.userId : null,
  ownerRole: owner.whose === 'role' ? owner.role : null,
});
const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** Failure `not-found` (patient), `merged-away`, `task-owner`. A task about an archived chart is no mistake: somebody may call about it. */
const create =
  (parts: TaskParts): PhiHandler<'task.create'> =>
  (access, { kind, patientId, taskText, caller, callBack, owner, due }) => {
    const by = eyes(parts, access);
    parts.people.admit(owner, by.clock.day);
    const chart = patientId === null ? null : readChart(access.change, patientId);
    if (chart !== null && chart.mergedIntoId !== null) throw new Failure('merged-away');
    const { author, workstation, at, entrySeq, stamp } = originOf(access);
    const taskId = newId();
    const { ownerUser, ownerRole } = ownerColumns(owner);
    access.change.run(
      INSERT,
      ...[taskId, kind, chart?.id ?? null, taskText, orNull(caller), orNull(callBack), ownerUser, ownerRole, at, author],
      ...[due?.day ?? null, due?.minute ?? null, RECORDS.steps.length, at, author, workstation, entrySeq, at, author, stamp],
    );
    return shown(readTask(access.change, access.facts.actor, taskId, patientId), by);
  };

/** Failure `not-found`, `changed-meanwhile`, `task-done`, `task-owner`. */
const change =
  (parts: TaskParts): PhiHandler<'task.change'> =>
  (access, { taskId, patientId, version, changes }) => {
    const by = eyes(parts, access);
    const { actor } = access.facts;
    const task = readTaskAt(access.change, actor, taskId, patientId, version);
    if (task.state !== 'open') throw new Failure('task-done');
    const { taskText, owner, due } = changes;
    if (owner !== undefined) parts.people.admit(owner, by.clock.day);
    reviseTask(access.change, originOf(access), task, {
      ...(taskText === undefined ? {} : { taskText }),
      ...(owner === undefined ? {} : ownerColumns(owner)),
      ...(due === undefined ? {} : { dueDay: due?.day ?? null, dueMinute: due?.minute ?? null }),
    });
    return shown(reread(access, task, patientId), by);
  };

/** After a change the author sees how it stands, also where the task is none of theirs from now on. */
const reread = (access: PhiAccess, { taskId }: StoredTask, patientId: string | null): StoredTask =>
  readTask(access.records, { ...access.facts.actor, role: 'owner' }, taskId, patientId);

/** Failure `not-found`, `changed-meanwhile`, `task-done`. */
const end =
  (parts: TaskParts, state: 'done' | 'withdrawn'): PhiHandler<'task.done'> & PhiHandler<'task.withdraw'> =>
  (access, { taskId, patientId, version }) => {
    const { actor, now } = access.facts;
    const task = readTaskAt(access.change, actor, taskId, patientId, version);
    if (task.state !== 'open') throw new Failure('task-done');
    reviseTask(access.change, originOf(access), task, { state, doneAt: now, doneBy: actor.userId });
    return shown(reread(access, task, patientId), eyes(parts, access));
  };

/** Failure `not-found`, `changed-meanwhile`. */
const reopen =
  (parts: TaskParts): PhiHandler<'task.reopen'> =>
  (access, { taskId, patientId, version }) => {
    const task = readTaskAt(access.change, access.facts.actor, taskId, patientId, version);
    reviseTask(access.change, originOf(access), task, { state: 'open', doneAt: null, doneBy: null });
    return shown(reread(access, task, patientId), eyes(parts, access));
  };

const SAY = 'INSERT INTO task_comment (comment_id, task, words, stamp, at, author, workstation, entry_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';

/** Failure `not-found`. */
const comment =
  (parts: TaskParts): PhiHandler<'task.comment'> =>
  (access, { taskId, patientId, words }) => {
    const task = readTask(access.change, access.facts.actor, taskId, patientId);
    const { author, workstation, at, entrySeq, stamp } = originOf(access);
    access.change.run(SAY, newId(), task.id, words, stamp, at, author, workstation, entrySeq);
    return withComments(access, reread(access, task, patientId), eyes(parts, access));
  };

export const taskReads = (parts: TaskParts) =>
  ({
    'task.list': list(parts),
    'task.of-patient': ofPatient(parts),
    'task.open': openTask(parts),
    'hand-over.read': readHandOver,
  }) satisfies Partial<ReadHandlers>;

export const taskChanges = (parts: TaskParts) =>
  ({
    'task.create': create(parts),
    'task.change': change(parts),
    'task.done': end(parts, 'done'),
    'task.withdraw': end(parts, 'withdrawn'),
    'task.reopen': reopen(parts),
    'task.comment': comment(parts),
    'hand-over.write': writeHandOver,
  }) satisfies Partial<ChangeHandlers>;
