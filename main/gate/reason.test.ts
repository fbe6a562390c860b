import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../shared/failure.ts';
import { codeOf, given, openTestGate, type TestGate } from '../../test/support/gate.ts';
import { aPatient, noLists } from '../../test/support/patients.ts';
import { Reader } from '../store/statements.ts';
import { reasonOf } from '../vault/reasons.ts';

let gate: TestGate;
let patientId: string;
beforeEach(() => {
  gate = openTestGate();
  patientId = given(gate.ask('patient.register', { details: aPatient(), lists: noLists() })).patientId;
});
afterEach(() => gate.close());

const newest = (): ReturnType<TestGate['entries']>[number] | undefined => gate.entries().at(-1);

describe('a restricted chart asks for a reason', () => {
  beforeEach(() => given(gate.ask('patient.restrict', { patientId, version: 1, restriction: 'vip' })));

  test('without one it stays closed; with one it opens, and every later call asks for one again', () => {
    const desk = gate.as('front-desk');
    expect(codeOf(desk.ask('patient.open', { patientId }))).toBe('reason-needed');
    expect(newest()).toMatchObject({ outcome: 'refused', patients: [gate.pseudonym(patientId)] });
    given(desk.ask('patient.open', { patientId }, { code: 'patient-request', text: 'asked at the counter' }));
    expect(codeOf(desk.ask('patient.open', { patientId }))).toBe('reason-needed');
    expect(codeOf(gate.as('front-desk').ask('patient.open', { patientId }))).toBe('reason-needed');
  });

  test('what is done in the chart carries the reason in its own entry, reads and changes alike', () => {
    const desk = gate.as('front-desk');
    const from = gate.log.size;
    const reason = { code: 'treatment' } as const;
    const { version } = given(desk.ask('patient.open', { patientId }, reason));
    given(desk.ask('patient.history', { patientId }, reason));
    given(desk.ask('patient.update', { patientId, version, changes: { city: 'Austin' }, lists: {} }, reason));
    expect(gate.entries(from).map(({ action, reason: code, purpose }) => [action, code, purpose])).toEqual(
      ['patient.read', 'patient.history', 'patient.update', 'patient.update'].map((action) => [action, 'treatment', 'TREAT']),
    );
    expect(codeOf(desk.ask('patient.update', { patientId, version, changes: { city: 'Waco' }, lists: {} }))).toBe('reason-needed');
  });

  test('the words stay in the records, only their salted hash stands in the entry', () => {
    const desk = gate.as('front-desk');
    given(desk.ask('patient.open', { patientId }, { code: 'emergency', text: 'collapsed in the waiting room' }));
    const entry = newest();
    expect(entry).toMatchObject({ reason: 'emergency', purpose: 'ETREAT', outcome: 'allowed' });
    expect(JSON.stringify(gate.entries())).not.toContain('waiting');
    const kept = reasonOf(new Reader(gate.records.store), gate.log.read(entry?.seq ?? 0, (entry?.seq ?? 0) + 1)[0]?.id ?? '');
    expect(kept).toMatchObject({ code: 'emergency', text: 'collapsed in the waiting room' });
    expect(entry?.detail).toBe(Buffer.from(kept?.digest ?? []).toString('hex'));
  });

  test('a reason whose entry was never written opened nothing', () => {
    let full = true;
    const desk = gate.as('front-desk', {
      sink: (real) => ({
        append: (drafts) => {
          if (full) throw new Failure('disk-full');
          return real.append(drafts);
        },
      }),
    });
    expect(codeOf(desk.ask('patient.open', { patientId }, { code: 'treatment' }))).toBe('audit-unavailable');
    full = false;
    expect(codeOf(desk.ask('patient.open', { patientId }))).toBe('reason-needed');
  });
});
