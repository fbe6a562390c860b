import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { newId } from '../../shared/ids.ts';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { codeFor, found, OWNER } from '../support/people.ts';
import { enterWith, field, lockByKeys, press } from '../support/screen.ts';
import { expectVerifiedLog } from '../support/verified-log.ts';
import { given, NO_LISTS, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const THEIRS = 'nine paper boats drift past 73';
const DOCTOR = { providerId: newId(), name: 'Dr. Ada Okoye', color: 0, active: true };
const CHECKUP = { visitTypeId: newId(), name: 'Check-up', minutes: 15, color: 1, active: true };
const NAMES = ['Abara', 'Bianchi', 'Castellanos', 'Dubois', 'Eriksen', 'Fontaine'] as const;
/** When the first of the day's visits begins, and how far the next ones stand apart. */
const FIRST = 600;
const STEP = 15;

/** Opens the practice for the whole of every day, so that a test can run at any hour. */
const setUp = async (desk: Page, timeZone?: string): Promise<ScheduleSetup> => {
  const blank = await given(desk, 'schedule.setup', {});
  const hours = Array.from({ length: 7 }, () => ({ opens: 0, closes: 1440 }));
  return given(desk, 'schedule.set-up', {
    ...blank,
    timeZone: timeZone ?? blank.timeZone,
    providers: [DOCTOR],
    visitTypes: [CHECKUP],
    hours,
  });
};
const hire = async (station: TestWorkstation, desk: Page, secret: string): Promise<Page> => {
  const added = await given(desk, 'staff.add', {
    ...{ name: 'Tomás Rivera', signInName: 'tomas', role: 'front-desk' },
    code: await codeFor(secret, 1),
  });
  sayLast(desk, 'session.lock', {});
  const door = await station.page('unlock');
  const first = await given(door, 'door.sign-in', { signInName: 'tomas', password: added.oneTimePassword });
  await given(door, 'door.enrol', { password: THEIRS, code: await codeFor('enrolment' in first ? first.enrolment.secret : '') });
  sayLast(door, 'door.enter', {});
  return station.page('workspace');
};
const lane = (page: Page, name: string) => page.getByRole('region', { name });
const card = (page: Page, laneName: string, name: string) => lane(page, laneName).getByRole('button').filter({ hasText: name });
const said = (page: Page) => page.getByRole('region', { name: 'Undo' });

test('R6, R7 and R28: a whole day at the desk, with a lock in the middle of each form, every act in a log that verifies', async ({
  browserName: _,
}, testInfo) => {
  test.setTimeout(240_000);
  const station = await startWorkstation();
  const owner = await found(station);
  const setup = await setUp(owner.desk);
  const today = Temporal.Now.plainDateISO(setup.timeZone).toString();
  const patients = new Map<string, string>();
  for (const familyName of NAMES) {
    const details = { familyName, givenName: 'Robin', birthDate: '1988-11-02' };
    patients.set(familyName, (await given(owner.desk, 'patient.register', { details, lists: NO_LISTS })).patientId);
  }
  const when = { providerId: DOCTOR.providerId, visitTypeId: CHECKUP.visitTypeId, day: today, minutes: CHECKUP.minutes };
  for (const [at, familyName] of NAMES.slice(0, 4).entries())
    await given(owner.desk, 'visit.book', { patientId: patients.get(familyName) ?? '', ...when, start: FIRST + STEP * at });
  let desk = await hire(station, owner.desk, owner.secret);
  const back = async (password = THEIRS): Promise<void> => {
    desk = await enterWith(station, await lockByKeys(station), password);
  };
  const dialog = () => desk.getByRole('dialog');

  await test.step('the day is opened, and the desk’s note of yesterday is read', async () => {
    await expect(lane(desk, 'Expected').getByRole('button')).toHaveCount(4);
    await given(desk, 'hand-over.write', { version: 0, handOverText: 'The label printer is out of paper.' });
  });

  await test.step('a call is taken, and a lock in the middle of it loses no word', async () => {
    await desk.keyboard.press('Control+m');
    await field(dialog(), 'Who called').fill('The pharmacy');
    await field(dialog(), 'Message').fill('Asks for the doctor');
    await back();
    await expect(field(dialog(), 'Message')).toHaveValue('Asks for the doctor');
    await field(dialog(), 'Message').press('Control+Enter');
    await expect(said(desk)).toContainText('Filed the message');
  });

  await test.step('a visit is booked for a caller who was found, with a lock in the middle', async () => {
    await desk.keyboard.press('Control+k');
    await desk.keyboard.type('eriksen');
    await desk.locator('[role=option][data-combobox-selected]').filter({ hasText: 'Eriksen' }).waitFor();
    await desk.keyboard.press('Enter');
    await press(desk, 'Book a visit');
    await press(desk, 'Book a visit');
    await field(dialog(), 'Time').fill('11:30');
    await back();
    await expect(field(dialog(), 'Time')).toHaveValue('11:30');
    await field(dialog(), 'Time').press('Enter');
    await expect(said(desk)).toContainText('Booked Eriksen');
  });

  await test.step('a patient who did not come leaves a time, and somebody else gets it', async () => {
    await desk.keyboard.press('Alt+1');
    await card(desk, 'Expected', 'Abara').press('Enter');
    await press(desk, 'Did not come');
    await expect(card(desk, 'Finished', 'Abara')).toContainText('Did not come');
    await given(desk, 'visit.book', { patientId: patients.get('Fontaine') ?? '', ...when, start: FIRST });
  });

  await test.step('a walk-in is registered, booked and checked in', async () => {
    const details = { familyName: 'Gallagher', givenName: 'Ines', birthDate: '1990-01-31' };
    const { patientId } = await given(desk, 'patient.register', { details, lists: NO_LISTS });
    await given(desk, 'visit.book', { patientId, ...when, start: FIRST + 4 * STEP });
    await desk.keyboard.press('Alt+2');
    await desk.keyboard.press('Alt+1');
    await card(desk, 'Expected', 'Gallagher').press('Enter');
    await desk.keyboard.press('1');
    await back();
    await expect(desk.getByRole('checkbox', { name: /^1 Name/ })).toBeChecked();
    await desk.getByRole('checkbox', { name: /^2 Birth date/ }).check();
    await press(desk, 'Check in');
    await expect(card(desk, 'Waiting', 'Gallagher')).toBeVisible();
  });

  await test.step('patients arrive, go to a room, are seen and leave; a slip of the hand is taken back', async () => {
    for (const name of ['Bianchi', 'Castellanos']) {
      await card(desk, 'Expected', name).press('Enter');
      await expect(desk.getByRole('checkbox', { name: /^1 Name/ })).toBeFocused();
      for (const key of ['1', '2', 'Enter']) await desk.keyboard.press(key);
      await expect(card(desk, 'Waiting', name)).toBeVisible();
    }
    await card(desk, 'Waiting', 'Castellanos').press('Enter');
    await press(desk, 'Gone');
    await expect(card(desk, 'Finished', 'Castellanos')).toBeVisible();
    await desk.keyboard.press('Control+z');
    await expect(card(desk, 'Waiting', 'Castellanos')).toBeVisible();
    for (const [from, step] of [
      ['Waiting', 'To the room'],
      ['In a room', 'Seen'],
      ['Finished', 'Gone'],
    ] as const) {
      await card(desk, from, 'Bianchi').press('Enter');
      await press(desk, step);
      await expect(dialog()).toHaveCount(0);
    }
    await expect(card(desk, 'Finished', 'Bianchi')).toContainText('Gone');
  });

  await test.step('another person takes over, reads the note, and sees the same day', async () => {
    sayLast(desk, 'session.lock', {});
    sayLast(await station.page('unlock'), 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password });
    desk = await station.page('workspace');
    await expect(card(desk, 'In a room', 'Bianchi')).toHaveCount(0);
    await expect(card(desk, 'Waiting', 'Castellanos')).toBeVisible();
    const { notes } = await given(desk, 'hand-over.read', { before: null });
    expect(notes[0]).toMatchObject({ handOverText: 'The label printer is out of paper.' });
  });

  await test.step('the day is closed: nobody is left in between, and the log verifies', async () => {
    const { visits } = await given(desk, 'schedule.day', { day: today, after: null });
    for (const { patientId, visitId, version, progress } of visits) {
      const to = progress === 'arrived' ? 'left' : progress === 'booked' ? 'no-show' : null;
      if (to !== null) await given(desk, 'visit.progress', { patientId, visitId, version, to });
    }
    const closed = (await given(desk, 'schedule.day', { day: today, after: null })).visits.map(({ familyName, progress }) => [
      familyName,
      progress,
    ]);
    expect(Object.fromEntries(closed)).toEqual({
      ...{ Abara: 'no-show', Bianchi: 'left', Castellanos: 'left', Dubois: 'no-show' },
      ...{ Eriksen: 'no-show', Fontaine: 'no-show', Gallagher: 'left' },
    });
    await expectVerifiedLog(station, desk, testInfo.outputPath('log.ndjson'));
  });
  await station.close();
});

const REAL = join(
  process.env['ANTEROOM_REAL_DATA'] ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'data'),
  'smart-sample-patients',
  'hspc-appointments.json',
);
const person = z.object({
  resourceType: z.literal('Patient'),
  id: z.string(),
  name: z.array(z.object({ family: z.array(z.string()), given: z.array(z.string()) })),
  birthDate: z.iso.date(),
});
const appointment = z.object({
  resourceType: z.literal('Appointment'),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  description: z.string(),
  participant: z.array(z.object({ actor: z.object({ reference: z.string() }) })),
});
const bundle = z.object({ entry: z.array(z.object({ resource: z.looseObject({ resourceType: z.string() }) })) });

test('R7: appointments that another program wrote are booked, overlaps asked about, moved to today and seen through to the end', async ({
  browserName: _,
}, testInfo) => {
  test.skip(!existsSync(REAL), 'smart-sample-patients/hspc-appointments.json is not in the folder of real input');
  test.setTimeout(120_000);
  const resources = bundle.parse(JSON.parse(readFileSync(REAL, 'utf8'))).entry.map(({ resource }) => resource);
  const people = resources.filter(({ resourceType }) => resourceType === 'Patient').map((one) => person.parse(one));
  const appointments = resources.filter(({ resourceType }) => resourceType === 'Appointment').map((one) => appointment.parse(one));
  const station = await startWorkstation();
  const { desk } = await found(station);
  const setup = await setUp(desk, 'UTC');
  const ids = new Map<string, string>();
  for (const { id, name, birthDate } of people) {
    const details = { familyName: name[0]?.family[0] ?? '', givenName: name[0]?.given[0] ?? '', birthDate };
    ids.set(`Patient/${id}`, (await given(desk, 'patient.register', { details, lists: NO_LISTS })).patientId);
  }
  // The same weekday and time in the week that comes: a day that is over would be asked about before any overlap.
  const first = Temporal.Instant.from(appointments[0]?.start ?? '').toZonedDateTimeISO('UTC');
  const weeks = Math.ceil(first.until(Temporal.Now.zonedDateTimeISO('UTC')).total('days') / 7) + 1;
  const wall = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO('UTC').add({ weeks });
  let overlapped = 0;
  for (const { start, end, description, participant } of appointments) {
    const [from, to] = [wall(start), wall(end)];
    const patientId = participant.map(({ actor }) => ids.get(actor.reference)).find((id) => id !== undefined) ?? '';
    const visit = {
      ...{
        patientId,
        providerId: DOCTOR.providerId,
        visitTypeId: CHECKUP.visitTypeId,
        day: from.toPlainDate().toString(),
        visitNote: description,
      },
      ...{ start: from.hour * 60 + from.minute, minutes: Math.round(to.since(from).total('minutes')) },
    };
    const asked = await desk.evaluate((input) => Reflect.get(window, 'clinic')['visit.book'](input), visit);
    if (asked.ok) continue;
    expect(asked.code).toBe('slot-taken');
    overlapped += 1;
    await given(desk, 'visit.book', { ...visit, anyway: 'as the other program had it' });
  }
  expect(overlapped).toBeGreaterThan(0);
  const day = wall(appointments[0]?.start ?? '')
    .toPlainDate()
    .toString();
  await desk.keyboard.press('Alt+2');
  await desk.getByRole('textbox', { name: 'Go to a day' }).fill(day);
  await expect(desk.locator('.ec-event')).toHaveCount(appointments.length);
  const today = Temporal.Now.plainDateISO(setup.timeZone).toString();
  const { visits } = await given(desk, 'schedule.day', { day, after: null });
  for (const { patientId, visitId, version, providerId, start } of visits) {
    const moved = await given(desk, 'visit.move', {
      patientId,
      visitId,
      version,
      providerId,
      day: today,
      start,
      anyway: 'the test is today',
    });
    const seen = { patientId, visitId };
    const here = await given(desk, 'visit.check-in', {
      ...seen,
      version: moved.version,
      identifiers: ['name', 'birth-date'],
      verified: [],
    });
    await given(desk, 'visit.progress', { ...seen, version: here.version, to: 'done' });
  }
  await desk.keyboard.press('Alt+1');
  await expect(lane(desk, 'Finished').getByRole('button')).toHaveCount(appointments.length);
  await expectVerifiedLog(station, desk, testInfo.outputPath('log.ndjson'));
  await station.close();
});
