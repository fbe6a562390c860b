import { Temporal } from 'temporal-polyfill';
import { Failure } from '../../../shared/failure.ts';
import { DAY_PAGE } from '../../../shared/operations/schedule.ts';
import { LIST_DAYS } from '../../../shared/operations/visit-list.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { shown, visitsBetween } from './visits.ts';

/** Failure `bad-input` for a list that ends before it begins or reaches too far. */
export const listVisits: PhiHandler<'schedule.list'> = (access, { from, to, providerId, after }) => {
  const { days } = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to));
  if (days < 0 || days >= LIST_DAYS) throw new Failure('bad-input');
  const visits = visitsBetween(access.records, { from, to, providerId }, after, DAY_PAGE + 1);
  const page = visits.slice(0, DAY_PAGE);
  const last = page.at(-1);
  const next = visits.length > DAY_PAGE && last !== undefined ? { day: last.day, start: last.start, visitId: last.visitId } : null;
  return { visits: page.map(shown), next };
};
