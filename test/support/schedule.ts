import type { ScheduleSetup } from '../../shared/operations/schedule.ts';

export const AMARA = { providerId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0a01', name: 'Dr. Amara Whitfield', color: 1, active: true };
/** Works here no more. */
export const OTTO = { providerId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0a02', name: 'Dr. Otto Gone', color: 2, active: false };
export const CHECKUP = { visitTypeId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0b01', name: 'Check-up', minutes: 30, color: 3, active: true };

const open = { opens: 480, closes: 1020 };

/** A practice that is open from eight to five on weekdays. */
export const SETUP: ScheduleSetup = {
  version: 1,
  timeZone: 'America/Chicago',
  providers: [AMARA, OTTO],
  visitTypes: [CHECKUP],
  hours: [open, open, open, open, open, null, null],
  closures: [],
  rooms: [],
};
