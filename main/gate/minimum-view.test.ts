import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { OPERATIONS } from '../../shared/operations/table.ts';
import { HIDDEN_FIELDS, HIDDEN_IN_LISTS, may, ROLES, type Role } from '../../shared/permissions.ts';
import { CHART_LISTS } from '../../shared/phi/patient.ts';
import { PATIENT_FIELD_NAMES } from '../../shared/phi/patient-fields.ts';
import { codeOf, given, openTestGate, type TestGate } from '../../test/support/gate.ts';
import { noLists } from '../../test/support/patients.ts';
import { WHOLE_LISTS as lists, WHOLE } from '../../test/support/whole-patient.ts';
import { isPhiName, isReleaseName } from './handlers.ts';

/** Shown only by its own operation, or not a value of its own. */
const ELSEWHERE = new Set(['ssn', 'interpreter', 'sex', 'state']);

let gate: TestGate;
let patientId: string;
beforeAll(() => {
  gate = openTestGate();
  patientId = given(gate.ask('patient.register', { details: WHOLE, lists })).patientId;
});
afterAll(() => gate.close());

/** A person of this role who may open the chart, by assignment where the role needs one. */
const personOf = (role: Role): TestGate => {
  const person = gate.as(role);
  if (role === 'outside-reviewer') given(gate.ask('patient.assign', { patientId, userId: person.actor.userId, until: '2031-05-20' }));
  return person;
};

describe('R5: what a role does not need it never receives (V-01)', () => {
  const readers = ROLES.filter((role) => may(role, 'patient.read'));
  for (const role of readers) {
    for (const field of PATIENT_FIELD_NAMES) {
      const hidden = HIDDEN_FIELDS[role].includes(field) || field === 'ssn';
      test(`${role} ${hidden ? 'does not receive' : 'receives'} ${field}`, () => {
        const chart = given(personOf(role).ask('patient.open', { patientId }));
        expect(Object.hasOwn(chart.details, field)).toBe(!hidden);
        if (hidden && !ELSEWHERE.has(field)) expect(JSON.stringify(chart)).not.toContain(WHOLE[field]);
        if (!hidden) expect(chart.details[field]).toBe(WHOLE[field]);
      });
    }

    test(`${role} receives the last four digits of the social security number only when it may see the number`, () => {
      const chart = given(personOf(role).ask('patient.open', { patientId }));
      expect(chart.ssnLast4).toBe(HIDDEN_FIELDS[role].includes('ssn') ? undefined : '6789');
      expect(JSON.stringify(chart)).not.toContain('123-45');
    });

    test(`${role} receives no hidden field by search or duplicates`, () => {
      const person = personOf(role);
      const found = JSON.stringify([
        given(person.ask('patient.search', { query: 'quintanilla' })).hits,
        given(person.ask('patient.duplicates', { details: WHOLE })).candidates,
      ]);
      for (const field of HIDDEN_FIELDS[role]) if (!ELSEWHERE.has(field)) expect(found).not.toContain(WHOLE[field]);
    });
  }

  test('the history tells nobody a field the role does not see', () => {
    const changed = given(gate.ask('patient.register', { details: { ...WHOLE, ssn: '987-65-4321' }, lists }));
    const changes = {
      ssn: '111-22-3333',
      race: 'race-two',
      deskNote: 'desknote-two',
      driverLicense: 'driverlicense-two',
      employer: 'employer-two',
    };
    given(gate.ask('patient.update', { patientId: changed.patientId, version: changed.version, changes, lists: {} }));
    for (const role of ROLES.filter((one) => may(one, 'patient.history'))) {
      const lines = given(gate.as(role).ask('patient.history', { patientId: changed.patientId })).changes;
      expect(lines.map(({ field }) => field).filter((field) => HIDDEN_FIELDS[role].some((hidden) => hidden === field))).toEqual([]);
      expect(JSON.stringify(lines)).not.toContain('111-22');
    }
  });

  for (const role of readers) {
    for (const list of CHART_LISTS) {
      const hidden = HIDDEN_IN_LISTS[role][list];
      const words = hidden === undefined ? 'all' : hidden === 'all' ? 'nothing' : `nothing of ${hidden.join(', ')}`;
      test(`${role} receives ${words} of ${list}`, () => {
        const [seen] = given(personOf(role).ask('patient.open', { patientId })).lists[list];
        const expected = new Map(Object.entries(lists[list][0] ?? {}));
        if (hidden === 'all') return expect(seen).toBeUndefined();
        for (const part of hidden ?? []) expected.delete(part);
        expect(seen).toEqual(Object.fromEntries(expected));
      });
    }
  }

  test('an outside reviewer learns who pays and nobody’s number, name or birth date', () => {
    const chart = JSON.stringify(given(personOf('outside-reviewer').ask('patient.open', { patientId })));
    const told = [
      'memberid-value',
      'groupnumber-value',
      'subscribername-value',
      '1958-07-19',
      'Next Ofkin',
      '5550104499',
      'consenttitle-value',
      'alerttext-value',
    ];
    expect(told.filter((value) => chart.includes(value))).toEqual([]);
    expect(chart).toContain('payer-value');
  });

  test('a list a role does not see whole it can neither write nor take back nor read in the history', () => {
    const made = given(gate.ask('patient.register', { details: { familyName: 'Listed' }, lists }));
    const changed = { emergencyContacts: [{ id: newId(), name: 'Another Ofkin' }] };
    const biller = gate.as('biller');
    const update = (person: TestGate, version: number) =>
      person.ask('patient.update', { patientId: made.patientId, version, changes: {}, lists: changed });
    expect(codeOf(update(biller, made.version))).toBe('not-permitted');
    const { version } = given(update(gate, made.version));
    expect(codeOf(biller.ask('patient.revert', { patientId: made.patientId, version }))).toBe('not-permitted');
    const historyOf = (person: TestGate) => JSON.stringify(given(person.ask('patient.history', { patientId: made.patientId })).changes);
    expect(historyOf(gate)).toContain('Another Ofkin');
    expect(historyOf(biller)).not.toContain('Ofkin');
  });

  test('a field a role can not see it can not overwrite', () => {
    const { version } = given(gate.ask('patient.open', { patientId }));
    const attempt = gate.as('biller').ask('patient.update', { patientId, version, changes: { deskNote: 'gone' }, lists: {} });
    expect(codeOf(attempt)).toBe('not-permitted');
  });
});

describe('R5: an outside reviewer sees assigned patients, until the end date', () => {
  test('what is not assigned looks the same as what does not exist', () => {
    const reviewer = gate.as('outside-reviewer');
    expect(reviewer.ask('patient.open', { patientId })).toEqual(reviewer.ask('patient.open', { patientId: newId() }));
    expect(codeOf(reviewer.ask('patient.open', { patientId }))).toBe('not-found');
    expect(given(reviewer.ask('patient.search', { query: 'quintanilla' })).hits).toEqual([]);
  });

  test('of an assigned chart they learn neither how many others carry its name nor where it was merged into', () => {
    const register = () =>
      given(gate.ask('patient.register', { details: { familyName: 'Namesake', givenName: 'Pat' }, lists: noLists() })).patientId;
    const [mine, another, third] = [register(), register(), register()];
    const reviewer = gate.as('outside-reviewer');
    const assign = (id: string) => given(gate.ask('patient.assign', { patientId: id, userId: reviewer.actor.userId, until: '2031-05-20' }));
    assign(mine);
    expect(given(gate.ask('patient.open', { patientId: mine })).sameNameCount).toBe(2);
    expect(given(reviewer.ask('patient.open', { patientId: mine })).sameNameCount).toBe(0);
    assign(another);
    expect(given(reviewer.ask('patient.open', { patientId: mine })).sameNameCount).toBe(1);
    const merge = { survivorId: third, survivorVersion: 1, mergedId: mine, mergedVersion: 1, takeFromMerged: [] };
    given(gate.ask('patient.merge', merge));
    expect(given(gate.ask('patient.open', { patientId: mine })).mergedInto).toBe(third);
    expect(JSON.stringify(given(reviewer.ask('patient.open', { patientId: mine })))).not.toContain(third);
  });

  test.each([
    ['on the last day', '2031-05-20', 'answered'],
    ['the day after', '2031-05-21', 'not-found'],
  ])('%s', (_when, today, code) => {
    const reviewer = personOf('outside-reviewer');
    const later = gate.as('outside-reviewer', { today, actor: reviewer.actor });
    expect(codeOf(later.ask('patient.open', { patientId }))).toBe(code);
    expect(given(later.ask('patient.search', { query: 'quintanilla' })).hits).toHaveLength(code === 'answered' ? 1 : 0);
  });

  test('an answer that carries somebody who is not assigned is refused, whatever the handler found', () => {
    const careless = gate.as('outside-reviewer', {
      handlers: (real) => ({
        ...real,
        reads: {
          ...real.reads,
          'patient.search': () => ({
            hits: [{ patientId, mrn: 'A-1', familyName: 'Q', archived: false, restricted: null, deceased: false, sameName: false }],
            more: false,
            forgivingTypos: false,
          }),
        },
      }),
    });
    expect(codeOf(careless.ask('patient.search', { query: 'q' }))).toBe('answer-refused');
  });
});

describe('R5: role by operation', () => {
  const operations = Object.keys(OPERATIONS).filter(isPhiName);
  for (const role of ROLES) {
    test(`${role} is let in where the table says so, and refused with an entry everywhere else`, async () => {
      const person = gate.as(role);
      for (const name of operations) {
        const from = gate.log.size;
        // An empty question is refused by its shape, but only where the role may ask at all.
        const nothing = { shape: 'of nothing' };
        const code = codeOf(isReleaseName(name) ? await person.release(name, nothing) : person.askRaw(name, nothing));
        expect([name, code]).toEqual([
          name,
          may(role, OPERATIONS[name].permission) ? 'bad-input' : expect.stringMatching(/not-permitted|bad-input/),
        ]);
        expect(gate.entries(from)).toMatchObject([{ operation: name, outcome: 'refused', user: person.actor.userId }]);
      }
    });
  }

  test.each(ROLES)('%s asking well is answered or refused exactly as the table says', (role) => {
    const person = personOf(role);
    const asked = [
      ['patient.open', { patientId }, 'patient.read'],
      ['patient.ssn', { patientId }, 'patient.read-ssn'],
      ['patient.search', { query: 'quintanilla' }, 'patient.find'],
      ['patient.duplicates', { details: { familyName: 'Quintanilla' } }, 'patient.find'],
      ['patient.history', { patientId }, 'patient.history'],
      ['patient.assignments', { patientId }, 'patient.assign'],
      [
        'patient.register',
        { details: { familyName: 'New' }, lists: { coverages: [], emergencyContacts: [], consents: [], alerts: [] } },
        'patient.register',
      ],
      ['patient.archive', { patientId, version: 99, archived: true }, 'patient.archive'],
      ['patient.restrict', { patientId, version: 99, restriction: 'vip' }, 'patient.restrict'],
      ['draft.list', {}, 'draft.own'],
    ] as const;
    for (const [name, input, permission] of asked) {
      const code = codeOf(person.askRaw(name, input));
      if (may(role, permission)) expect([name, code]).not.toEqual([name, 'not-permitted']);
      else expect([name, code]).toEqual([name, 'not-permitted']);
    }
  });

  test('administrators and auditors, who run the house and read the log, see no patient at all', () => {
    for (const role of ['administrator', 'auditor'] as const) {
      const allowed = operations.filter((name) => may(role, OPERATIONS[name].permission));
      expect(allowed.filter((name) => name.startsWith('patient.') || name.startsWith('import.'))).toEqual([]);
    }
  });
});

describe('R3: every entry is one person', () => {
  test('two people of one role are two users in the log, and each entry has its session', () => {
    const [one, two] = [gate.as('clinician'), gate.as('clinician')];
    const from = gate.log.size;
    given(one.ask('patient.open', { patientId }));
    given(two.ask('patient.open', { patientId }));
    expect(gate.entries(from).map(({ user, session }) => [user, session])).toEqual([
      [one.actor.userId, one.actor.sessionId],
      [two.actor.userId, two.actor.sessionId],
    ]);
  });
});
