import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Answer } from '../../../shared/contract.ts';
import { Failure, type FailureCode } from '../../../shared/failure.ts';
import type { Value } from '../../../shared/operations/table.ts';
import { freshKey } from '../../../test/support/access.ts';
import { openTestGate, PRINTER, type TestGate } from '../../../test/support/gate.ts';
import { pagesOf, textOf } from '../../../test/support/paper-text.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, OTTO, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Reader, Writer } from '../../store/statements.ts';
import { Announcements } from '../announcements.ts';
import { ledgerSide } from '../ledger-side.ts';
import { areRecordsOlder } from '../outcomes.ts';
import { reasonOf } from '../reasons.ts';
import { rememberedPrinters } from './printers.ts';
import type { Spooler } from './spooler.ts';

const DAY = '2031-05-14';
const RUTH = { providerId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0a03', name: 'Ruth Baker, NP', color: 4, active: true };

/** The machine's edge: what it was given, and what it says to that. */
class FakeSystem implements Spooler {
  readonly taken: { readonly pdf: Uint8Array; readonly printer: string; readonly copies: number }[] = [];
  refuses: FailureCode | null = null;
  before: () => void = () => undefined;
  readonly printers = () => Promise.resolve({ names: [PRINTER, 'Labels'], usual: PRINTER });
  readonly print: Spooler['print'] = (pdf, { printer, copies }) => {
    this.before();
    if (this.refuses !== null) return Promise.reject(new Failure(this.refuses));
    this.taken.push({ pdf: Uint8Array.from(pdf), printer, copies });
    return Promise.resolve();
  };
}

let system: FakeSystem;
let gate: TestGate;
beforeEach(() => {
  system = new FakeSystem();
  gate = openTestGate('front-desk', { spooler: system });
  new RollBook(new Writer(gate.ledger)).set('schedule', { ...SETUP, providers: [AMARA, OTTO, RUTH] });
  new RollBook(new Writer(gate.ledger)).set('practice', { id: gate.records.facts.practiceId, name: 'Juniper Family Clinic' });
});
afterEach(() => gate.close());

const given = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
};
const registered = (details = aPatient(), lists = noLists()): string => given(gate.ask('patient.register', { details, lists })).patientId;
const booked = (patientId: string, start: number, providerId = AMARA.providerId, visitNote?: string): Value<'visit.book'> =>
  given(
    gate.ask('visit.book', {
      ...{ patientId, providerId, visitTypeId: CHECKUP.visitTypeId, day: DAY, start, minutes: 30 },
      ...(visitNote === undefined ? {} : { visitNote }),
    }),
  );
const send = (printId: string, reason?: Parameters<TestGate['release']>[2], printer = PRINTER) =>
  gate.release('print.send', { printId, printer, copies: 1 }, reason);
const printEntries = (from: number) =>
  gate
    .entries(from)
    .filter(({ operation }) => operation.startsWith('print.'))
    .map(({ operation, action, outcome, patients, rows }) => ({ operation, action, outcome, patients, rows }));

test('a slip says when, with whom and what for to its patient and speaks of nobody else; what is shown is what is printed', async () => {
  const [first, second] = [registered(), registered(aPatient({ familyName: 'Okafor' }))];
  booked(second, 600);
  const { visitId } = booked(first, 570, AMARA.providerId, 'owes a co-pay');
  const from = gate.entries().length;
  const slip = given(gate.ask('print.slip', { patientId: first, visitId, language: 'en' }));
  const text = await textOf(slip.pdf);
  for (const part of [
    'Juniper Family Clinic',
    'García',
    'Wednesday, May 14, 2031',
    '9:30',
    'Dr. Amara Whitfield',
    'Check-up',
    '30 minutes',
  ])
    expect(text).toContain(part);
  expect(text).toContain(`Printed by ${gate.actor.name}`);
  expect(text).toContain('Page 1 of 1');
  for (const part of ['Okafor', 'co-pay', '[?]']) expect(text).not.toContain(part);
  expect(await send(slip.printId)).toMatchObject({ ok: true });
  expect(system.taken.map(({ printer, pdf }) => [printer, Buffer.from(pdf).toString('base64')])).toEqual([[PRINTER, slip.pdf]]);
  const patients = [gate.pseudonym(first)];
  expect(printEntries(from)).toEqual([
    { operation: 'print.slip', action: 'print.preview', outcome: 'allowed', patients, rows: 1 },
    { operation: 'print.send', action: 'print', outcome: 'intent', patients, rows: 0 },
    { operation: 'print.send', action: 'print', outcome: 'committed', patients, rows: 1 },
  ]);
});

test('a patient who speaks Spanish takes home a slip in Spanish, whoever prints it', async () => {
  const patientId = registered(aPatient({ language: 'Spanish' }));
  const { visitId } = booked(patientId, 570);
  const text = await textOf(given(gate.ask('print.slip', { patientId, visitId, language: 'en' })).pdf);
  expect(text).toContain('Su cita');
  expect(text).toContain('miércoles, 14 de mayo de 2031');
});

test('nothing reaches the printer before its announcement stands in the log', async () => {
  const patientId = registered();
  const { printId } = given(gate.ask('print.label', { patientId, language: 'en' }));
  let seen: unknown = null;
  system.before = () => {
    seen = gate.entries().at(-1);
  };
  await send(printId);
  expect(seen).toMatchObject({ operation: 'print.send', outcome: 'intent', patients: [gate.pseudonym(patientId)] });
});

test('where the log can’t be written nothing is printed', async () => {
  const broken = gate.as('front-desk', {
    spooler: system,
    sink: (real) => ({
      append: (drafts) => {
        if (drafts.some(({ outcome }) => outcome === 'intent')) throw new Error('disk full');
        return real.append(drafts);
      },
    }),
  });
  const { printId } = given(broken.ask('print.label', { patientId: registered(), language: 'en' }));
  const answer = await broken.release('print.send', { printId, printer: PRINTER, copies: 1 });
  expect(answer).toEqual({ ok: false, code: 'audit-unavailable' });
  expect(system.taken).toEqual([]);
});

test('a printer that fails is said with its code and stands in the log; the print waits and can be sent again', async () => {
  const patientId = registered();
  const { printId } = given(gate.ask('print.label', { patientId, language: 'en' }));
  const from = gate.entries().length;
  for (const code of ['printer-failed', 'printer-silent', 'printer-none'] as const) {
    system.refuses = code;
    expect(await send(printId)).toEqual({ ok: false, code });
  }
  system.refuses = null;
  expect((await send(printId)).ok).toBe(true);
  expect(printEntries(from).map(({ outcome }) => outcome)).toEqual([
    ...['intent', 'failed', 'intent', 'unknown', 'intent', 'failed'],
    ...['intent', 'committed'],
  ]);
});

test('a print is no change that the records would have to hold: whoever signs in after it finds them as new as the log says', async () => {
  const patientId = registered();
  const { printId } = given(gate.ask('print.label', { patientId, language: 'en' }));
  const announcements = new Announcements(ledgerSide(gate.ledger, freshKey()));
  const before = announcements.newest;
  expect((await send(printId)).ok).toBe(true);
  expect(announcements.newest).toEqual(before);
  expect(areRecordsOlder(new Reader(gate.records.store), announcements)).toBe(false);
});

test('a print made since wipes the one before, which can’t be sent any more', async () => {
  const [first, second] = [registered(), registered(aPatient({ familyName: 'Okafor' }))];
  const old = given(gate.ask('print.label', { patientId: first, language: 'en' }));
  const next = given(gate.ask('print.label', { patientId: second, language: 'en' }));
  expect(await send(old.printId)).toEqual({ ok: false, code: 'not-found' });
  expect((await send(next.printId)).ok).toBe(true);
  expect(await textOf(Buffer.from(system.taken[0]?.pdf ?? []).toString('base64'))).toContain('Okafor');
});

test('the day list of one provider holds their visits in order and nobody else’s; that of all holds everybody’s', async () => {
  const people = ['García', 'Okafor', 'Lindqvist'].map((familyName) => registered(aPatient({ familyName })));
  const [first = '', second = '', third = ''] = people;
  booked(second, 600, AMARA.providerId, 'brings the old films');
  booked(first, 570);
  booked(third, 570, RUTH.providerId);
  const from = gate.entries().length;
  const hers = given(gate.ask('print.day', { day: DAY, providerId: AMARA.providerId, language: 'en' }));
  const text = await textOf(hers.pdf);
  expect(text.indexOf('García')).toBeLessThan(text.indexOf('Okafor'));
  expect(text).toContain('brings the old films');
  for (const other of ['Lindqvist', 'Ruth Baker']) expect(text).not.toContain(other);
  expect(printEntries(from)).toEqual([
    {
      ...{ operation: 'print.day', action: 'print.preview', outcome: 'allowed', rows: 2 },
      patients: [first, second].map(gate.pseudonym),
    },
  ]);
  const all = await textOf(given(gate.ask('print.day', { day: DAY, providerId: null, language: 'en' })).pdf);
  for (const name of ['García', 'Okafor', 'Lindqvist', 'Ruth Baker, NP']) expect(all).toContain(name);
  expect(await textOf(given(gate.ask('print.day', { day: '2031-05-15', providerId: null, language: 'es' })).pdf)).toContain(
    'No hay visitas.',
  );
});

test('a long day goes over several pages, each with its headings, its foot and its number', async () => {
  const visits = 70;
  for (let at = 0; at < visits; at += 1) {
    const patientId = registered(aPatient({ familyName: `Person${String(at).padStart(2, '0')}`, mobilePhone: `(312) 555-01${at}` }));
    given(
      gate.ask('visit.book', {
        ...{ patientId, providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, day: DAY, start: 480 + at * 5, minutes: 5 },
        anyway: 'for the test',
      }),
    );
  }
  const { pdf, pages } = given(gate.ask('print.day', { day: DAY, providerId: AMARA.providerId, language: 'en' }));
  const read = await pagesOf(Buffer.from(pdf, 'base64'));
  expect(pages).toBeGreaterThan(1);
  expect(read).toHaveLength(pages);
  for (const [at, text] of read.entries()) {
    expect(text).toContain(`Page ${at + 1} of ${pages}`);
    expect(text).toContain(`Printed by ${gate.actor.name}`);
    expect(text).toContain('Patient');
  }
  const all = read.join(' ');
  for (let at = 0; at < visits; at += 1) expect(all).toContain(`Person${String(at).padStart(2, '0')}`);
}, 60_000);

test('of a restricted chart the day list has the name alone, and its own prints ask for a reason', async () => {
  const patientId = registered(aPatient({ familyName: 'Quintero' }));
  const { visitId } = booked(patientId, 570, AMARA.providerId, 'a secret thing');
  given(gate.as('owner').ask('patient.restrict', { patientId, version: 1, restriction: 'vip' }));
  const text = await textOf(given(gate.ask('print.day', { day: DAY, providerId: null, language: 'en' })).pdf);
  expect(text).toContain('Quintero');
  for (const part of ['a secret thing', '1961']) expect(text).not.toContain(part);
  for (const answer of [
    gate.ask('print.slip', { patientId, visitId, language: 'en' }),
    gate.ask('print.label', { patientId, language: 'en' }),
    gate.ask('print.face-sheet', { patientId, language: 'en' }),
  ])
    expect(answer).toMatchObject({ ok: false, code: 'reason-needed' });
  expect(gate.ask('print.label', { patientId, language: 'en' }, { code: 'treatment' }).ok).toBe(true);
});

test('no label and no face sheet are made of a chart that went into another: they would say what is true of nobody any more', () => {
  const [stays, goes] = [registered(), registered(aPatient({ familyName: 'Garcia' }))];
  const merge = { survivorId: stays, survivorVersion: 1, mergedId: goes, mergedVersion: 1, takeFromMerged: [] };
  given(gate.as('owner').ask('patient.merge', merge));
  for (const name of ['print.label', 'print.face-sheet'] as const) {
    expect(gate.ask(name, { patientId: goes, language: 'en' })).toMatchObject({ ok: false, code: 'merged-away' });
    expect(gate.ask(name, { patientId: stays, language: 'en' }).ok).toBe(true);
  }
});

test('a face sheet goes to somebody: without saying to whom nothing is printed, and who it was stands in the records with its hash in the log', async () => {
  const patientId = registered(aPatient({ ssn: '412-88-1234', deskNote: 'tells long stories' }), {
    ...noLists(),
    emergencyContacts: [
      { id: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0c01', name: 'Rosa García', relationship: 'sister', phone: '(312) 555-0177' },
    ],
  });
  const { printId, pdf } = given(gate.ask('print.face-sheet', { patientId, language: 'en' }));
  const text = await textOf(pdf);
  for (const part of ['Face sheet', 'García', 'Rosa García', 'sister']) expect(text).toContain(part);
  for (const part of ['412', '1234', 'long stories']) expect(text).not.toContain(part);
  for (const reason of [undefined, { code: 'treatment' } as const, { code: 'treatment', text: '' } as const]) {
    expect(await send(printId, reason)).toEqual({ ok: false, code: 'reason-needed' });
    expect(gate.entries().at(-1)).toMatchObject({ operation: 'print.send', outcome: 'refused', patients: [gate.pseudonym(patientId)] });
  }
  expect(system.taken).toEqual([]);
  const from = gate.log.size;
  expect((await send(printId, { code: 'treatment', text: 'St. Mary’s emergency room' })).ok).toBe(true);
  const [announced] = gate.log.read(from, from + 1);
  expect(announced?.entry).toMatchObject({ outcome: 'intent', purpose: 'TREAT', reason: 'treatment' });
  const kept = reasonOf(new Reader(gate.records.store), announced?.id ?? '');
  expect(kept).toMatchObject({ code: 'treatment', text: 'St. Mary’s emergency room' });
  const hash = createHmac('sha256', kept?.salt ?? '')
    .update('St. Mary’s emergency room', 'utf8')
    .digest('hex');
  expect(announced?.entry.detail).toBe(hash);
});

test('a biller’s prints leave out what billers do not need, and those who may not print are refused', async () => {
  const patientId = registered(aPatient({ deskNote: 'tells long stories' }), {
    ...noLists(),
    emergencyContacts: [{ id: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0c01', name: 'Rosa García' }],
  });
  booked(patientId, 570, AMARA.providerId, 'owes a co-pay');
  const biller = gate.as('biller');
  expect(await textOf(given(biller.ask('print.face-sheet', { patientId, language: 'en' })).pdf)).not.toContain('Rosa');
  expect(await textOf(given(biller.ask('print.day', { day: DAY, providerId: null, language: 'en' })).pdf)).not.toContain('co-pay');
  for (const role of ['outside-reviewer', 'auditor', 'administrator'] as const) {
    const other = gate.as(role);
    expect(other.ask('print.day', { day: DAY, providerId: null, language: 'en' })).toMatchObject({ ok: false, code: 'not-permitted' });
    expect(await other.release('print.send', { printId: patientId, printer: PRINTER, copies: 1 })).toMatchObject({ code: 'not-permitted' });
  }
});

test('a name in any script is printed in its letters or marked on the paper and counted on the screen, never boxes', async () => {
  const rightly = ['Nguyễn', 'Łukasiewicz', 'Čapek', 'Şahin', 'Ольга Щукина', 'Παπαδόπουλος', 'Ŵyn', "O'Brien-D’Angelo", 'Dvořák'];
  for (const familyName of rightly) {
    const made = given(gate.ask('print.label', { patientId: registered(aPatient({ familyName })), language: 'en' }));
    expect([familyName, made.unprintable]).toEqual([familyName, 0]);
    expect(await textOf(made.pdf)).toContain(familyName);
  }
  for (const familyName of ['山田', 'محمد', 'כהן', 'शर्मा', '김', 'ไชย', 'Զարյան', '👩‍⚕️']) {
    const made = given(gate.ask('print.label', { patientId: registered(aPatient({ familyName })), language: 'en' }));
    expect([familyName, made.unprintable]).toEqual([familyName, 1]);
    expect(await textOf(made.pdf)).toContain('[?]');
  }
  const half = given(gate.ask('print.face-sheet', { patientId: registered(aPatient({ familyName: 'Kim 김' })), language: 'en' }));
  const text = await textOf(half.pdf);
  expect(text).toContain('Kim [?]');
  expect(text).toContain('[?] stands for letters that could not be printed');
});

test('the printer last used is remembered for its kind of print on this workstation', async () => {
  const patientId = registered();
  const { printId } = given(gate.ask('print.label', { patientId, language: 'en' }));
  await send(printId, undefined, 'Labels');
  expect(rememberedPrinters({ roll: new RollBook(new Writer(gate.ledger)) })).toEqual({ label: 'Labels' });
});

test('a print carries no name of a patient, a person or the machine in what a PDF tells about itself', () => {
  const { pdf } = given(gate.ask('print.label', { patientId: registered(), language: 'en' }));
  const raw = Buffer.from(pdf, 'base64').toString('latin1');
  expect(raw).toContain('Anteroom');
  for (const part of ['García', 'Garc', gate.actor.name, '/Author']) expect(raw).not.toContain(part);
});

test('a cancelled visit has no slip, and another patient’s visit has none under this one’s name', () => {
  const [first, second] = [registered(), registered(aPatient({ familyName: 'Okafor' }))];
  const { visitId, version } = booked(first, 570);
  expect(gate.ask('print.slip', { patientId: second, visitId, language: 'en' })).toMatchObject({ ok: false, code: 'not-found' });
  given(gate.ask('visit.cancel', { patientId: first, visitId, version, reason: 'patient' }));
  expect(gate.ask('print.slip', { patientId: first, visitId, language: 'en' })).toMatchObject({ ok: false, code: 'visit-cancelled' });
});
