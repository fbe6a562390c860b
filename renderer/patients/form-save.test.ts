import { afterEach, beforeEach, expect, test } from 'vitest';
import { formPageOf } from '../../test/support/form-page.ts';
import { given, openTestGate, type TestGate } from '../../test/support/gate.ts';
import { aPatient, noLists } from '../../test/support/patients.ts';

let gate: TestGate;
const { saveForm, beginEdit, closeForm, typeField, useNotice, useUndo } = await formPageOf(() => gate);

beforeEach(() => {
  gate = openTestGate('owner');
});
afterEach(() => {
  closeForm();
  gate.close();
});

const chartOf = (patientId: string) => given(gate.ask('patient.open', { patientId }));

test('a save that changed nothing offers no undo: it would take back what a colleague did', async () => {
  const { patientId } = given(gate.ask('patient.register', { details: aPatient({ ssn: '123-45-6789' }), lists: noLists() }));
  given(gate.as('front-desk').ask('patient.update', { patientId, version: 1, changes: { city: 'Lockhart' }, lists: {} }));
  beginEdit(chartOf(patientId), 'owner');
  typeField('ssn', '123-45-6789');
  expect(await saveForm()).toBe(true);
  expect(useUndo.getState().offer).toBeNull();
  expect(useNotice.getState().notice).toMatchObject({ words: expect.stringContaining('García') });

  beginEdit(chartOf(patientId), 'owner');
  typeField('city', 'Austin');
  expect(await saveForm()).toBe(true);
  expect(await useUndo.getState().offer?.undo()).toMatchObject({ ok: true });
  expect(chartOf(patientId).details.city).toBe('Lockhart');
});
