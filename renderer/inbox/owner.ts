import type { TFunction } from 'i18next';
import type { Value } from '../../shared/operations/table.ts';
import { may, ROLES } from '../../shared/permissions.ts';
import type { Task, TaskOwner } from '../../shared/phi/task.ts';

export type People = Value<'task.people'>['people'];

/** A task's owner as the value of a field. */
export const ownerValue = (owner: TaskOwner): string =>
  owner.whose === 'person' ? `person ${owner.userId}` : owner.whose === 'role' ? `role ${owner.role}` : 'nobody';

/** The owner of a field's value; nobody where it is none. */
export const ownerOf = (value: string): TaskOwner => {
  const [whose, name] = value.split(' ');
  const role = ROLES.find((one) => one === name);
  if (whose === 'person' && name !== undefined) return { whose, userId: name };
  return whose === 'role' && role !== undefined ? { whose, role } : { whose: 'nobody' };
};

/** What can be chosen: people, roles that have tasks, and nobody yet. */
export const ownerChoices = (t: TFunction, people: People) => [
  {
    group: t('inbox.people'),
    items: people.map(({ userId, name, role }) => ({ value: `person ${userId}`, label: `${name} (${t(`roles.${role}`)})` })),
  },
  {
    group: t('inbox.roles'),
    items: ROLES.filter((role) => may(role, 'task.read')).map((role) => ({
      value: `role ${role}`,
      label: t('inbox.everybodyIn', { role: t(`roles.${role}`) }),
    })),
  },
  { value: 'nobody', label: t('inbox.nobody') },
];

/** Whose a task is, in words: one whose owner has left is nobody's. */
export const sayOwner = (t: TFunction, { owner, ownerName, ownerLeft }: Pick<Task, 'owner' | 'ownerName' | 'ownerLeft'>): string => {
  if (owner.whose === 'role') return t(`roles.${owner.role}`);
  if (owner.whose === 'nobody') return t('inbox.nobody');
  if (ownerLeft) return ownerName === null ? t('inbox.leftNameless') : t('inbox.left', { name: ownerName });
  return ownerName ?? t('inbox.nobody');
};

/** The same of an owner that is being chosen. */
export const sayChosen = (t: TFunction, value: string, people: People): string => {
  const owner = ownerOf(value);
  if (owner.whose === 'role') return t(`roles.${owner.role}`);
  return (owner.whose === 'person' ? people.find(({ userId }) => userId === owner.userId)?.name : undefined) ?? t('inbox.nobodyLong');
};
