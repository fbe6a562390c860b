import type { Page } from '@playwright/test';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { found } from './people.ts';
import { AMARA, CHECKUP, SETUP } from './schedule.ts';
import { given, NO_LISTS, startWorkstation, type TestWorkstation } from './workstation.ts';

export const BEA = { ...AMARA, providerId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0a03', name: 'Bea Stone, NP', color: 4 };
export const FLU = { ...CHECKUP, visitTypeId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0b02', name: 'Flu shot', minutes: 10, color: 5 };
export const ROOM = { roomId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0d01', name: 'Room 1', active: true };

export interface ScheduleDesk {
  readonly station: TestWorkstation;
  readonly desk: Page;
  /** By family name. */
  readonly patients: Readonly<Record<string, string>>;
}

/** A practice with two providers, a room and these patients, its schedule set up. */
export const startSchedule = async (
  names: readonly (readonly [string, string])[],
  part: Partial<ScheduleSetup> = {},
): Promise<ScheduleDesk> => {
  const station = await startWorkstation();
  const { desk } = await found(station);
  const { version } = await given(desk, 'schedule.setup', {});
  await given(desk, 'schedule.set-up', { ...SETUP, providers: [AMARA, BEA], visitTypes: [CHECKUP, FLU], rooms: [ROOM], version, ...part });
  const patients: Record<string, string> = {};
  for (const [familyName, givenName] of names) {
    const details = { familyName, givenName, birthDate: '1988-11-02' };
    ({ patientId: patients[familyName] } = await given(desk, 'patient.register', { details, lists: NO_LISTS }));
  }
  return { station, desk, patients };
};

/** Books for the test itself. */
export const bookFor = (desk: Page, patientId: string | undefined, day: string, start: number, minutes = 30, more = {}) =>
  given(desk, 'visit.book', {
    ...{ patientId: patientId ?? '', providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, day, start, minutes },
    ...more,
  });

/** The schedule at this day, as somebody types it. */
export const turnTo = async (desk: Page, typed: string): Promise<void> => {
  await desk.keyboard.press('Alt+2');
  await desk.getByRole('textbox', { name: 'Go to a day' }).fill(typed);
};
