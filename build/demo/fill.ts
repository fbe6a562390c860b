import type { Value } from '../../shared/operations/table.ts';
import type { PatientDetails } from '../../shared/phi/patient-fields.ts';
import type { DemoSession } from './clerk.ts';
import type { DemoPractice } from './founding.ts';
import { type DemoPatient, townspeople } from './patients.ts';
import { fileTasks } from './tasks.ts';
import { beginDay, bookDay, setUpSchedule } from './visits.ts';

type Saved = Value<'patient.register'>;
const REASON = { code: 'operations' } as const;
const NO_LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
const ASSIGNED = 12;

/**
 * Registers the town's patients, books their day and files the morning's messages through the gate, as the people whose work it is: the front desk registers and corrects, the coordinator merges and archives, the privacy officer
 * restricts charts and lets the outside reviewer see a few. `onProgress` hears how many are registered.
 */
export const fillDemo = async (
  practice: DemoPractice,
  count: number,
  today: string,
  onProgress: (done: number) => void = () => undefined,
): Promise<void> => {
  const setup = await setUpSchedule(practice.owner);
  // One session at a time, as at a real desk: who is still in would sign for what others do, and the log says so.
  await practice.owner.end();
  const town = townspeople(count, today);
  const half = Math.ceil(town.length / 2);
  const charts = new Map<DemoPatient, Saved>();
  for (const [signInName, share] of [
    ['maria', town.slice(0, half)],
    ['tom', town.slice(half)],
  ] as const) {
    const desk = await practice.signIn(signInName);
    for (const patient of share) {
      charts.set(patient, await registerAt(desk, patient));
      if (charts.size % 50 === 0) onProgress(charts.size);
    }
    await desk.end();
  }
  const coordinator = await practice.signIn('keoni');
  for (const [patient, saved] of charts) charts.set(patient, await tidyUp(coordinator, patient, saved));
  const seen = [...charts].filter(([{ restriction, archived }]) => restriction === null && !archived).map(([, { patientId }]) => patientId);
  await bookDay(coordinator, setup, today, seen);
  await beginDay(coordinator, today);
  await fileTasks(coordinator, today, seen);
  await coordinator.end();
  const officer = await practice.signIn('priya');
  await finishAsOfficer(officer, charts);
  await officer.end();
};

const registerAt = async (desk: DemoSession, { details, lists, correction }: DemoPatient): Promise<Saved> => {
  const saved = await desk.ask('patient.register', { details, lists });
  if (correction === null) return saved;
  const { patientId, version } = saved;
  const changes = Object.fromEntries(Object.entries(correction).filter(([, value]) => value !== undefined));
  return desk.ask('patient.update', { patientId, version, changes, lists: {} });
};

const tidyUp = async (coordinator: DemoSession, { twin, archived }: DemoPatient, saved: Saved): Promise<Saved> => {
  let { version } = saved;
  const { patientId, mrn } = saved;
  if (twin !== null) version = await mergeTwin(coordinator, saved, twin);
  if (archived) ({ version } = await coordinator.ask('patient.archive', { patientId, version, archived: true }));
  return { ...saved, patientId, mrn, version };
};

const mergeTwin = async (coordinator: DemoSession, survivor: Saved, twin: PatientDetails): Promise<number> => {
  const merged = await coordinator.ask('patient.register', { details: twin, lists: NO_LISTS });
  const { version } = await coordinator.ask('patient.merge', {
    survivorId: survivor.patientId,
    survivorVersion: survivor.version,
    mergedId: merged.patientId,
    mergedVersion: merged.version,
    takeFromMerged: [],
  });
  return version;
};

const finishAsOfficer = async (officer: DemoSession, charts: ReadonlyMap<DemoPatient, Saved>): Promise<void> => {
  for (const [{ restriction }, { patientId, version }] of charts) {
    if (restriction !== null) await officer.ask('patient.restrict', { patientId, version, restriction }, REASON);
  }
  const reviewer = officer.entrant.ledger.roll.find({ signInName: 'lena' });
  if (reviewer === undefined) return;
  const until = `${new Date().getFullYear() + 1}-12-31`;
  const everyday = [...charts].filter(([{ restriction, archived }]) => restriction === null && !archived);
  for (const [, { patientId }] of everyday.slice(0, ASSIGNED))
    await officer.ask('patient.assign', { patientId, userId: reviewer.user_id, until });
};
