import { Temporal } from 'temporal-polyfill';
import { Failure } from '../../../shared/failure.ts';
import type { Input } from '../../../shared/operations/table.ts';
import type { Reader } from '../../store/statements.ts';
import { readVisitAt, type StoredVisit, visitsOfSeries } from './visits.ts';

export interface Scope {
  /** The visit the act was begun from. */
  readonly anchor: StoredVisit;
  readonly visits: readonly StoredVisit[];
}

/** The visits of its series an act is about: still booked, and from this one on or from today on. Failure `not-found` for a visit of no series, `changed-meanwhile`, `visit-cancelled`. */
export const scopeOf = (
  reader: Reader,
  { patientId, visitId, version, scope }: Pick<Input<'series.cancel'>, 'patientId' | 'visitId' | 'version' | 'scope'>,
  today: string,
): Scope => {
  const anchor = readVisitAt(reader, patientId, visitId, version);
  if (anchor.seriesId === null) throw new Failure('not-found');
  if (anchor.state === 'cancelled') throw new Failure('visit-cancelled');
  const from = scope === 'following' ? anchor.day : today;
  const visits = visitsOfSeries(reader, anchor.seriesId, from);
  if (visits.length === 0) throw new Failure('not-found');
  return { anchor, visits };
};

export const todayOf = (now: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate().toString();
