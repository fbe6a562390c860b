import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/permissions.ts';
import { openTestRecords, type TestRecords } from '../../../test/support/access.ts';
import { newTestLedger, said, type TestLedger, type VaultSide } from '../../../test/support/ledger.ts';
import { Writer } from '../../store/statements.ts';
import { mergePatients } from '../patients/merge.ts';
import { registerPatient } from '../patients/register.ts';
import { keepReason, saltText } from '../reasons.ts';
import { searchLog } from './log-search.ts';
import { lookersOf } from './lookers.ts';
import { ReadingRoom } from './reading-room.ts';

const NO_LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
/** A stand-in for the keyed pseudonym: as long, and as hard to turn round by looking. */
const pseudonym = (patientId: string): string => Buffer.from(patientId.replaceAll('-', ''), 'hex').reverse().toString('hex');

let records: TestRecords;
let ledger: TestLedger;
let side: VaultSide;
let room: ReadingRoom;
let who: { user: string; session: string };

const register = (familyName: string, givenName?: string) =>
  records.change((access) =>
    registerPatient(access, { details: { familyName, ...(givenName === undefined ? {} : { givenName }) }, lists: NO_LISTS }),
  );
const opened = (patientId: string, change = {}) => side.log.append(said(who, { patients: [pseudonym(patientId)], ...change }));
const as = (role: Role) => ({ actor: { ...records.facts.actor, role } });
const search = (input: Parameters<ReturnType<typeof searchLog>>[1], role: Role = 'privacy-officer') =>
  records.read((access) => searchLog(room)(access, input), as(role));
const lookers = (patientId: string) => records.read((access) => lookersOf(room)(access, { patientId }));

beforeEach(() => {
  records = openTestRecords();
  ledger = newTestLedger();
  side = ledger.connect();
  who = side.signIn(0);
  room = new ReadingRoom({
    ledger: side.store,
    log: side.log,
    pseudonym,
    staff: (userId) => side.ledger.roll.find({ userId }),
  });
});

afterEach(() => {
  side.drop();
  ledger.remove();
  records.close();
});

describe('the officer at the log', () => {
  it('sees names, newest first; the auditor sees how many, and may not ask for one patient', () => {
    const { patientId } = register('García', 'María');
    opened(patientId);
    opened(register('Okafor').patientId);
    expect(
      search({}).lines.map(({ by, patients, morePatients }) => ({ by, names: patients.map(({ name }) => name), morePatients })),
    ).toEqual([
      { by: 'Person 0', names: ['Okafor'], morePatients: 0 },
      { by: 'Person 0', names: ['García, María'], morePatients: 0 },
    ]);
    const blind = search({}, 'auditor');
    expect(blind.lines.map(({ patients, morePatients }) => ({ patients, morePatients }))).toEqual([
      { patients: [], morePatients: 1 },
      { patients: [], morePatients: 1 },
    ]);
    expect(JSON.stringify(blind)).not.toMatch(/Garc|Okafor/);
    expect(search({ patientId }).lines).toHaveLength(1);
    expect(() => search({ patientId }, 'auditor')).toThrow('not-permitted');
  });

  it('counts a patient nobody here knows instead of guessing one', () => {
    side.log.append(said(who, { patients: ['f'.repeat(32)] }));
    expect(search({}).lines[0]).toMatchObject({ patients: [], morePatients: 1 });
  });

  it('names nobody by a row that was given to another patient', () => {
    const { patientId } = register('Gone');
    opened(patientId);
    expect(search({}).lines[0]?.patients).toHaveLength(1);
    records.store.pragma('foreign_keys = OFF');
    records.store.exec('DELETE FROM patient_change; DELETE FROM patient');
    register('Newcomer');
    expect(search({}).lines[0]).toMatchObject({ patients: [], morePatients: 1 });
  });

  it('reads the words of a reason only while they are the ones of the entry', () => {
    const { patientId } = register('Lee');
    const salted = saltText('asked by phone');
    const entry = opened(patientId, { reason: 'treatment', detail: Buffer.from(salted.digest).toString('hex') });
    keepReason(new Writer(records.store), entry.id, 'treatment', salted);
    expect(search({}).lines[0]?.reasonWords).toBe('asked by phone');
    expect(search({}, 'auditor').lines[0]).toMatchObject({ reason: 'treatment', reasonWords: null });
    records.store.prepare("UPDATE reason_text SET text = 'asked in person'").run();
    expect(search({}).lines[0]).toMatchObject({ reason: 'treatment', reasonWords: null });
    expect(lookers(patientId).looks[0]?.reason).toBe('treatment');
  });
});

describe('who looked at a chart', () => {
  it('counts what was done to the charts merged into it, and leaves announcements out', () => {
    const [kept, gone] = [register('Ngo', 'Linh'), register('Ngo', 'Lin')];
    opened(gone.patientId);
    opened(kept.patientId, { outcome: 'intent', action: 'patient.update' });
    opened(kept.patientId, { outcome: 'committed', action: 'patient.update' });
    opened(register('Other').patientId);
    records.change((access) =>
      mergePatients(access, {
        survivorId: kept.patientId,
        survivorVersion: kept.version,
        mergedId: gone.patientId,
        mergedVersion: gone.version,
        takeFromMerged: [],
      }),
    );
    const { looks, nextBefore } = lookers(kept.patientId);
    expect(looks.map(({ seq, patientId, outcome, by }) => ({ seq, patientId, outcome, by }))).toEqual([
      { seq: 2, patientId: kept.patientId, outcome: 'committed', by: 'Person 0' },
      { seq: 0, patientId: kept.patientId, outcome: 'allowed', by: 'Person 0' },
    ]);
    expect(nextBefore).toBe(null);
  });
});
