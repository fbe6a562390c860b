import { closureOn } from '../../shared/open-hours.ts';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { TimeBlock } from '../../shared/phi/time-block.ts';
import type { Visit } from '../../shared/phi/visit.ts';

/** Whether a visit stands where it can't take place: on a closed day, with somebody who sees nobody then or works here no more. It was booked before that was said, or all the same: too many are shown rather than one too few. */
export const isToMove = (setup: ScheduleSetup, blocks: readonly TimeBlock[], visit: Visit): boolean => {
  if (visit.progress !== 'booked' && visit.progress !== 'confirmed') return false;
  const { day, start, minutes, providerId } = visit;
  const gone = setup.providers.some((one) => one.providerId === providerId && !one.active);
  const blocked = blocks.some(
    (one) => one.providerId === providerId && one.fromDay <= day && day <= one.toDay && one.start < start + minutes && one.end > start,
  );
  return gone || blocked || closureOn(setup, day) !== undefined;
};
