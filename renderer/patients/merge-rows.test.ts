import { expect, test } from 'vitest';
import { patientChart } from '../../shared/phi/patient.ts';
import { firstChoice, mergeRows } from './merge-rows.ts';

const chart = (n: number, details: Record<string, string>, more: Record<string, unknown> = {}) =>
  patientChart.parse({
    patientId: `01890000-0000-7000-8000-00000000000${n}`,
    mrn: `A00000${n}`,
    version: 1,
    details,
    lists: { coverages: [], emergencyContacts: [], consents: [], alerts: [] },
    archived: false,
    restricted: null,
    sameNameCount: 0,
    mergedInto: null,
    mergedFrom: [],
    createdAt: 0,
    updatedAt: 0,
    updatedBy: 'Amara',
    importedFrom: null,
    ...more,
  });

const FIELDS = ['familyName', 'givenName', 'city', 'mobilePhone', 'ssn'] as const;

test('shows only what the two charts do not agree on', () => {
  const rows = mergeRows(
    chart(1, { familyName: 'García', givenName: 'María' }),
    chart(2, { familyName: 'Garcia', givenName: 'María', city: 'Austin' }),
    FIELDS,
  );
  expect(rows).toEqual([
    { field: 'familyName', stays: 'García', goes: 'Garcia', differs: true, joined: false },
    { field: 'city', stays: null, goes: 'Austin', differs: false, joined: false },
  ]);
});

test('does not ask about what only the chart that stays knows, nor about a phone number written differently', () => {
  const rows = mergeRows(
    chart(1, { familyName: 'García', city: 'Austin', mobilePhone: '(512) 555-0142' }),
    chart(2, { familyName: 'García', mobilePhone: '5125550142' }),
    FIELDS,
  );
  expect(rows).toEqual([]);
});

test('takes from the chart that goes only what the other does not know, until a person says otherwise', () => {
  const rows = mergeRows(chart(1, { familyName: 'García' }), chart(2, { familyName: 'Garcia', city: 'Austin' }), FIELDS);
  expect([...firstChoice(rows)]).toEqual(['city']);
});

test('compares a social security number by its last four digits', () => {
  const rows = mergeRows(chart(1, { familyName: 'García' }), chart(2, { familyName: 'García' }, { ssnLast4: '3456' }), FIELDS);
  expect(rows).toEqual([{ field: 'ssn', stays: null, goes: '3456', differs: false, joined: false }]);
  expect([...firstChoice(rows)]).toEqual(['ssn']);
});

test('a list of the chart that goes is joined and never asked about', () => {
  const lists = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
  const alerts = [{ id: '01890000-0000-7000-8000-000000000009', text: 'Latex allergy', level: 'warning' }];
  const rows = mergeRows(chart(1, { familyName: 'García' }), chart(2, { familyName: 'García' }, { lists: { ...lists, alerts } }), FIELDS);
  expect(rows).toMatchObject([{ field: 'alerts', joined: true, differs: false }]);
  expect(firstChoice(rows).size).toBe(0);
});
