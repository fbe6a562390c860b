import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { Asked, Value } from '../../../shared/operations/table.ts';
import { TASK_PAGE } from '../../../shared/operations/tasks.ts';
import type { Role } from '../../../shared/permissions.ts';
import { codeOf, given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Reader, Writer } from '../../store/statements.ts';
import { fromVault } from '../control.ts';
import { TaskCounts } from './counts.ts';

let gate: TestGate;
beforeEach(() => {
  gate = openTestGate('front-desk');
  new RollBook(new Writer(gate.ledger)).set('schedule', SETUP);
});
afterEach(() => gate.close());

const registered = (details = aPatient()): string => given(gate.ask('patient.register', { details, lists: noLists() })).patientId;
const TASK = { kind: 'task', patientId: null, taskText: 'order toner', owner: { whose: 'nobody' }, due: null } as const;
const filed = (more: Partial<Asked<'task.create'>> = {}, by = gate): Value<'task.create'> =>
  given(by.ask('task.create', { ...TASK, ...more }));
const listed = (view: Asked<'task.list'>['view'], as = gate): Value<'task.list'>['tasks'] =>
  given(as.ask('task.list', { view, after: null })).tasks;
const roll = () => new RollBook(new Writer(gate.ledger));
const mine = (as: TestGate) => ({ whose: 'person', userId: as.actor.userId }) as const;

test('R7: a task about a patient is an entry under them, and one about nobody is nobody’s', () => {
  const patientId = registered();
  const from = gate.entries().length;
  const about = filed({ patientId, taskText: 'call about the biopsy' });
  filed();
  expect(about).toMatchObject({ version: 1, state: 'open', patientId, patient: { familyName: 'García' }, takenBy: gate.actor.name });
  const said = gate.entries(from).map(({ action, outcome, patients, rows }) => ({ action, outcome, patients, rows }));
  const patients = [gate.pseudonym(patientId)];
  expect(said).toEqual([
    { action: 'task.create', outcome: 'intent', patients, rows: 0 },
    { action: 'task.create', outcome: 'committed', patients, rows: 1 },
    { action: 'task.create', outcome: 'intent', patients: [], rows: 0 },
    { action: 'task.create', outcome: 'committed', patients: [], rows: 1 },
  ]);
  const before = gate.entries().length;
  expect(listed('open')).toHaveLength(2);
  expect(gate.entries(before)).toMatchObject([{ action: 'task.read', outcome: 'allowed', patients, rows: 2 }]);
});

test('who says nobody of a task about somebody, or somebody else, is told that there is no such task', () => {
  const [patientId, other] = [registered(), registered(aPatient({ familyName: 'Okafor' }))];
  const { taskId } = filed({ patientId });
  const { taskId: about } = filed();
  for (const wrong of [null, other]) {
    expect(codeOf(gate.ask('task.open', { taskId, patientId: wrong }))).toBe('not-found');
    expect(codeOf(gate.ask('task.done', { taskId, patientId: wrong, version: 1 }))).toBe('not-found');
  }
  expect(codeOf(gate.ask('task.open', { taskId: about, patientId }))).toBe('not-found');
  expect(codeOf(gate.askRaw('task.open', { taskId }))).toBe('bad-input');
  expect(codeOf(gate.ask('task.create', { ...TASK, patientId: newId() }))).toBe('not-found');
});

test('tasks come in the order they are due, each in its view, and a list comes in pages', () => {
  const nurse = gate.as('clinician');
  filed({ taskText: 'no day' });
  filed({ taskText: 'tomorrow', due: { day: '2031-05-13', minute: null }, owner: mine(gate) });
  filed({ taskText: 'at nine', due: { day: '2031-05-12', minute: 540 }, owner: { whose: 'role', role: 'front-desk' } });
  filed({ taskText: 'that day', due: { day: '2031-05-12', minute: null }, owner: mine(nurse) });
  const words = (view: Asked<'task.list'>['view'], as = gate) => listed(view, as).map(({ taskText }) => taskText);
  expect(words('open')).toEqual(['at nine', 'that day', 'tomorrow', 'no day']);
  expect(words('mine')).toEqual(['tomorrow']);
  expect(words('role')).toEqual(['at nine']);
  expect(words('open', nurse)).toEqual(['that day']);
  for (let at = 0; at < TASK_PAGE; at += 1) filed({ taskText: `more ${at}` });
  const first = given(gate.ask('task.list', { view: 'open', after: null }));
  expect(first.tasks).toHaveLength(TASK_PAGE);
  const second = given(gate.ask('task.list', { view: 'open', after: first.next }));
  expect(second.next).toBeNull();
  expect(new Set([...first.tasks, ...second.tasks].map(({ taskId }) => taskId)).size).toBe(TASK_PAGE + 4);
});

test('a task that is done stands among those of today and comes back, with every value before it kept', () => {
  const { taskId, version } = filed({ owner: mine(gate) });
  const seen = { taskId, patientId: null };
  const done = given(gate.ask('task.done', { ...seen, version }));
  expect(done).toMatchObject({ state: 'done', version: 2, doneBy: gate.actor.name });
  expect(listed('mine')).toEqual([]);
  expect(listed('done')).toEqual([done]);
  expect(codeOf(gate.ask('task.done', { ...seen, version: 2 }))).toBe('task-done');
  expect(codeOf(gate.ask('task.change', { ...seen, version: 2, changes: { due: null } }))).toBe('task-done');
  expect(given(gate.ask('task.reopen', { ...seen, version: 2 }))).toMatchObject({ state: 'open', version: 3, doneAt: null });
  expect(listed('done')).toEqual([]);
  expect(given(gate.ask('task.withdraw', { ...seen, version: 3 })).state).toBe('withdrawn');
  for (const view of ['mine', 'role', 'open', 'done'] as const) expect(listed(view)).toEqual([]);
  const kept = gate.records.store
    .prepare("SELECT version, value_from, value_to FROM task_change WHERE field = 'state' ORDER BY version")
    .all();
  expect(kept).toEqual([
    { version: 2, value_from: 'open', value_to: 'done' },
    { version: 3, value_from: 'done', value_to: 'open' },
    { version: 4, value_from: 'open', value_to: 'withdrawn' },
  ]);
});

test('the second of two is told, and finds what the first did; nothing of the first is lost', () => {
  const nurse = gate.as('clinician');
  const { taskId, version } = filed();
  const seen = { taskId, patientId: null, version };
  expect(
    given(gate.ask('task.change', { ...seen, changes: { owner: mine(nurse), due: { day: '2031-05-14', minute: 600 } } })).version,
  ).toBe(2);
  expect(codeOf(gate.ask('task.done', seen))).toBe('changed-meanwhile');
  expect(codeOf(gate.ask('task.change', { ...seen, changes: { owner: mine(gate) } }))).toBe('changed-meanwhile');
  expect(given(gate.ask('task.open', { taskId, patientId: null }))).toMatchObject({
    version: 2,
    owner: mine(nurse),
    ownerName: nurse.actor.name,
    due: { day: '2031-05-14', minute: 600 },
    changedBy: gate.actor.name,
  });
});

test('what is said of a task hinders nobody’s change and is read with it, oldest first', () => {
  const { taskId, version } = filed();
  given(gate.ask('task.comment', { taskId, patientId: null, words: 'no answer' }));
  const whole = given(gate.ask('task.comment', { taskId, patientId: null, words: 'tried again' }));
  expect(whole).toMatchObject({ version, comments: 2, said: [{ words: 'no answer', by: gate.actor.name }, { words: 'tried again' }] });
  expect(codeOf(gate.ask('task.done', { taskId, patientId: null, version }))).toBe('answered');
});

test('R5: whose role has no part in a task does not see it, may not touch it, and is not told that it is there', () => {
  const biller = gate.as('biller');
  const { taskId, version } = filed({ taskText: 'for the desk alone', owner: { whose: 'role', role: 'front-desk' } });
  const seen = { taskId, patientId: null, version };
  expect(listed('open', biller)).toEqual([]);
  expect(codeOf(biller.ask('task.open', { taskId, patientId: null }))).toBe('not-found');
  expect(codeOf(biller.ask('task.done', seen))).toBe('not-found');
  expect(codeOf(biller.ask('task.comment', { taskId, patientId: null, words: 'hello' }))).toBe('not-found');
  const own = filed({ taskText: 'call the insurer back' }, biller);
  expect(listed('open', biller).map(({ taskId: id }) => id)).toEqual([own.taskId]);
  // given away, it is still what its author sees, and it is answered for as it was given
  expect(
    given(biller.ask('task.change', { taskId: own.taskId, patientId: null, version: 1, changes: { owner: mine(gate) } })).version,
  ).toBe(2);
  for (const role of ['outside-reviewer', 'auditor', 'administrator'] as const) {
    const as = gate.as(role);
    const from = as.entries().length;
    expect(codeOf(as.ask('task.list', { view: 'open', after: null }))).toBe('not-permitted');
    expect(codeOf(as.ask('hand-over.read', { before: null }))).toBe('not-permitted');
    expect(as.entries(from)).toMatchObject([{ outcome: 'refused' }, { outcome: 'refused' }]);
  }
  expect(codeOf(biller.ask('hand-over.read', { before: null }))).toBe('not-permitted');
});

test('R5: who gave a task to a role of which they are not takes that back, as long as nobody did anything to it, and sees nothing of it meanwhile', () => {
  const role = (whose: Role) => ({ owner: { whose: 'role', role: whose } }) as const;
  const [nurse, biller] = [gate.as('clinician'), gate.as('biller')];
  const { taskId, version } = filed({ taskText: 'ask the insurer', ...role('clinician') });
  const about = { taskId, patientId: null };
  const away = given(nurse.ask('task.change', { ...about, version, changes: role('biller') }));
  expect(listed('open', nurse)).toEqual([]);
  expect(codeOf(nurse.ask('task.open', about))).toBe('not-found');
  const back = { ...about, version: away.version, changes: role('clinician') };
  expect(codeOf(gate.as('clinician').ask('task.change', back))).toBe('not-found');
  expect(given(nurse.ask('task.change', back)).owner).toEqual({ whose: 'role', role: 'clinician' });
  expect(listed('open', nurse).map(({ taskId: id }) => id)).toEqual([taskId]);
  given(nurse.ask('task.change', { ...about, version: 3, changes: role('biller') }));
  given(biller.ask('task.done', { ...about, version: 4 }));
  expect(codeOf(nurse.ask('task.change', { ...back, version: 4 }))).toBe('not-found');
  expect(codeOf(nurse.ask('task.reopen', { ...about, version: 5 }))).toBe('not-found');
});

test('R5: whatever the role, a list shows of a restricted chart the name alone; what it is about asks for a reason, and so does every act', () => {
  const patientId = registered();
  const { taskId, version } = filed({ kind: 'message', patientId, taskText: 'biopsy results', caller: 'the sister', callBack: '555-0199' });
  expect(gate.as('owner').ask('patient.restrict', { patientId, version: 1, restriction: 'vip' }).ok).toBe(true);
  const [line] = listed('open');
  expect(line).toMatchObject({ patient: { familyName: 'García', restricted: 'vip', mrn: '' } });
  expect(JSON.stringify(line)).not.toMatch(/biopsy|sister|0199|birthDate/);
  const seen = { taskId, patientId, version };
  expect(codeOf(gate.ask('task.open', { taskId, patientId }))).toBe('reason-needed');
  expect(codeOf(gate.ask('task.done', seen))).toBe('reason-needed');
  expect(codeOf(gate.ask('task.create', { ...TASK, patientId }))).toBe('reason-needed');
  const why = { code: 'treatment' } as const;
  expect(given(gate.ask('task.open', { taskId, patientId }, why))).toMatchObject({ taskText: 'biopsy results', caller: 'the sister' });
  expect(given(gate.ask('task.done', seen, why))).not.toHaveProperty('taskText');
});

test('tasks follow a merge, and come back with it when it is taken back', () => {
  const [stays, goes] = [registered(), registered(aPatient({ familyName: 'Garcia' }))];
  const { taskId, version } = filed({ patientId: goes });
  const owner = gate.as('owner');
  const merge = { survivorId: stays, survivorVersion: 1, mergedId: goes, mergedVersion: 1, takeFromMerged: [] };
  const { mergeId } = given(owner.ask('patient.merge', merge));
  expect(listed('open').map((task) => task.patientId)).toEqual([stays]);
  expect(codeOf(gate.ask('task.done', { taskId, patientId: goes, version }))).toBe('not-found');
  expect(codeOf(gate.ask('task.create', { ...TASK, patientId: goes }))).toBe('merged-away');
  expect(codeOf(gate.ask('task.comment', { taskId, patientId: stays, words: 'same person' }))).toBe('answered');
  given(owner.ask('patient.unmerge', { mergeId, survivorId: stays, mergedId: goes }));
  expect(listed('open').map((task) => task.patientId)).toEqual([goes]);
});

test('a task may be about an archived chart: somebody may call about it', () => {
  const patientId = registered();
  given(gate.ask('patient.archive', { patientId, version: 1, archived: true }));
  expect(filed({ patientId }).patientId).toBe(patientId);
});

test('the tasks of somebody who left are nobody’s and can be given to another; nobody new gets tasks that nobody would see', () => {
  const nurse = gate.as('clinician');
  const { taskId, version } = filed({ owner: mine(nurse) });
  expect(listed('open')[0]).toMatchObject({ ownerLeft: false, ownerName: nurse.actor.name });
  roll().remove(nurse.actor.userId, Date.now());
  expect(listed('open')[0]).toMatchObject({ ownerLeft: true, ownerName: nurse.actor.name });
  expect(codeOf(gate.ask('task.create', { ...TASK, owner: mine(nurse) }))).toBe('task-owner');
  expect(codeOf(gate.ask('task.create', { ...TASK, owner: { whose: 'role', role: 'auditor' } }))).toBe('task-owner');
  expect(codeOf(gate.ask('task.create', { ...TASK, owner: { whose: 'person', userId: newId() } }))).toBe('task-owner');
  const given2 = given(gate.ask('task.change', { taskId, patientId: null, version, changes: { owner: mine(gate) } }));
  expect(given2).toMatchObject({ ownerLeft: false, ownerName: gate.actor.name });
  // a role that has no tasks any more is as one who left
  const biller = gate.as('biller');
  filed({ owner: mine(biller), taskText: 'bill it' });
  roll().setRole(biller.actor.userId, 'auditor', null);
  expect(listed('open').find(({ taskText }) => taskText === 'bill it')).toMatchObject({ ownerLeft: true });
});

test('overdue is what the practice’s wall says, not this machine', () => {
  const at = Date.parse('2031-05-14T15:30:00Z');
  const late = gate.as('front-desk', { now: at });
  for (const minute of [10 * 60 + 29, 10 * 60 + 31, null]) filed({ due: { day: '2031-05-14', minute } });
  filed({ due: { day: '2031-05-13', minute: null } });
  expect(listed('open', late).map(({ overdue }) => overdue)).toEqual([true, true, false, false]);
});

test('each shift’s note stands at its desk, newest first, and the second of two writers is told', () => {
  const read = () => given(gate.ask('hand-over.read', { before: null }));
  expect(read()).toMatchObject({ notes: [] });
  const note = given(gate.ask('hand-over.write', { version: 0, handOverText: 'García calls back at 5' }));
  expect(note).toMatchObject({ version: 1, by: gate.actor.name });
  expect(codeOf(gate.ask('hand-over.write', { version: 0, handOverText: 'mine' }))).toBe('changed-meanwhile');
  given(gate.as('clinician').ask('hand-over.write', { version: 1, handOverText: '' }));
  expect(read().notes.map(({ version, handOverText }) => [version, handOverText])).toEqual([
    [2, ''],
    [1, 'García calls back at 5'],
  ]);
  expect(given(gate.ask('hand-over.read', { before: 2 })).notes).toHaveLength(1);
  expect(gate.entries().at(-1)).toMatchObject({ action: 'hand-over.read', patients: [] });
});

test('the count and the news are counts: new to me is what others gave me since I was here, once, and what comes due', () => {
  const nurse = gate.as('clinician');
  const reader = new Reader(gate.records.store);
  const at = Date.parse('2031-05-14T15:30:00Z');
  filed({ owner: mine(nurse) });
  filed({ owner: { whose: 'role', role: 'clinician' }, due: { day: '2031-05-14', minute: 10 * 60 + 40 } });
  filed({ owner: mine(nurse), taskText: 'my own' }, nurse);
  const counts = new TaskCounts(reader, nurse.actor, () => 'America/Chicago', 0);
  expect(counts.now(at)).toEqual({ mine: 2, role: 1, overdue: 0 });
  expect(counts.news(at)).toEqual({ fresh: 2, due: 0 });
  expect(counts.news(at)).toBeNull();
  expect(counts.news(at + 10 * 60_000)).toEqual({ fresh: 0, due: 1 });
  expect(counts.now(at + 11 * 60_000)).toEqual({ mine: 2, role: 1, overdue: 1 });
  expect(new TaskCounts(reader, nurse.actor, () => 'America/Chicago', Number.MAX_SAFE_INTEGER).news(at)).toBeNull();
  for (const role of ['auditor', 'outside-reviewer'] satisfies Role[])
    expect(new TaskCounts(reader, { ...nurse.actor, role }, () => 'America/Chicago', 0).news(at)).toBeNull();
});

test('R14: the line to main carries the count and no word beside it', () => {
  const news = { type: 'task-news', fresh: 1, due: 0 };
  expect(fromVault.safeParse(news).success).toBe(true);
  for (const more of [{ taskText: 'call García' }, { fresh: 'García' }, { due: -1 }, { name: 'García' }, { fresh: 1.5 }])
    expect(fromVault.safeParse({ ...news, ...more }).success).toBe(false);
});
