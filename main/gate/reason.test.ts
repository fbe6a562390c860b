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

  test('so does the half of it that was merged away, by every operation that names it, and by a chart in between', () => {
    const register = (familyName: string) =>
      given(gate.ask('patient.register', { details: aPatient({ familyName }), lists: noLists() })).patientId;
    const [middle, away] = [register('Halfmoon'), register('Halfmoon')];
    const before = { survivorVersion: 1, mergedVersion: 1, takeFromMerged: [] };
    given(gate.ask('patient.merge', { ...before, survivorId: middle, mergedId: away }));
    const opened = given(gate.ask('patient.open', { patientId: middle })).version;
    const reason = { code: 'operations' } as const;
    given(
      gate.ask('patient.merge', { ...before, survivorId: patientId, survivorVersion: 2, mergedId: middle, mergedVersion: opened }, reason),
    );
    const desk = gate.as('front-desk');
    for (const half of [middle, away]) {
      expect(codeOf(desk.ask('patient.open', { patientId: half }))).toBe('reason-needed');
      expect(codeOf(desk.ask('patient.history', { patientId: half }))).toBe('reason-needed');
      given(desk.ask('patient.open', { patientId: half }, { code: 'treatment' }));
    }
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

  test.each([
    ['a word', 'treatment'],
    ['of a code nobody knows', { code: 'curious' }],
    ['of a thousand letters', { code: 'other', text: 'x'.repeat(1000) }],
    ['with a field too many', { code: 'other', also: 1 }],
    ['of half a letter', { code: 'other', text: '\uD800' }],
    ['of what is no plain data', new Map([['code', 'treatment']])],
  ])(
    'a reason that is %s opens nothing, here or in any other chart, and the refusal stands in the log about its patient',
    (_what, said) => {
      const open = given(gate.ask('patient.register', { details: aPatient({ familyName: 'Plain' }), lists: noLists() })).patientId;
      const desk = gate.as('front-desk');
      for (const asked of [patientId, open]) {
        expect(desk.askRaw('patient.open', { patientId: asked }, said)).toEqual({ ok: false, code: 'bad-input' });
        expect(newest()).toMatchObject({ outcome: 'refused', operation: 'patient.open', reason: null, patients: [gate.pseudonym(asked)] });
      }
    },
  );

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
