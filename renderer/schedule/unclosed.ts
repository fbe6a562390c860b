import { CLOSING, type Visit } from '../../shared/phi/visit.ts';

/** Whether this visit is of a past day and nobody has said yet how it ended. */
export const isUnclosed = ({ day, progress }: Pick<Visit, 'day' | 'progress'>, today: string): boolean =>
  day < today && CLOSING[progress].length > 0;
