import type { Visit } from '../../shared/phi/visit.ts';
import type { Range } from './view-range.ts';

type Placed = Pick<Visit, 'visitId' | 'day' | 'start' | 'state' | 'providerId'>;

const place = ({ day, start, visitId }: Placed): string => `${day} ${String(start).padStart(4, '0')} ${visitId}`;

/** These visits with this one as it is now: among them where it belongs to what is shown, gone where it does not. */
export const withVisit = <One extends Placed>(
  visits: readonly One[],
  made: One,
  { from, to }: Range,
  providerId: string | null,
): readonly One[] => {
  const others = visits.filter(({ visitId }) => visitId !== made.visitId);
  const shown = made.state !== 'cancelled' && from <= made.day && made.day <= to && (providerId === null || providerId === made.providerId);
  if (!shown) return others;
  const at = others.findIndex((one) => place(one) > place(made));
  return at < 0 ? [...others, made] : others.toSpliced(at, 0, made);
};
