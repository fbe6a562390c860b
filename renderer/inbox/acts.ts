import type { TFunction } from 'i18next';
import type { Answer } from '../../shared/contract.ts';
import type { Value } from '../../shared/operations/table.ts';
import type { DueTime, Task, TaskOwner, WholeTask } from '../../shared/phi/task.ts';
import { report } from '../patients/notice.ts';
import { ask } from '../workspace/ask.ts';
import { tasksChanged } from './changed.ts';
import { inShort } from './task-words.ts';

/** What somebody wants of a task: to be made against the version they saw, and again against another when they say so. */
export type Wanted =
  | { readonly act: 'done' }
  | { readonly act: 'reopen' }
  | {
      readonly act: 'change';
      readonly changes: { readonly owner?: TaskOwner; readonly due?: DueTime | null; readonly taskText?: string };
      readonly ownerName: string;
    };

/** Somebody else was faster: how the task stands now, and what was wanted. */
export interface Clash {
  readonly theirs: WholeTask;
  readonly wanted: Wanted;
}

type Made = Answer<Value<'task.done'>>;

const asked = (wanted: Wanted, task: Pick<Task, 'taskId' | 'patientId'>, version: number): Promise<Made> => {
  const { taskId, patientId } = task;
  if (wanted.act === 'done') return ask('task.done', { taskId, patientId, version });
  if (wanted.act === 'reopen') return ask('task.reopen', { taskId, patientId, version });
  return ask('task.change', { taskId, patientId, version, changes: wanted.changes });
};

const said = (t: TFunction, wanted: Wanted, task: Task): string => {
  const what = inShort(t, task);
  if (wanted.act === 'done') return t('inbox.wasDone', { what });
  if (wanted.act === 'reopen') return t('inbox.wasReopened', { what });
  return wanted.changes.owner === undefined ? t('inbox.wasChanged', { what }) : t('inbox.wasGiven', { what, name: wanted.ownerName });
};

const back = (wanted: Wanted, before: Task): Wanted => {
  if (wanted.act === 'done') return { act: 'reopen' };
  if (wanted.act === 'reopen') return { act: 'done' };
  const { owner, due, taskText } = before;
  return { act: 'change', ownerName: '', changes: { owner, due, ...(taskText === undefined ? {} : { taskText }) } };
};

/** Does it, says so and offers the way back. Answers whether it was done, and the clash where somebody was faster; any other refusal is said. */
export const doToTask = async (
  t: TFunction,
  task: Task,
  wanted: Wanted,
): Promise<{ readonly made: boolean; readonly clash: Clash | null }> => {
  const answer = await asked(wanted, task, task.version);
  tasksChanged();
  if (!answer.ok && (answer.code === 'changed-meanwhile' || answer.code === 'task-done')) {
    const { taskId, patientId } = task;
    const theirs = await ask('task.open', { taskId, patientId });
    if (theirs.ok && theirs.value.version !== task.version) return { made: false, clash: { theirs: theirs.value, wanted } };
  }
  report(answer, said(t, wanted, task), async ({ version }) => {
    const undone = await asked(back(wanted, task), task, version);
    tasksChanged();
    return undone;
  });
  return { made: answer.ok, clash: null };
};
