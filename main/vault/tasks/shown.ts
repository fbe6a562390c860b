import type { Result } from '../../../shared/operations/table.ts';
import type { TaskOwner } from '../../../shared/phi/task.ts';
import type { TaskPeople } from './people.ts';
import type { StoredTask } from './rows.ts';
import { dueKeyOf, type WallClock } from './wall-clock.ts';

export interface Eyes {
  readonly people: Pick<TaskPeople, 'find'>;
  readonly clock: WallClock;
}

/** A task as it is shown in a list. Of a restricted chart nothing but the name and that it is restricted: what is more asks for a reason. */
export const shown = (task: StoredTask, eyes: Eyes): Result<'task.create'> =>
  task.restricted === null ? whole(task, eyes) : { ...bare(task, eyes), patient: patientOf(task) };

/** A task with its words, also where the chart is restricted: for a call that gave its reason. */
export const whole = (task: StoredTask, eyes: Eyes): Result<'task.create'> => {
  const { taskText, caller, callBack } = task;
  return {
    ...bare(task, eyes),
    patient: patientOf(task),
    taskText,
    ...(caller === null ? {} : { caller }),
    ...(callBack === null ? {} : { callBack }),
  };
};

const bare = (task: StoredTask, { people, clock }: Eyes): Omit<Result<'task.create'>, 'patient' | 'taskText'> => {
  const { taskId, version, kind, state, patientId, ownerUser, dueDay, dueMinute, dueKey, takenAt, takenBy, doneAt, comments } = task;
  const person = ownerUser === null ? null : people.find(ownerUser, clock.day);
  return {
    ...{ taskId, version, kind, state, patientId, takenAt, takenBy, doneAt, comments },
    owner: ownerOf(task),
    ownerName: person?.name ?? null,
    ownerLeft: person?.here === false,
    due: dueDay === null ? null : { day: dueDay, minute: dueMinute },
    overdue: state === 'open' && dueDay !== null && dueKey < dueKeyOf(clock),
    doneBy: task.doneByName,
    changedAt: task.changedAt,
    changedBy: task.changedBy,
  };
};

export const ownerOf = ({ ownerUser, ownerRole }: Pick<StoredTask, 'ownerUser' | 'ownerRole'>): TaskOwner =>
  ownerUser !== null
    ? { whose: 'person', userId: ownerUser }
    : ownerRole !== null
      ? { whose: 'role', role: ownerRole }
      : { whose: 'nobody' };

const patientOf = (task: StoredTask): Result<'task.create'>['patient'] => {
  const { familyName, givenName, preferredName, birthDate, restricted } = task;
  if (task.patientId === null) return null;
  return {
    familyName: familyName ?? '',
    mrn: restricted === null ? (task.mrn ?? '') : '',
    restricted,
    ...(givenName === null ? {} : { givenName }),
    ...(preferredName === null ? {} : { preferredName }),
    ...(birthDate === null || restricted !== null ? {} : { birthDate }),
  };
};
