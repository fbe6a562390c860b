import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { given, PRINTER } from '../../../test/support/gate.ts';
import { NOW, OutagePractice, TODAY } from '../../../test/support/outage-practice.ts';
import { aPatient } from '../../../test/support/patients.ts';
import { AMARA, OTTO, SETUP } from '../../../test/support/schedule.ts';
import { Announcements, sinkOf } from '../announcements.ts';
import { settleIntents } from '../settle.ts';
import { keptDays } from './kept-days.ts';

const MINUTE = 60_000;

let practice: OutagePractice;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  practice = new OutagePractice();
});
afterEach(() => {
  practice.close();
  vi.useRealTimers();
});

describe('the list', () => {
  test('is printed with who, when, with whom and what for, by a person’s own keys, and each of its patients stands in the log', async () => {
    const [first, second] = [practice.registered(), practice.registered(aPatient({ familyName: 'Okafor', givenName: 'Ngozi' }))];
    practice.booked(first, TODAY, 570, 'brings films');
    practice.booked(second, TODAY, 615);
    await practice.keeper.look();
    practice.gate.records.store.close();
    rmSync(practice.gate.records.file);
    let seen: unknown = null;
    practice.system.before = () => {
      seen = practice.entriesOf('door.print-outage-list');
    };
    expect(await practice.print()).toBe('printed');
    const text = await practice.system.text();
    for (const part of [
      ...['Juniper Family Clinic', 'Day list', 'Monday, May 12, 2031', 'As it stood on 5/12/31, 10:00 AM'],
      ...[AMARA.name, '9:30 AM', 'García, Marisol', 'April 3, 1961', 'Check-up, 30 min', 'brings films', '10:15 AM', 'Okafor, Ngozi'],
      ...[`Printed by ${practice.gate.actor.name}, 5/12/31, 10:00 AM`, 'Page 1 of 1'],
    ])
      expect(text).toContain(part);
    for (const part of [OTTO.name, '123-45-6789', '(555) 010-4477']) expect(text).not.toContain(part);
    expect(practice.system.taken.map(({ order }) => order)).toEqual([
      { printer: PRINTER, copies: 1, pages: 1, sheet: { width: 612, height: 792 } },
    ]);
    const patients = [practice.gate.pseudonym(first), practice.gate.pseudonym(second)];
    const about = { user: practice.owner.userId, action: 'print', patients };
    const announced = { ...about, outcome: 'intent', rows: 0 };
    expect(seen).toEqual([announced]);
    expect(practice.entriesOf('door.print-outage-list')).toEqual([announced, { ...about, outcome: 'committed', rows: 2 }]);
  });

  test('says it in Spanish to whoever asks in Spanish', async () => {
    practice.booked(practice.registered());
    await practice.keeper.look();
    expect(await practice.print(practice.owner, { language: 'es' })).toBe('printed');
    for (const part of ['Lista del día', 'lunes, 12 de mayo de 2031', 'guardada para contingencias', 'Impreso por'])
      expect(await practice.system.text()).toContain(part);
  });

  test('has of a restricted chart the name alone', async () => {
    const patientId = practice.registered();
    practice.booked(patientId, TODAY, 600, 'comes by the back door');
    const { version } = given(practice.gate.ask('patient.open', { patientId }));
    given(practice.gate.ask('patient.restrict', { patientId, version, restriction: 'vip' }));
    await practice.keeper.look();
    expect(await practice.print()).toBe('printed');
    const text = await practice.system.text();
    for (const part of ['García, Marisol', 'Restricted chart']) expect(text).toContain(part);
    for (const part of ['back door', '1961', 'A-']) expect(text).not.toContain(part);
  });

  test('lies in the folder without a name, a note or a pseudonym in clear', async () => {
    const patientId = practice.registered();
    practice.booked(patientId, TODAY, 600, 'brings films');
    await practice.keeper.look();
    for (const part of ['García', 'Garc', 'Marisol', 'brings films', '1961', AMARA.name, practice.gate.pseudonym(patientId)])
      for (const encoding of ['utf8', 'utf16le', 'latin1'] as const)
        expect(practice.bytes.includes(Buffer.from(part, encoding))).toBe(false);
    const { days, madeAt, printers } = await keptDays(practice.folder, practice.system);
    expect({ days, madeAt, printers }).toEqual({
      days: [TODAY, '2031-05-13', '2031-05-14', '2031-05-15'],
      madeAt: NOW,
      printers: [PRINTER],
    });
  });

  test('holds a day of 450 visits whole, and names all its patients in the log', async () => {
    practice.setUp({ hours: SETUP.hours.map(() => ({ opens: 0, closes: 1440 })) });
    const people = Array.from({ length: 150 }, (_, at) => practice.registered(aPatient({ familyName: `Number${at}`, givenName: 'Nora' })));
    for (let at = 0; at < 450; at += 1) practice.booked(people[at % 150] ?? '', TODAY, 480 + (at % 60) * 5);
    await practice.keeper.look();
    expect(await practice.print()).toBe('printed');
    const text = await practice.system.text();
    expect(text.match(/Number\d+, Nora/g)).toHaveLength(450);
    const named = practice.entriesOf('door.print-outage-list').filter(({ outcome }) => outcome === 'intent');
    expect(new Set(named.flatMap(({ patients }) => patients)).size).toBe(150);
  });
});

describe('whoever has no right to it', () => {
  test('finds no box in the file, gets a code, and stands in the log', async () => {
    const patientId = practice.registered();
    practice.booked(patientId);
    const outsiders = (['biller', 'outside-reviewer', 'auditor', 'administrator'] as const).map((role) => practice.hire(role));
    const insiders = (['front-desk', 'clinician', 'patient-coordinator', 'privacy-officer'] as const).map((role) => practice.hire(role));
    await practice.keeper.look();
    for (const { userId } of outsiders) expect(practice.bytes.includes(userId)).toBe(false);
    for (const who of insiders) expect(await practice.print(who)).toBe('printed');
    const { length } = practice.system.taken;
    for (const who of outsiders) expect(await practice.print(who)).toBe('not-permitted');
    expect(practice.system.taken).toHaveLength(length);
    const refused = practice.entriesOf('door.print-outage-list').filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ user }) => user)).toEqual(outsiders.map(({ userId }) => userId));
    expect(refused.every(({ patients }) => patients.length === 0)).toBe(true);
  });

  test('is out as soon as the role changed, although the file still has their box; and in the next file there is none', async () => {
    const clerk = practice.hire('front-desk');
    await practice.keeper.look();
    practice.ledger.within(() => practice.ledger.roll.setRole(clerk.userId, 'biller', null));
    expect(await practice.print(clerk)).toBe('not-permitted');
    const before = practice.bytes;
    await practice.keeper.look();
    expect(practice.bytes.equals(before)).toBe(false);
    expect(practice.bytes.includes(clerk.userId)).toBe(false);
    practice.ledger.within(() => practice.ledger.roll.setRole(clerk.userId, 'front-desk', null));
    expect(await practice.print(clerk)).toBe('outage-none');
  });

  test('who was removed is in no file that is made afterwards', async () => {
    const clerk = practice.hire('front-desk');
    await practice.keeper.look();
    expect(practice.bytes.includes(clerk.userId)).toBe(true);
    practice.ledger.within(() => practice.ledger.roll.remove(clerk.userId, NOW));
    await practice.keeper.look();
    expect(practice.bytes.includes(clerk.userId)).toBe(false);
  });

  test('an account that is over has no box either', async () => {
    const clerk = practice.hire('front-desk');
    practice.ledger.within(() => practice.ledger.roll.setRole(clerk.userId, 'front-desk', '2031-05-11'));
    await practice.keeper.look();
    expect(practice.bytes.includes(clerk.userId)).toBe(false);
  });

  test('new keys open no file that was sealed to the old ones', async () => {
    const clerk = practice.hire('front-desk');
    await practice.keeper.look();
    const renewed = practice.giveKeys(clerk.userId);
    expect(await practice.print(renewed)).toBe('outage-altered');
    await practice.keeper.look();
    expect(await practice.print(renewed)).toBe('printed');
  });
});

describe('a file that is not the one this workstation made last', () => {
  const refused = async (): Promise<void> => {
    expect(await practice.print()).toBe('outage-altered');
    expect(practice.system.taken).toEqual([]);
    expect(practice.entriesOf('door.print-outage-list').at(-1)).toMatchObject({
      user: practice.owner.userId,
      outcome: 'failed',
      patients: [],
    });
  };
  beforeEach(async () => {
    practice.booked(practice.registered());
    await practice.keeper.look();
  });

  test('changed by a bit anywhere, cut anywhere, or lengthened, prints nothing', async () => {
    const whole = practice.bytes;
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 12)) {
      const bad = Buffer.from(whole);
      bad.writeUInt8(bad.readUInt8(at) ^ 1, at);
      writeFileSync(practice.file, bad);
      await refused();
      writeFileSync(practice.file, whole.subarray(0, at));
      await refused();
    }
    writeFileSync(practice.file, Buffer.concat([whole, Buffer.of(0)]));
    await refused();
  });

  test('an older one put back prints nothing', async () => {
    const older = practice.bytes;
    practice.booked(practice.registered(aPatient({ familyName: 'Okafor' })), TODAY, 660);
    practice.keeper.nudge();
    vi.setSystemTime(NOW + 6 * MINUTE);
    await practice.keeper.look();
    expect(practice.bytes.equals(older)).toBe(false);
    writeFileSync(practice.file, older);
    await refused();
  });

  test('one of another workstation prints nothing, even where the ledger is made to name it', async () => {
    await practice.newKeeper({ ...practice.place, workstationId: newId() }).look();
    await refused();
  });

  test('none at all is said plainly, and so is one the ledger knows nothing of', async () => {
    const whole = practice.bytes;
    rmSync(practice.file);
    expect(await practice.print()).toBe('outage-none');
    expect(await keptDays(practice.folder, practice.system)).toMatchObject({ madeAt: null, days: [] });
    writeFileSync(practice.file, whole);
    practice.ledger.within(() => practice.ledger.roll.set('outage-list', null));
    await refused();
  });

  test('rubbish in its place is told to the door by its code', async () => {
    for (const rubbish of ['', 'rubbish', '{}', 'x'.repeat(100_000)]) {
      writeFileSync(practice.file, rubbish);
      await expect(keptDays(practice.folder, practice.system)).rejects.toMatchObject({ code: 'outage-altered' });
      await refused();
    }
  });
});

describe('what stands in the way', () => {
  beforeEach(async () => {
    practice.booked(practice.registered());
    await practice.keeper.look();
  });

  test('where the log takes no entry nothing is printed', async () => {
    practice.noMoreEntries();
    expect(await practice.print()).toBe('audit-unavailable');
    expect(practice.system.taken).toEqual([]);
  });

  test('a printer that fails is said by its code, announced and closed in the log, and it can be tried again', async () => {
    for (const code of ['printer-failed', 'printer-gone', 'printer-silent'] as const) {
      practice.system.refuses = code;
      expect(await practice.print()).toBe(code);
    }
    practice.system.refuses = null;
    expect(await practice.print()).toBe('printed');
    expect(practice.entriesOf('door.print-outage-list').map(({ outcome }) => outcome)).toEqual([
      ...['intent', 'failed', 'intent', 'failed', 'intent', 'unknown', 'intent', 'committed'],
    ]);
  });

  test('where the log can’t be closed behind a print, nobody is told that it did not go out, and the next sign-in says that it may have', async () => {
    practice.system.before = () => practice.noMoreEntries();
    expect(await practice.print()).toBe('print-unrecorded');
    expect(practice.system.taken).toHaveLength(1);
    practice.ledger.store.exec('DROP TRIGGER no_more');
    const announcements = new Announcements(practice.ledger);
    const { log, actor, records } = practice.gate;
    const audit = sinkOf(log, announcements, () => undefined);
    expect(settleIntents({ log, announcements, records: records.store, audit, actor })).toBe(1);
    expect(practice.gate.entries().at(-1)).toMatchObject({ operation: 'vault.settle', action: 'print', outcome: 'unknown', rows: 0 });
    expect(practice.gate.entries().at(-1)?.patients).toHaveLength(1);
  });
});
