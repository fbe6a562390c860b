import type { TFunction } from 'i18next';
import type { Task } from '../../shared/phi/task.ts';
import { sayName } from '../ui/name.ts';

const MOST = 60;

/** A task in a few words, for what is said of it after something was done. Of a restricted chart no more than that it is one. */
export const inShort = (t: TFunction, { taskText, caller, patient }: Task): string => {
  if (taskText === undefined) return t('inbox.restrictedTask');
  const whom = patient === null ? caller : sayName(patient);
  const words = taskText.length > MOST ? `${taskText.slice(0, MOST)} …` : taskText;
  return whom === undefined ? words : `${whom}: ${words}`;
};
