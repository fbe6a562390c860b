import { afterEach, beforeEach, expect, test } from 'vitest';
import { formPageOf } from '../../test/support/form-page.ts';
import { given, openTestGate, type TestGate } from '../../test/support/gate.ts';
import { aPatient, noLists } from '../../test/support/patients.ts';

let gate: TestGate;
const page = await formPageOf(() => gate);
const { keepForm, saveForm, beginEdit, beginRegistration, closeForm, typeField, useForm, useNotice, useUi, putAside, useReasonRequest } =
  page;

beforeEach(() => {
  gate = openTestGate('owner');
});
afterEach(() => {
  closeForm();
  page.refuse = () => null;
  gate.close();
});

const registered = (): string => given(gate.ask('patient.register', { details: aPatient({ city: 'Austin' }), lists: noLists() })).patientId;
const chartOf = (patientId: string) => given(gate.ask('patient.open', { patientId }));
const drafts = (): string[] => given(gate.ask('draft.list', {})).drafts.map(({ content }) => content);

const keeping = () => {
  const kept = keepForm(useForm.getState().form?.draftId ?? '', () => null);
  if (kept === null) throw new Error('no form is open');
  return kept;
};

test('what is typed after a refused save is kept as before, whatever refused it', async () => {
  beginEdit(chartOf(registered()), 'owner');
  const kept = keeping();
  const stop = useReasonRequest.subscribe(({ request }) => request?.give(null));
  for (const code of ['disk-full', 'log-broken', 'reason-needed'] as const) {
    page.refuse = (name) => (name === 'patient.update' ? code : null);
    typeField('city', `Lockhart ${code}`);
    expect(await saveForm()).toBe(false);
    typeField('deskNote', `typed after ${code}`);
    await kept.flush();
    expect(drafts()).toEqual([expect.stringContaining(`typed after ${code}`)]);
  }
  stop();
});

test('what is typed after somebody else was faster is kept, and a save that is done leaves no draft', async () => {
  const patientId = registered();
  beginEdit(chartOf(patientId), 'owner');
  const kept = keeping();
  given(gate.as('front-desk').ask('patient.update', { patientId, version: 1, changes: { zip: '78644' }, lists: {} }));
  typeField('city', 'Lockhart');
  expect(await saveForm()).toBe(false);
  typeField('deskNote', 'prefers mornings');
  await kept.flush();
  expect(drafts()).toEqual([expect.stringContaining('prefers mornings')]);
});

test('nothing comes behind a save that is done', async () => {
  beginRegistration({});
  const kept = keeping();
  typeField('familyName', 'Osei');
  const saving = saveForm();
  await kept.flush();
  expect(await saving).toBe(true);
  await kept.flush();
  expect(page.asked.slice(-2)).toEqual(['draft.keep', 'patient.register']);
  expect(drafts()).toEqual([]);
});

test('a form that is emptied again leaves no draft, nor does one that is left at once', async () => {
  for (const handedOver of [true, false]) {
    beginRegistration({});
    const kept = keeping();
    typeField('familyName', 'Osei');
    await kept.flush();
    expect(drafts()).toHaveLength(1);
    typeField('familyName', '');
    if (handedOver) await kept.flush();
    else useUi.getState().openPatient(null);
    await kept.flush();
    expect(drafts()).toEqual([]);
    kept.stop();
  }
});

test('a draft that is gone on with and emptied is gone', async () => {
  beginRegistration({ familyName: 'Osei' });
  const { form } = useForm.getState();
  await keeping().flush();
  closeForm();
  useForm.setState({ form });
  const kept = keeping();
  typeField('familyName', '');
  await kept.flush();
  expect(drafts()).toEqual([]);
});

test('a draft that can’t be kept is said in the form until one is kept again', async () => {
  page.refuse = (name) => (name === 'draft.keep' ? 'disk-full' : null);
  beginRegistration({});
  const kept = keeping();
  typeField('familyName', 'Osei');
  await kept.flush();
  expect(useForm.getState().draftFailed).toBe(true);
  page.refuse = () => null;
  await kept.flush();
  expect(useForm.getState().draftFailed).toBe(false);
  expect(drafts()).toHaveLength(1);
});

test('a form is put aside when its draft is kept; until then it stays open, and why is said', async () => {
  page.refuse = (name) => (name === 'draft.keep' ? 'log-broken' : null);
  beginRegistration({ familyName: 'Osei' });
  const kept = keeping();
  expect(await putAside()).toBe(false);
  expect(useForm.getState()).toMatchObject({ form: { open: true, typed: { familyName: 'Osei' } }, draftFailed: true });
  expect(useNotice.getState().notice).toMatchObject({ failure: { code: 'log-broken' } });
  page.refuse = () => null;
  expect(await putAside()).toBe(true);
  await kept.flush();
  expect(useForm.getState().form).toBeNull();
  expect(drafts()).toEqual([expect.stringContaining('"open":false')]);
});
