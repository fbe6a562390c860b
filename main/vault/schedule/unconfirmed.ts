import type { StoredVisit } from './visits.ts';

/** A patient confirms a day and a time: a visit that is at another one, or was cancelled in between, is only booked again, and so is one whose call is noted anew. Its history keeps that it had been confirmed. */
export const unconfirmed = ({ progress }: Pick<StoredVisit, 'progress'>): Partial<Pick<StoredVisit, 'progress' | 'progressSince'>> =>
  progress === 'confirmed' ? { progress: 'booked', progressSince: null } : {};

/** As `unconfirmed`, for a visit that is moved: with somebody else at the same time it stays confirmed. */
export const unconfirmedAt = (
  visit: Pick<StoredVisit, 'progress' | 'day' | 'start'>,
  to: Pick<StoredVisit, 'day' | 'start'>,
): ReturnType<typeof unconfirmed> => (visit.day === to.day && visit.start === to.start ? {} : unconfirmed(visit));
