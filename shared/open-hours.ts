import type { ScheduleSetup } from './operations/schedule.ts';

/** Why the practice is closed all day, where it is said. */
export const closureOn = ({ closures }: Pick<ScheduleSetup, 'closures'>, day: string): ScheduleSetup['closures'][number] | undefined =>
  closures.find(({ from, to }) => from <= day && day <= to);
