import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure, type FailureCode } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import type { ScheduleSetup } from '../../../shared/operations/schedule.ts';
import type { Role } from '../../../shared/permissions.ts';
import { freshKey, openTestRecords } from '../../../test/support/access.ts';
import { given, openTestGate, PRINTER, type TestGate } from '../../../test/support/gate.ts';
import { pagesOf } from '../../../test/support/paper-text.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, OTTO, SETUP } from '../../../test/support/schedule.ts';
import { newUserKeys, type UserKeys } from '../../keys/bundle.ts';
import { rawPrivateKey, rawPublicKey } from '../../keys/curve25519.ts';
import { migrate } from '../../store/migrate.ts';
import { LEDGER_PATH } from '../../store/migrations/ledger/path.ts';
import { openStore, type Store } from '../../store/open.ts';
import { Reader } from '../../store/statements.ts';
import { Announcements, sinkOf } from '../announcements.ts';
import { type LedgerSide, ledgerSide, openLedger } from '../ledger-side.ts';
import type { PrintOrder, Spooler } from '../printing/spooler.ts';
import type { Proven } from '../sign-in.ts';
import { OutageKeeper } from './keeper.ts';
import { keptDays } from './kept-days.ts';
import { OUTAGE_FILE } from './list.ts';
import { printOutageList } from './print-list.ts';

/** A Monday, ten in the morning in Chicago. */
const NOW = Date.UTC(2031, 4, 12, 15);
const TODAY = '2031-05-12';
const MINUTE = 60_000;

/** The machine's edge: what it was given, and what it says to that. */
class FakeSystem implements Spooler {
  readonly taken: { readonly pdf: Uint8Array; readonly order: PrintOrder }[] = [];
  refuses: FailureCode | null = null;
  before: () => void = () => undefined;
  readonly printers = () => Promise.resolve({ names: [PRINTER], usual: PRINTER });
  readonly print: Spooler['print'] = (pdf, order) => {
    this.before();
    if (this.refuses !== null) return Promise.reject(new Failure(this.refuses));
    this.taken.push({ pdf: Uint8Array.from(pdf), order });
    return Promise.resolve();
  };
  readonly text = async (): Promise<string> => (await pagesOf(this.taken.at(-1)?.pdf ?? new Uint8Array())).join('\n');
}

/** Somebody of the staff, with keys of their own. */
interface Member {
  readonly userId: string;
  readonly keys: UserKeys;
}

let gate: TestGate;
let ledger: LedgerSide;
let folder: string;
let system: FakeSystem;
let keeper: OutageKeeper;
let owner: Member;
const ledgerKey = freshKey();
const device = generateKeyPairSync('ed25519').privateKey;
const place = () => {
  const { practiceId, workstationId } = gate.records.facts;
  return { folder, practiceId, workstationId, appVersion: '0.1.0', policyHash: 'a'.repeat(64) };
};

const newLedger = (file: string): Store => {
  const reopen = (name: string) => openStore({ file: name, key: ledgerKey, mode: 'existing', cacheMiB: 4 });
  const store = openStore({ file, key: ledgerKey, mode: 'create', cacheMiB: 4 });
  migrate({ store, path: LEDGER_PATH, reopen, now: NOW });
  return store;
};
const newKeeper = (): OutageKeeper =>
  new OutageKeeper({
    reader: new Reader(gate.records.store),
    ledger,
    audit: sinkOf(gate.log, new Announcements(ledger), () => undefined),
    actor: gate.actor,
    place: place(),
    pseudonym: gate.pseudonym,
    markKey: freshKey(),
    practice: () => 'Juniper Family Clinic',
  });
const giveKeys = (userId: string): Member => {
  const keys = newUserKeys();
  const [exchangePublic, signingPublic] = [rawPublicKey(keys.exchange), rawPublicKey(keys.signing)];
  const none = new Uint8Array(32);
  const slot = { userId, exchangePublic, signingPublic, bundle: none, bundleVersion: 1, box: none, boxEpoch: 1, now: NOW };
  ledger.within(() => ledger.roll.setSlot(slot));
  return { userId, keys };
};
const hire = (role: Role): Member => giveKeys(gate.as(role).actor.userId);
const setUp = (change: Partial<ScheduleSetup> = {}): void =>
  ledger.within(() => ledger.roll.set('schedule', { ...SETUP, providers: [AMARA, OTTO], ...change }));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  const records = openTestRecords();
  folder = records.folder;
  const store = newLedger(join(folder, 'ledger.db'));
  gate = openTestGate('owner', {}, records, store);
  ledger = ledgerSide(store, ledgerKey);
  setUp();
  system = new FakeSystem();
  owner = giveKeys(gate.actor.userId);
  keeper = newKeeper();
});
afterEach(() => {
  keeper.end();
  gate.close();
  vi.useRealTimers();
});

const registered = (details = aPatient()): string => given(gate.ask('patient.register', { details, lists: noLists() })).patientId;
const booked = (patientId: string, day = TODAY, start = 600, visitNote?: string) =>
  given(
    gate.ask('visit.book', {
      ...{ patientId, providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, day, start, minutes: 30 },
      ...(visitNote === undefined ? {} : { visitNote }),
      anyway: 'for the test',
    }),
  );
const file = (): string => join(folder, OUTAGE_FILE);
const bytes = (): Buffer => readFileSync(file());
const proven = ({ userId, keys }: Member): Proven => {
  const side = openLedger(folder, ledgerKey.export(), 'existing');
  const person = side.roll.find({ userId });
  if (person === undefined) throw new Error('nobody of that id');
  const params = { memoryKiB: 65_536, passes: 3, lanes: 4, salt: Buffer.alloc(16) };
  return {
    grant: {
      ...{ place: place(), userId, factors: 'password-and-code', share: Buffer.alloc(32), ledgerKey: Buffer.alloc(32) },
      ...{ deviceSigning: rawPrivateKey(device), sessionHours: 12 },
    },
    ...{ person, keys, ledger: side, header: { userId, practiceId: place().practiceId, version: 1, params } },
  };
};
const print = (who: Member = owner, order: { day?: string; language?: 'en' | 'es' } = {}): Promise<string> =>
  printOutageList(proven(who), { day: TODAY, printer: PRINTER, language: 'en', ...order }, system, () => undefined).then(
    () => 'printed',
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );
const entriesOf = (operation: string) =>
  gate
    .entries()
    .filter((entry) => entry.operation === operation)
    .map(({ user, action, outcome, patients, rows }) => ({ user, action, outcome, patients, rows }));

describe('the list', () => {
  test('is printed with who, when, with whom and what for, by a person’s own keys, and each of its patients stands in the log', async () => {
    const [first, second] = [registered(), registered(aPatient({ familyName: 'Okafor', givenName: 'Ngozi' }))];
    booked(first, TODAY, 570, 'brings films');
    booked(second, TODAY, 615);
    await keeper.look();
    gate.records.store.close();
    rmSync(gate.records.file);
    let seen: unknown = null;
    system.before = () => {
      seen = entriesOf('door.print-outage-list');
    };
    expect(await print()).toBe('printed');
    const text = await system.text();
    for (const part of [
      ...['Juniper Family Clinic', 'Day list', 'Monday, May 12, 2031', 'As it stood on 5/12/31, 10:00 AM'],
      ...[AMARA.name, '9:30 AM', 'García, Marisol', 'April 3, 1961', 'Check-up, 30 min', 'brings films', '10:15 AM', 'Okafor, Ngozi'],
      ...[`Printed by ${gate.actor.name}, 5/12/31, 10:00 AM`, 'Page 1 of 1'],
    ])
      expect(text).toContain(part);
    for (const part of [OTTO.name, '123-45-6789', '(555) 010-4477']) expect(text).not.toContain(part);
    expect(system.taken.map(({ order }) => order)).toEqual([{ printer: PRINTER, copies: 1 }]);
    const patients = [gate.pseudonym(first), gate.pseudonym(second)];
    const about = { user: owner.userId, action: 'print', patients };
    const announced = { ...about, outcome: 'intent', rows: 0 };
    expect(seen).toEqual([announced]);
    expect(entriesOf('door.print-outage-list')).toEqual([announced, { ...about, outcome: 'committed', rows: 2 }]);
  });

  test('says it in Spanish to whoever asks in Spanish', async () => {
    booked(registered());
    await keeper.look();
    expect(await print(owner, { language: 'es' })).toBe('printed');
    for (const part of ['Lista del día', 'lunes, 12 de mayo de 2031', 'guardada para contingencias', 'Impreso por'])
      expect(await system.text()).toContain(part);
  });

  test('has of a restricted chart the name alone', async () => {
    const patientId = registered();
    booked(patientId, TODAY, 600, 'comes by the back door');
    const { version } = given(gate.ask('patient.open', { patientId }));
    given(gate.ask('patient.restrict', { patientId, version, restriction: 'vip' }));
    await keeper.look();
    expect(await print()).toBe('printed');
    const text = await system.text();
    for (const part of ['García, Marisol', 'Restricted chart']) expect(text).toContain(part);
    for (const part of ['back door', '1961', 'A-']) expect(text).not.toContain(part);
  });

  test('lies in the folder without a name, a note or a pseudonym in clear', async () => {
    const patientId = registered();
    booked(patientId, TODAY, 600, 'brings films');
    await keeper.look();
    for (const part of ['García', 'Garc', 'Marisol', 'brings films', '1961', AMARA.name, gate.pseudonym(patientId)])
      for (const encoding of ['utf8', 'utf16le', 'latin1'] as const) expect(bytes().includes(Buffer.from(part, encoding))).toBe(false);
    const { days, madeAt, printers } = await keptDays(folder, system);
    expect({ days, madeAt, printers }).toEqual({
      days: [TODAY, '2031-05-13', '2031-05-14', '2031-05-15'],
      madeAt: NOW,
      printers: [PRINTER],
    });
  });

  test('holds a day of 450 visits whole, and names all its patients in the log', async () => {
    setUp({ hours: SETUP.hours.map(() => ({ opens: 0, closes: 1440 })) });
    const people = Array.from({ length: 150 }, (_, at) => registered(aPatient({ familyName: `Number${at}`, givenName: 'Nora' })));
    for (let at = 0; at < 450; at += 1) booked(people[at % 150] ?? '', TODAY, 480 + (at % 60) * 5);
    await keeper.look();
    expect(await print()).toBe('printed');
    const text = await system.text();
    expect(text.match(/Number\d+, Nora/g)).toHaveLength(450);
    const named = entriesOf('door.print-outage-list').filter(({ outcome }) => outcome === 'intent');
    expect(new Set(named.flatMap(({ patients }) => patients)).size).toBe(150);
  });
});

describe('which days are kept', () => {
  const days = async (): Promise<readonly string[]> => {
    await keeper.look();
    return (await keptDays(folder, system)).days;
  };
  test('today and the next three days that are open; closed days and holidays are gone past', async () => {
    vi.setSystemTime(Date.UTC(2031, 4, 16, 15));
    setUp({ closures: [{ from: '2031-05-19', to: '2031-05-20', name: 'Moving' }] });
    expect(await days()).toEqual(['2031-05-16', '2031-05-21', '2031-05-22', '2031-05-23']);
  });

  test('a closed day with visits is kept as well', async () => {
    vi.setSystemTime(Date.UTC(2031, 4, 16, 15));
    booked(registered(), '2031-05-17');
    expect(await days()).toEqual(['2031-05-16', '2031-05-17', '2031-05-19', '2031-05-20', '2031-05-21']);
  });

  test('the day is the practice’s, whatever the workstation’s clock thinks', async () => {
    vi.setSystemTime(Date.UTC(2031, 4, 13, 4, 59));
    expect((await days())[0]).toBe('2031-05-12');
    vi.setSystemTime(Date.UTC(2031, 4, 13, 5));
    expect((await days())[0]).toBe('2031-05-13');
  });

  test('a day that is not kept is not printed', async () => {
    await keeper.look();
    expect(await print(owner, { day: '2031-06-12' })).toBe('outage-none');
  });
});

describe('whoever has no right to it', () => {
  test('finds no box in the file, gets a code, and stands in the log', async () => {
    const patientId = registered();
    booked(patientId);
    const outsiders = (['biller', 'outside-reviewer', 'auditor', 'administrator'] as const).map(hire);
    const insiders = (['front-desk', 'clinician', 'patient-coordinator', 'privacy-officer'] as const).map(hire);
    await keeper.look();
    for (const { userId } of outsiders) expect(bytes().includes(userId)).toBe(false);
    for (const who of insiders) expect(await print(who)).toBe('printed');
    const { length } = system.taken;
    for (const who of outsiders) expect(await print(who)).toBe('not-permitted');
    expect(system.taken).toHaveLength(length);
    const refused = entriesOf('door.print-outage-list').filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ user }) => user)).toEqual(outsiders.map(({ userId }) => userId));
    expect(refused.every(({ patients }) => patients.length === 0)).toBe(true);
  });

  test('is out as soon as the role changed, although the file still has their box; and in the next file there is none', async () => {
    const clerk = hire('front-desk');
    await keeper.look();
    ledger.within(() => ledger.roll.setRole(clerk.userId, 'biller', null));
    expect(await print(clerk)).toBe('not-permitted');
    const before = bytes();
    await keeper.look();
    expect(bytes().equals(before)).toBe(false);
    expect(bytes().includes(clerk.userId)).toBe(false);
    ledger.within(() => ledger.roll.setRole(clerk.userId, 'front-desk', null));
    expect(await print(clerk)).toBe('not-permitted');
  });

  test('who was removed is in no file that is made afterwards', async () => {
    const clerk = hire('front-desk');
    await keeper.look();
    expect(bytes().includes(clerk.userId)).toBe(true);
    ledger.within(() => ledger.roll.remove(clerk.userId, NOW));
    await keeper.look();
    expect(bytes().includes(clerk.userId)).toBe(false);
  });

  test('an account that is over has no box either', async () => {
    const clerk = hire('front-desk');
    ledger.within(() => ledger.roll.setRole(clerk.userId, 'front-desk', '2031-05-11'));
    await keeper.look();
    expect(bytes().includes(clerk.userId)).toBe(false);
  });

  test('new keys open no file that was sealed to the old ones', async () => {
    const clerk = hire('front-desk');
    await keeper.look();
    const renewed = giveKeys(clerk.userId);
    expect(await print(renewed)).toBe('outage-altered');
    await keeper.look();
    expect(await print(renewed)).toBe('printed');
  });
});

describe('a file that is not the one this workstation made last', () => {
  const refused = async (): Promise<void> => {
    expect(await print()).toBe('outage-altered');
    expect(system.taken).toEqual([]);
    expect(entriesOf('door.print-outage-list').at(-1)).toMatchObject({ user: owner.userId, outcome: 'failed', patients: [] });
  };
  beforeEach(async () => {
    booked(registered());
    await keeper.look();
  });

  test('changed by a bit anywhere, cut anywhere, or lengthened, prints nothing', async () => {
    const whole = bytes();
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 12)) {
      const bad = Buffer.from(whole);
      bad.writeUInt8(bad.readUInt8(at) ^ 1, at);
      writeFileSync(file(), bad);
      await refused();
      writeFileSync(file(), whole.subarray(0, at));
      await refused();
    }
    writeFileSync(file(), Buffer.concat([whole, Buffer.of(0)]));
    await refused();
  });

  test('an older one put back prints nothing', async () => {
    const older = bytes();
    booked(registered(aPatient({ familyName: 'Okafor' })), TODAY, 660);
    keeper.nudge();
    vi.setSystemTime(NOW + 6 * MINUTE);
    await keeper.look();
    expect(bytes().equals(older)).toBe(false);
    writeFileSync(file(), older);
    await refused();
  });

  test('one of another workstation prints nothing, even where the ledger is made to name it', async () => {
    const other = new OutageKeeper({
      reader: new Reader(gate.records.store),
      ...{ ledger, audit: sinkOf(gate.log, new Announcements(ledger), () => undefined), actor: gate.actor, pseudonym: gate.pseudonym },
      place: { ...place(), workstationId: newId() },
      markKey: freshKey(),
      practice: () => '',
    });
    await other.look();
    await refused();
  });

  test('none at all is said plainly, and so is one the ledger knows nothing of', async () => {
    const whole = bytes();
    rmSync(file());
    expect(await print()).toBe('outage-none');
    expect(await keptDays(folder, system)).toMatchObject({ madeAt: null, days: [] });
    writeFileSync(file(), whole);
    ledger.within(() => ledger.roll.set('outage-list', null));
    await refused();
  });

  test('rubbish in its place is told to the door by its code', async () => {
    for (const rubbish of ['', 'rubbish', '{}', 'x'.repeat(100_000)]) {
      writeFileSync(file(), rubbish);
      await expect(keptDays(folder, system)).rejects.toMatchObject({ code: 'outage-altered' });
      await refused();
    }
  });
});

describe('what stands in the way', () => {
  beforeEach(async () => {
    booked(registered());
    await keeper.look();
  });

  test('where the log takes no entry nothing is printed', async () => {
    ledger.store.exec("CREATE TRIGGER no_more BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END");
    expect(await print()).toBe('audit-unavailable');
    expect(system.taken).toEqual([]);
  });

  test('a printer that fails is said by its code, announced and closed in the log, and it can be tried again', async () => {
    for (const code of ['printer-failed', 'printer-gone', 'printer-silent'] as const) {
      system.refuses = code;
      expect(await print()).toBe(code);
    }
    system.refuses = null;
    expect(await print()).toBe('printed');
    expect(entriesOf('door.print-outage-list').map(({ outcome }) => outcome)).toEqual([
      ...['intent', 'failed', 'intent', 'failed', 'intent', 'failed', 'intent', 'committed'],
    ]);
  });

  test('where the log can’t be closed behind a print, nobody is told that it did not go out', async () => {
    system.before = () => ledger.store.exec("CREATE TRIGGER no_more BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END");
    expect(await print()).toBe('print-unrecorded');
    expect(system.taken).toHaveLength(1);
  });
});

describe('the list is kept', () => {
  const made = (): number => entriesOf('vault.outage-list').length;
  const at = async (minutes: number): Promise<number> => {
    vi.setSystemTime(NOW + minutes * MINUTE);
    await keeper.look();
    return made();
  };

  test('soon after the sign-in, a few minutes after visits changed however busy the desk is, and hourly where nothing changed', async () => {
    expect(await at(0)).toBe(1);
    expect(await at(1)).toBe(1);
    booked(registered());
    keeper.nudge();
    expect(await at(2)).toBe(1);
    expect(await at(3)).toBe(2);
    for (let minute = 4; minute < 8; minute += 1) {
      booked(registered(aPatient({ familyName: `Number${minute}` })), TODAY, 600 + 30 * minute);
      keeper.nudge();
      expect(await at(minute)).toBe(2);
    }
    expect(await at(8)).toBe(3);
    expect(await at(40)).toBe(3);
    expect(await at(68)).toBe(4);
  });

  test('not again at the next sign-in where it is young and nothing changed, nor after a change that is on no list', async () => {
    booked(registered());
    await at(0);
    const before = bytes();
    keeper.nudge();
    expect(await at(5)).toBe(1);
    expect(bytes().equals(before)).toBe(true);
  });

  test('at once when a new day begins, or who works here or when it is open changed', async () => {
    await at(0);
    setUp({ version: 2, closures: [{ from: '2031-05-13', to: '2031-05-13', name: 'Moving' }] });
    expect(await at(1)).toBe(2);
    hire('front-desk');
    expect(await at(2)).toBe(3);
    vi.setSystemTime(Date.UTC(2031, 4, 13, 5));
    await keeper.look();
    expect(made()).toBe(4);
    expect((await keptDays(folder, system)).days[0]).toBe('2031-05-13');
  });

  test('each making is an entry about nobody, with the file’s own hash, durable before the file is there', async () => {
    await keeper.look();
    const [entry] = gate.entries().filter(({ operation }) => operation === 'vault.outage-list');
    expect(entry).toMatchObject({ action: 'outage.seal', outcome: 'allowed', patients: [], rows: 1, user: owner.userId });
    ledger.store.exec("CREATE TRIGGER no_more BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END");
    const before = bytes();
    hire('front-desk');
    await at(1);
    expect(bytes().equals(before)).toBe(true);
  });

  test('a folder that takes no file is an entry, the one before stays good, and it is tried again', async () => {
    booked(registered());
    await at(0);
    writeFileSync(`${file()}.part`, '');
    rmSync(`${file()}.part`);
    const { mkdirSync } = await import('node:fs');
    mkdirSync(`${file()}.part`);
    hire('front-desk');
    await at(1);
    expect(entriesOf('vault.outage-list').at(-1)).toMatchObject({ outcome: 'failed' });
    expect(await print()).toBe('printed');
    rmSync(`${file()}.part`, { recursive: true });
    await at(2);
    expect(entriesOf('vault.outage-list').at(-1)).toMatchObject({ outcome: 'failed' });
    await at(7);
    expect(entriesOf('vault.outage-list').at(-1)).toMatchObject({ outcome: 'allowed' });
    expect(await print()).toBe('printed');
  });

  test('killed between the ledger’s word and the file, the file before it still opens, and a third one does not', async () => {
    booked(registered());
    await at(0);
    const [first, known] = [bytes(), ledger.roll.setting('outage-list')];
    hire('front-desk');
    await at(1);
    const next: unknown = ledger.roll.setting('outage-list');
    const digests = (said: unknown): string => JSON.stringify(said);
    expect(digests(next)).not.toBe(digests(known));
    if (typeof next !== 'object' || typeof known !== 'object' || known === null || !('digest' in known))
      throw new Error('no list is known');
    writeFileSync(file(), first);
    expect(await print()).toBe('outage-altered');
    ledger.within(() => ledger.roll.set('outage-list', { ...next, before: known.digest }));
    expect(await print()).toBe('printed');
  });

  test('not after the session has ended', async () => {
    keeper.end();
    await keeper.look();
    expect(existsSync(file())).toBe(false);
  });
});
