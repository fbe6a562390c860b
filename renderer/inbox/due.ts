import type { TFunction } from 'i18next';
import { Temporal } from 'temporal-polyfill';
import type { DueTime, Task } from '../../shared/phi/task.ts';
import type { Language } from '../i18n/i18n.ts';
import { readTime, sayTime } from '../schedule/wall-time.ts';
import { sayDate } from '../ui/civil-date.ts';

const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** When it is to be done by, as it was typed; `odd` where a time has no day or can't be read. */
export const readDue = (day: string, time: string): { readonly due: DueTime | null; readonly odd: 'day' | 'time' | null } => {
  const minute = time.trim() === '' ? null : readTime(time);
  if (time.trim() !== '' && minute === null) return { due: null, odd: 'time' };
  if (day.trim() === '') return { due: null, odd: minute === null ? null : 'day' };
  return ISO.test(day) ? { due: { day, minute }, odd: null } : { due: null, odd: 'day' };
};

const daysBetween = (from: string, to: string): number => Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;

/** "Today, 2:00 PM", "Tomorrow", "May 14, 2031, 9:00 AM". */
export const sayDue = (t: TFunction, { day, minute }: DueTime, today: string, language: Language): string => {
  const time = minute === null ? null : sayTime(minute, language);
  const away = daysBetween(today, day);
  if (away === 0) return time === null ? t('inbox.dueToday') : t('inbox.dueTodayAt', { time });
  if (away === 1) return time === null ? t('inbox.dueTomorrow') : t('inbox.dueTomorrowAt', { time });
  const date = sayDate(day, language);
  return time === null ? date : t('inbox.dueDayAt', { day: date, time });
};

/** "Overdue since 9:30 AM", "Overdue for 3 days"; null while there is time. */
export const sayOverdue = (t: TFunction, task: Pick<Task, 'overdue' | 'due'>, today: string, language: Language): string | null => {
  if (!task.overdue || task.due === null) return null;
  const late = daysBetween(task.due.day, today);
  if (late <= 0) return t('inbox.overdueTime', { time: sayTime(task.due.minute ?? 0, language) });
  return late === 1 ? t('inbox.overdueYesterday') : t('inbox.overdueDays', { count: late });
};
