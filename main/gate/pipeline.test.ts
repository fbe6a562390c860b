import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import { anybody, codeOf, given, openTestGate, type TestGate } from '../../test/support/gate.ts';
import { aPatient, noLists } from '../../test/support/patients.ts';
import { Reader, type Writer } from '../store/statements.ts';
import type { PhiAccess } from './access.ts';

let gate: TestGate;
let patientId: string;
const register = (familyName = 'García', by: TestGate = gate): string =>
  given(by.ask('patient.register', { details: aPatient({ familyName }), lists: noLists() })).patientId;

beforeEach(() => {
  gate = openTestGate();
  patientId = register();
});
afterEach(() => gate.close());

const newest = (): ReturnType<TestGate['entries']>[number] | undefined => gate.entries().at(-1);
const family = (): string[] =>
  gate.records.store
    .prepare('SELECT familyName FROM patient ORDER BY id')
    .all()
    .map((row) => z.object({ familyName: z.string() }).parse(row).familyName);

describe('R7: every access to PHI leaves an entry', () => {
  test('a read says who, what, which patient, when, from where, why and how much', () => {
    given(gate.ask('patient.open', { patientId }, { code: 'treatment' }));
    expect(newest()).toMatchObject({
      user: gate.actor.userId,
      session: gate.actor.sessionId,
      operation: 'patient.open',
      action: 'patient.read',
      patients: [gate.pseudonym(patientId)],
      purpose: 'TREAT',
      reason: 'treatment',
      outcome: 'allowed',
      rows: 1,
      workstation: gate.records.facts.workstationId,
    });
  });

  test('a search names everybody it showed, and keeps a keyed hash of the question instead of the question', () => {
    const other = register('Garza');
    const { hits } = given(gate.ask('patient.search', { query: 'gar' }));
    expect(hits).toHaveLength(2);
    const entry = newest();
    expect(new Set(entry?.patients)).toEqual(new Set([patientId, other].map(gate.pseudonym)));
    expect(entry).toMatchObject({ action: 'patient.search', outcome: 'allowed', rows: 2, detail: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(JSON.stringify(entry)).not.toContain('gar');
  });

  test('a change is announced, made, and its outcome points back at the announcement', () => {
    const from = gate.log.size;
    given(gate.ask('patient.archive', { patientId, version: 1, archived: true }));
    const [intent, committed, ...more] = gate.log.read(from, gate.log.size);
    expect(more).toEqual([]);
    expect(intent?.entry).toMatchObject({ outcome: 'intent', patients: [gate.pseudonym(patientId)], rows: 0 });
    expect(committed?.entry).toMatchObject({ outcome: 'committed', patients: [gate.pseudonym(patientId)], rows: 1, detail: intent?.id });
  });

  test('a refusal names whom it was about and why it was asked', () => {
    const clerk = gate.as('auditor');
    expect(codeOf(clerk.ask('patient.open', { patientId }, { code: 'payment' }))).toBe('not-permitted');
    expect(newest()).toMatchObject({
      user: clerk.actor.userId,
      outcome: 'refused',
      action: 'patient.read',
      patients: [gate.pseudonym(patientId)],
      rows: 0,
      reason: 'payment',
    });
  });

  test.each([
    ['a field too many', { patientId: anybody(), also: 1 }, 'bad-input'],
    ['no field', {}, 'bad-input'],
    ['nothing', undefined, 'bad-input'],
    ['a Map', new Map(), 'bad-input'],
    ['an id that is a story', { patientId: "' OR 1=1 --" }, 'bad-input'],
    ['a megabyte', { patientId: 'x'.repeat(1_000_001) }, 'too-large'],
    ['a patient nobody knows', { patientId: anybody() }, 'not-found'],
    ['a known patient in capitals', null, 'bad-input'],
  ])('%s is refused, and that is an entry too', (_what, input, code) => {
    const from = gate.log.size;
    const asked = input === null ? { patientId: patientId.toUpperCase() } : input;
    expect(codeOf(gate.askRaw('patient.open', asked))).toBe(code);
    expect(gate.entries(from)).toMatchObject([{ operation: 'patient.open', outcome: 'refused', rows: 0 }]);
  });

  test('after the deadline every operation is refused, and each refusal is an entry', () => {
    const late = gate.as('owner', { live: () => false });
    const from = gate.log.size;
    const names = ['patient.search', 'patient.open', 'patient.ssn', 'patient.register', 'draft.list', 'draft.keep'] as const;
    for (const name of names) expect(codeOf(late.askRaw(name, { patientId }))).toBe('locked');
    expect(gate.entries(from).map(({ operation, outcome }) => [operation, outcome])).toEqual(names.map((name) => [name, 'refused']));
  });
});

describe('law 3: no row, no answer', () => {
  test('a read whose entry the ledger refuses is not answered', () => {
    gate.ledger.exec("CREATE TRIGGER no_more BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END");
    expect(gate.ask('patient.open', { patientId })).toEqual({ ok: false, code: 'audit-unavailable' });
    expect(gate.ask('patient.search', { query: 'gar' })).toEqual({ ok: false, code: 'audit-unavailable' });
  });

  test('a change whose announcement the ledger refuses is not made', () => {
    gate.ledger.exec("CREATE TRIGGER no_more BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END");
    expect(gate.ask('patient.register', { details: aPatient({ familyName: 'Nobody' }), lists: noLists() })).toEqual({
      ok: false,
      code: 'audit-unavailable',
    });
    expect(family()).toEqual(['García']);
  });

  test('a ledger without room answers nothing, and answers again when there is room', () => {
    const pages = gate.ledger.pragma('page_count', { simple: true });
    gate.ledger.pragma(`max_page_count = ${Number(pages)}`);
    let code = 'answered';
    for (let tries = 0; tries < 200 && code === 'answered'; tries += 1) code = codeOf(gate.ask('patient.open', { patientId }));
    expect(code).toBe('audit-unavailable');
    gate.ledger.pragma('max_page_count = 1000000');
    expect(codeOf(gate.ask('patient.open', { patientId }))).toBe('answered');
  });

  test('a refusal that can not be recorded is told as such', () => {
    gate.ledger.exec("CREATE TRIGGER no_more BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END");
    expect(codeOf(gate.as('auditor').ask('patient.open', { patientId }))).toBe('audit-unavailable');
  });

  test('a change that stands while its closing line could not be written is not called unsaved', () => {
    let calls = 0;
    const failing = gate.as('owner', {
      sink: (real) => ({
        append: (drafts) => {
          calls += 1;
          if (calls === 2) throw new Failure('disk-full');
          return real.append(drafts);
        },
      }),
    });
    expect(failing.ask('patient.archive', { patientId, version: 1, archived: true })).toEqual({ ok: false, code: 'saved-unrecorded' });
    expect(gate.records.store.prepare('SELECT count(*) AS n FROM record_outcome').get()).toEqual({ n: 2 });
  });

  test('a session that has ended says so, and not that the disk is full', () => {
    const ended = gate.as('owner', {
      sink: () => ({
        append: () => {
          throw new Failure('locked');
        },
      }),
    });
    expect(ended.ask('patient.open', { patientId })).toEqual({ ok: false, code: 'locked' });
  });
});

describe('law 2: an answer about somebody else does not leave', () => {
  test('a chart of another patient than asked for is refused, and the refusal is an entry', () => {
    const other = register('Garza');
    const wrong = gate.as('owner', {
      handlers: (real) => ({
        ...real,
        reads: { ...real.reads, 'patient.open': (access) => real.reads['patient.open'](access, { patientId: other }) },
      }),
    });
    expect(wrong.ask('patient.open', { patientId })).toEqual({ ok: false, code: 'answer-refused' });
    expect(newest()).toMatchObject({ outcome: 'refused', patients: [gate.pseudonym(patientId)] });
  });

  test('a task said to be about nobody that turns out to be about somebody is refused, and nothing of the change stays', () => {
    const task = { kind: 'task', taskText: 'call back', owner: { whose: 'nobody' }, due: null } as const;
    const wrong = gate.as('owner', {
      handlers: (real) => ({
        ...real,
        changes: { ...real.changes, 'task.create': (access, input) => real.changes['task.create'](access, { ...input, patientId }) },
      }),
    });
    expect(codeOf(wrong.ask('task.create', { ...task, patientId: null }))).toBe('answer-refused');
    expect(newest()).toMatchObject({ operation: 'task.create', outcome: 'failed', patients: [] });
    expect(codeOf(gate.askRaw('task.create', task))).toBe('bad-input');
    expect(given(gate.ask('task.list', { view: 'open', after: null })).tasks).toEqual([]);
  });

  test('a draft that carries a patient is refused, and nothing of the change stays', () => {
    const wrong = gate.as('owner', {
      handlers: (real) => ({
        ...real,
        changes: {
          ...real.changes,
          'draft.keep': (access, input) => Object.assign(real.changes['draft.keep'](access, input), { patientId }),
        },
      }),
    });
    const draft = { draftId: anybody(), form: 'patient.register', subjectId: null, content: 'x' };
    expect(codeOf(wrong.ask('draft.keep', draft))).toBe('answer-refused');
    expect(given(gate.ask('draft.list', {})).drafts).toEqual([]);
    expect(newest()?.operation).toBe('draft.list');
    expect(gate.entries().at(-2)).toMatchObject({ operation: 'draft.keep', outcome: 'failed' });
  });

  test('an answer of another shape than declared is refused', () => {
    const wrong = gate.as('owner', {
      handlers: (real) => ({
        ...real,
        reads: { ...real.reads, 'patient.ssn': (access, input) => Object.assign(real.reads['patient.ssn'](access, input), { also: 'x' }) },
      }),
    });
    expect(codeOf(wrong.ask('patient.ssn', { patientId }))).toBe('answer-refused');
  });

  test('a promise is no answer', () => {
    const wrong = gate.as('owner', {
      handlers: (real) => ({ ...real, reads: Object.assign({}, real.reads, { 'patient.ssn': async () => ({}) }) }),
    });
    expect(codeOf(wrong.ask('patient.ssn', { patientId }))).toBe('answer-refused');
  });

  test('a handler that throws driver text tells the page a code and nothing else', () => {
    const wrong = gate.as('owner', {
      handlers: (real) => ({
        ...real,
        reads: {
          ...real.reads,
          'patient.ssn': (access) => {
            access.records.all(z.unknown(), 'SELECT García FROM nowhere');
            throw new Error('unreachable');
          },
        },
      }),
    });
    expect(wrong.ask('patient.ssn', { patientId })).toEqual({ ok: false, code: 'internal' });
  });
});

describe('an access dies with its call', () => {
  test('a handler that keeps the access, its reader or its writer holds nothing', () => {
    const kept: { access?: PhiAccess; reader?: Reader; writer?: Writer } = {};
    const greedy = gate.as('owner', {
      handlers: (real) => ({
        ...real,
        reads: {
          ...real.reads,
          'patient.ssn': (access, input) => {
            Object.assign(kept, { access, reader: access.records });
            return real.reads['patient.ssn'](access, input);
          },
        },
        changes: {
          ...real.changes,
          'patient.archive': (access, input) => {
            Object.assign(kept, { writer: access.change });
            return real.changes['patient.archive'](access, input);
          },
        },
      }),
    });
    given(greedy.ask('patient.ssn', { patientId }));
    given(greedy.ask('patient.archive', { patientId, version: 1, archived: true }));
    const dead = [
      () => kept.access?.records.all(z.unknown(), 'SELECT familyName FROM patient'),
      () => kept.reader?.all(z.unknown(), 'SELECT familyName FROM patient'),
      () => kept.writer?.run('DELETE FROM patient'),
      () => kept.writer?.lend(),
    ];
    for (const use of dead) expect(use).toThrow('locked');
    expect(family()).toEqual(['García']);
  });

  test('a reader can not write, not even one that is lent', () => {
    expect(() => new Reader(gate.records.store).lend().all(z.unknown(), 'DELETE FROM patient')).toThrow('not-permitted');
  });
});

describe('while the log is known to be meddled with', () => {
  test('nothing is changed, which is recorded; what is read is read, and what is being typed is kept', () => {
    const barred = gate.as('owner', { mayChange: () => false, actor: gate.actor });
    const from = gate.log.size;
    expect(barred.ask('patient.archive', { patientId, version: 1, archived: true })).toEqual({ ok: false, code: 'log-broken' });
    expect(barred.ask('patient.register', { details: aPatient({}), lists: noLists() })).toEqual({ ok: false, code: 'log-broken' });
    expect(gate.entries(from).map(({ action, outcome }) => [action, outcome])).toEqual([
      ['patient.archive', 'refused'],
      ['patient.create', 'refused'],
    ]);
    expect(family()).toEqual(['García']);
    expect(given(barred.ask('patient.open', { patientId })).version).toBe(1);
    given(barred.ask('draft.keep', { draftId: anybody(), form: 'patient.register', subjectId: null, content: '{}' }));
    expect(given(gate.ask('patient.archive', { patientId, version: 1, archived: true })).version).toBe(2);
  });
});
