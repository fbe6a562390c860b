import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { TimeBlock } from '../../shared/phi/time-block.ts';
import type { Visit } from '../../shared/phi/visit.ts';
import { language } from '../i18n/i18n.ts';
import { personColor } from '../ui/person-color.ts';
import { useListName } from '../workspace/use-place.ts';
import type { Pointed } from './booking.ts';
import { boundsOf } from './day-bounds.ts';
import { DayGrid, type Shade } from './day-grid.tsx';
import type { Looks } from './saved-views.tsx';
import { isToMove } from './to-move.ts';
import { isUnclosed } from './unclosed.ts';
import { daysOf, type Range } from './view-range.ts';
import { VisitList } from './visit-list.tsx';
import { sayDay, sayShortDay, sayTime, todayIn, weekdayOf } from './wall-time.ts';

interface ScheduleBodyProps {
  readonly setup: ScheduleSetup;
  readonly looks: Looks;
  readonly day: string;
  readonly range: Range;
  readonly visits: readonly Visit[];
  readonly blocks: readonly TimeBlock[];
  readonly providerId: string | null;
  /** The visits on this person's pinboard. */
  readonly isParked: (visitId: string) => boolean;
  readonly onPoint: (at: Pointed) => void;
  readonly onOpen: (visitId: string) => void;
  readonly onDrag: ((visitId: string, to: Pointed) => Promise<boolean>) | null;
}

/** The visits that are shown, in the columns of a day or a week or line by line. */
export function ScheduleBody({
  setup,
  looks,
  day,
  range,
  visits,
  blocks,
  providerId,
  isParked,
  onPoint,
  onOpen,
  onDrag,
}: ScheduleBodyProps) {
  const { t } = useTranslation();
  const say = useListName();
  const { view, providerIds, density } = looks;
  if (view === 'list') return <VisitList setup={setup} visits={visits} blocks={blocks} isParked={isParked} onOpen={onOpen} />;
  const types = new Map(setup.visitTypes.map((type) => [type.visitTypeId, type]));
  const rooms = new Map(setup.rooms.map((room) => [room.roomId, room.name]));
  const week = view === 'week';
  const today = todayIn(setup.timeZone);
  const days = daysOf(range);
  const columns = week
    ? days
        .filter((one) => setup.hours[weekdayOf(one)] !== null || visits.some((visit) => visit.day === one))
        .map((one) => ({ id: one, name: sayShortDay(one, language()) }))
    : setup.providers
        .filter((one) => one.active || visits.some((visit) => visit.providerId === one.providerId))
        .filter((one) => providerIds.length === 0 || providerIds.includes(one.providerId))
        .map((one) => ({ id: one.providerId, name: one.name }));
  const pointed = (columnId: string, start: number): Pointed =>
    week ? { day: columnId, providerId: providerId ?? '', start } : { day, providerId: columnId, start };
  const bounds = days.map((one) =>
    boundsOf(
      setup,
      one,
      visits.filter((visit) => visit.day === one),
    ),
  );
  const from = Math.min(...bounds.map((bound) => bound.from));
  const to = Math.max(...bounds.map((bound) => bound.to));
  const shades = blocks
    .filter((block) => !week || block.providerId === providerId)
    .flatMap((block): Shade[] =>
      days
        .filter((one) => block.fromDay <= one && one <= block.toDay)
        .map((one) => ({
          id: `${block.blockId} ${one}`,
          columnId: week ? one : block.providerId,
          start: Math.max(block.start, from),
          end: Math.min(block.end, to),
          words: block.blockNote ?? t(`schedule.blockReason.${block.reason}`),
        }))
        .filter((shade) => shade.start < shade.end),
    );
  return (
    <DayGrid
      label={t('schedule.dayOf', { day: week ? t('schedule.weekOf', { day: sayDay(range.from, language()) }) : sayDay(day, language()) })}
      day={day}
      close={density === 'compact'}
      columns={columns}
      from={from}
      to={to}
      blocks={visits.map((one) => ({
        id: one.visitId,
        columnId: week ? one.day : one.providerId,
        start: one.start,
        minutes: one.minutes,
        title: say(one),
        line: [
          ...(isUnclosed(one, today) ? [t('schedule.unclosed')] : []),
          ...(isToMove(setup, blocks, one) ? [t('schedule.toMove')] : []),
          ...(isParked(one.visitId) ? [t('desk.parked.mark')] : []),
          `${sayTime(one.start, language())} ${types.get(one.visitTypeId)?.name ?? ''}`,
          ...(one.roomId === undefined ? [] : [rooms.get(one.roomId) ?? '']),
        ].join(', '),
        color: personColor(types.get(one.visitTypeId)?.color ?? 0),
        toMove: isToMove(setup, blocks, one),
        parked: isParked(one.visitId),
      }))}
      shades={shades}
      onPoint={(columnId, start) => onPoint(pointed(columnId, start))}
      onOpen={onOpen}
      onDrag={onDrag === null ? null : (id, columnId, start) => onDrag(id, pointed(columnId, start))}
    />
  );
}
