import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestRecords, type TestRecords } from '../../../test/support/access.ts';
import { ImportDesk } from '../../../test/support/import-desk.ts';
import { patientList } from '../../../test/support/patient-list.ts';
import { aPatient, codeOf, open, register, update } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, SETUP } from '../../../test/support/schedule.ts';
import { twoSheets } from '../../../test/support/workbook.ts';
import { patientHistory } from '../patients/history.ts';
import { restrictPatient } from '../patients/marks.ts';
import { searchPatients } from '../patients/search.ts';
import { scheduleChanges } from '../schedule/handlers.ts';
import { taskChanges } from '../tasks/handlers.ts';

let records: TestRecords;
let desk: ImportDesk;
beforeEach(() => {
  records = openTestRecords();
  desk = new ImportDesk(records);
});
afterEach(() => records.close());

const bytes = (...lines: string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);
const HEADINGS = 'MRN,Last Name,First Name,DOB,Phone,Zip,State,Insurance,Member ID';
const find = (query: string) => records.read((access) => searchPatients(access, { query, limit: 20, includeArchived: true })).hits;
const patients = (): number => Number(records.store.prepare('SELECT count(*) FROM patient').pluck().get());

test('a list is read, mapped, tried dry and imported, and its patients are found with their row beside them', async () => {
  const checked = await desk.prepare(
    bytes(
      HEADINGS,
      '17,García,Marisol,1961-03-04,(305) 555-0101,2171,MA,Acme Health,M-1',
      ',Okafor,Ada,1988-11-02,,00000,MA,,',
      ',,Nobody,1990-01-01,,,,,',
    ),
  );
  expect(checked).toMatchObject({ state: 'checked', created: 2, updated: 0, duplicates: 0, rejected: 1 });
  expect(patients()).toBe(0);
  expect(desk.advance().progress).toMatchObject({ state: 'done', created: 2, rejected: 1, done: 3, total: 3 });
  const [hit] = find('gar mar');
  const chart = open(records, hit?.patientId ?? '');
  expect(chart).toMatchObject({
    mrn: '17',
    details: { familyName: 'García', givenName: 'Marisol', birthDate: '1961-03-04', zip: '02171' },
    lists: { coverages: [{ rank: 1, payer: 'Acme Health', memberId: 'M-1' }] },
    importedFrom: { batchId: desk.batchId, row: 2 },
  });
  const original = records.read((access) => desk.reads['import.original'](access, { patientId: chart.patientId }));
  expect(original.cells[5]).toEqual({ header: 'Zip', value: '2171' });
  expect(desk.verdicts('rejected')).toMatchObject([{ row: 4, reasons: [{ code: 'no-name' }] }]);
});

describe('dates whose order is not clear', () => {
  const list = bytes('Last,First,DOB', 'Doe,Jane,3/4/61', 'Roe,Rick,5/6/70');
  test('are asked about, and nothing is checked before the answer', async () => {
    desk.send(list);
    await desk.read();
    expect(desk.sheet()).toMatchObject({ dateOrder: null, dateExamples: ['3/4/61', '5/6/70'] });
    expect(codeOf(() => desk.check())).toBe('import-dates-unclear');
    desk.map({ dateOrder: 'dmy' });
    desk.check();
    desk.advance();
    expect(open(records, find('doe jane')[0]?.patientId ?? '').details.birthDate).toBe('1961-04-03');
  });
  test('the answer stays when another column is corrected, and makes a finished check void', async () => {
    desk.send(list);
    await desk.read();
    desk.map({ dateOrder: 'mdy' });
    desk.check();
    expect(desk.map({ targets: [{ index: 1, target: 'middleName' }] })).toMatchObject({ dateOrder: 'mdy' });
    expect(codeOf(() => desk.step())).toBe('import-not-ready');
    expect(desk.check()).toMatchObject({ created: 2 });
  });
});

describe('a date that can be read two ways beyond what was looked at', () => {
  test('is never guessed: its row waits, the question is put, and the answer reads it', async () => {
    desk.send(bytes('Last,First,DOB', ...Array.from({ length: 3000 }, () => ',Nobody,1961-03-04'), 'Doe,Jane,03/04/05'));
    await desk.read();
    expect(desk.sheet()).toMatchObject({ dateOrder: 'ymd', dateExamples: [] });
    expect(desk.check()).toMatchObject({ created: 0, rejected: 3001 });
    expect(desk.verdicts('rejected').at(-1)?.reasons).toEqual([{ code: 'date-ambiguous', column: 'DOB' }]);
    expect(desk.sheet()).toMatchObject({ dateOrder: null, dateExamples: ['03/04/05'] });
    expect(desk.map({ dateOrder: 'dmy' })).toMatchObject({ dateOrder: 'dmy' });
    expect(desk.check()).toMatchObject({ created: 1, rejected: 3000 });
    expect(desk.verdicts('new')[0]?.birthDate).toBe('2005-04-03');
  });
  test('eight digits are asked about like all others', async () => {
    desk.send(bytes('Last,First,DOB', 'Doe,Jane,03041961'));
    await desk.read();
    expect(desk.sheet()).toMatchObject({ dateOrder: null, dateExamples: ['03041961'] });
    desk.map({ dateOrder: 'mdy' });
    desk.check();
    expect(desk.verdicts('new')[0]?.birthDate).toBe('1961-03-04');
  });
  test('a list of short years first is still read by itself', async () => {
    expect(await desk.prepare(bytes('Last,First,DOB', 'Doe,Jane,61/03/04', 'Roe,Rick,05/06/07'))).toMatchObject({ created: 2 });
    expect(desk.verdicts('new').map(({ birthDate }) => birthDate)).toEqual(['1961-03-04', '2005-06-07']);
  });
});

describe('rows that say otherwise than those that were looked at', () => {
  // 3000 rows that nobody reads, so that the one that matters stands beyond the sample
  const deep = (usual: string, ...last: string[]): Uint8Array =>
    bytes(
      'Last,First,DOB,Sex',
      ...Array.from({ length: 1500 }, () => `,Nobody,${usual}`),
      ...last,
      ...Array.from({ length: 1500 }, () => `,Nobody,${usual}`),
    );
  test('a date that contradicts the order the others prove: nobody gets a birthday before a person has said how they are written', async () => {
    desk.send(deep('3/25/1961,F', 'Doe,Jane,25/3/1961,F', 'Roe,Rick,4/5/1970,F'));
    await desk.read();
    expect(desk.sheet()).toMatchObject({ dateOrder: 'mdy', dateExamples: [] });
    expect(desk.check('mapping')).toMatchObject({ created: 0, rejected: 0, done: 0 });
    expect(desk.sheet()).toMatchObject({ dateOrder: null, dateExamples: ['3/25/1961', '3/25/1961', '25/3/1961'] });
    expect(desk.verdicts()).toEqual([]);
    expect(codeOf(() => desk.check())).toBe('import-dates-unclear');
    desk.map({ dateOrder: 'dmy' });
    expect(desk.check()).toMatchObject({ created: 2 });
    expect(desk.verdicts('new').map(({ birthDate }) => birthDate)).toEqual(['1961-03-25', '1970-05-04']);
  });
  test('of a cell that holds more than its date only the beginning is shown', async () => {
    desk.send(deep('3/25/1961,F', `Doe,Jane,25/3/1961 ${'x'.repeat(300)},F`));
    await desk.read();
    desk.check('mapping');
    expect(desk.sheet().dateExamples.at(-1)).toBe(`25/3/1961 ${'x'.repeat(30)}`);
  });
  test('an order that a person chose stays, and the dates that it does not fit are rejected', async () => {
    desk.send(deep('3/25/1961,F', 'Doe,Jane,25/3/1961,F'));
    await desk.read();
    desk.map({ dateOrder: 'mdy' });
    expect(desk.check()).toMatchObject({ created: 0, rejected: 3001 });
  });
  test('an H for the sex makes the M of all other rows mujer', async () => {
    desk.send(deep('1961-03-25,M', 'Doe,Jane,1961-03-25,M', 'Roe,Rick,1970-05-04,H'));
    await desk.read();
    expect(desk.check()).toMatchObject({ created: 2, rejected: 3000 });
    const ids = desk.advance().patients;
    expect(ids.map((patientId) => open(records, patientId).details.sex)).toEqual(['female', 'male']);
  });
});

describe('a second last name', () => {
  test.each(['Apellido paterno,Apellido materno,Nombre', 'Primer apellido,Segundo apellido,Nombre', 'First Surname,Second Surname,First'])(
    '%s',
    async (headings) => {
      await desk.prepare(bytes(headings, 'Garcia,Lopez,Ana', 'Roe,,Rick', ',Poe,Ed'));
      expect(desk.verdicts('new').map(({ name }) => name)).toEqual(['Garcia Lopez, Ana', 'Roe, Rick', 'Poe, Ed']);
    },
  );
  test('two columns made into one field say what was left out', async () => {
    desk.send(bytes('Last,First,Other', 'Garcia,Ana,Lopez', 'Roe,Rick,Roe'));
    await desk.read();
    desk.map({ targets: [{ index: 2, target: 'familyName' }] });
    desk.check();
    expect(desk.verdicts('new').map(({ reasons }) => reasons)).toEqual([[{ code: 'column-left-out', column: 'Other' }], []]);
  });
});

test('letters that could not be read, and rows whose quotation marks are out of place, are rejected; a row wider than its headings is noted', async () => {
  await desk.prepare(
    bytes('Last,First,City', 'Garc\ufffda,Ana,Lynn', 'Garc¡a,Eva,Lynn', 'Doe,"Jane" A,Boston', 'Roe,Rick,Salem,Troy', 'Poe,Ed,5£'),
  );
  expect(desk.verdicts().map(({ verdict, reasons }) => [verdict, ...reasons.map(({ code }) => code)])).toEqual([
    ['rejected', 'letter-unreadable'],
    ['rejected', 'letter-unreadable'],
    ['rejected', 'quote-stray'],
    ['new', 'row-wider'],
    ['new'],
  ]);
});

describe('M under a Spanish heading', () => {
  const sexes = async (header: string, ...letters: string[]) => {
    await desk.prepare(
      bytes(
        `Apellido,Nombre,Fecha de nacimiento,${header}`,
        ...letters.map((sex, at) => `${['García,Marisol', 'Okafor,Ada', 'Nguyen,Robin'][at]},19${at + 40}-0${at + 3}-04,${sex}`),
      ),
    );
    const noted = desk.verdicts().map(({ reasons }) => reasons.map(({ code }) => code));
    const ids = desk.advance().patients;
    return [ids.map((patientId) => open(records, patientId).details.sex), noted.filter((codes) => codes.length > 0)];
  };
  test('is mujer beside H', async () => expect(await sexes('Sexo', 'H', 'M', 'M')).toEqual([['male', 'female', 'female'], []]));
  test('is masculino beside F', async () => expect(await sexes('Sexo', 'F', 'M')).toEqual([['female', 'male'], []]));
  test('alone is not guessed', async () =>
    expect(await sexes('Género', 'M', 'Mujer')).toEqual([[undefined, 'female'], [['value-not-understood']]]));
  test('is male under an English heading', async () => expect(await sexes('Sex', 'M')).toEqual([['male'], []]));
});

test('names under each other’s heading are seen, and exchanged only when a person says so', async () => {
  const people = ['Garcia,Maria', 'Smith,Jennifer', 'Nguyen,Robert', 'Walker,Linda', 'Torres,Carlos'];
  desk.send(bytes('First,Last,DOB', ...people.map((name, at) => `${name},1980-01-0${at + 1}`)));
  await desk.read();
  expect(desk.sheet()).toMatchObject({ namesLookSwapped: true, swapNames: false });
  expect(desk.map({ swapNames: true }).swapNames).toBe(true);
  expect(desk.map({ swapNames: false }).swapNames).toBe(false);
  desk.map({ swapNames: true });
  expect(desk.sheet().swapNames).toBe(true);
  desk.check();
  desk.advance();
  expect(find('garcia maria')[0]).toMatchObject({ familyName: 'Garcia', givenName: 'Maria' });
});

test('another sheet of a workbook is read in the place of the first, and its rows are those that are imported', async () => {
  desk.send(
    twoSheets(
      [['Note'], ['Closed in July']],
      [
        ['Last Name', 'First Name'],
        ['Doe', 'Jane'],
      ],
    ),
    'list.xlsx',
  );
  await desk.read();
  expect(desk.sheet()).toMatchObject({ sheet: 'Cover', sheets: ['Cover', 'Patients'] });
  desk.map({ sheet: 'Patients' });
  expect(codeOf(() => desk.check())).toBe('import-not-ready');
  expect(await desk.read()).toMatchObject({ state: 'mapping', done: 2 });
  expect(desk.sheet().columns.map(({ target }) => target)).toEqual(['familyName', 'givenName']);
  expect(desk.check()).toMatchObject({ created: 1, rejected: 0 });
});

test('a sheet with nothing in it says so, and another can still be chosen; a file with nothing in it is over', async () => {
  const list = [
    ['Last Name', 'First Name'],
    ['Doe', 'Jane'],
  ];
  desk.send(twoSheets(list, []), 'list.xlsx');
  await desk.read();
  expect(desk.map({ sheet: 'Patients' })).toMatchObject({ rows: 0 });
  expect(await desk.read()).toMatchObject({ state: 'mapping', failure: 'file-empty' });
  expect(desk.sheet()).toMatchObject({ sheet: 'Patients', sheets: ['Cover', 'Patients'], rows: 0, columns: [], dateOrder: 'ymd' });
  expect(codeOf(() => desk.check())).toBe('import-no-names');
  desk.map({ sheet: 'Cover' });
  expect(await desk.read()).toMatchObject({ state: 'mapping', failure: null });
  expect(desk.check()).toMatchObject({ created: 1 });

  for (const [nothing, name] of [
    [twoSheets([], []), 'list.xlsx'],
    [bytes('', ',,', ''), 'list.csv'],
  ] as const) {
    desk.send(nothing, name);
    expect(await desk.read()).toMatchObject({ state: 'failed', failure: 'file-empty' });
  }
});

test('a finished check can be left for the columns, which stand as they were corrected, and a list without headings is read from its first row', async () => {
  desk.send(bytes('Doe,Jane,1980-02-03', 'Roe,Rick,1981-02-03'));
  await desk.read();
  desk.map({ headerRow: 1 });
  desk.map({ targets: [{ index: 0, target: 'familyName' }] });
  expect(desk.check()).toMatchObject({ created: 1 });
  expect(desk.map({}).columns[0]).toMatchObject({ header: 'Doe', target: 'familyName', because: 'person' });
  expect(desk.map({ headerRow: 0 })).toMatchObject({ headerRow: 0, columns: [{ header: '' }, { header: '' }, { target: 'birthDate' }] });
  desk.map({ targets: [{ index: 0, target: 'familyName' }] });
  expect(desk.check()).toMatchObject({ created: 2 });
});

describe('a row about somebody who is here already', () => {
  const known = () => {
    const first = new ImportDesk(records);
    return first
      .prepare(bytes(HEADINGS, '17,García,Marisol,1961-03-04,305-555-0101,33101,FL,,'))
      .then(() => first.advance().patients[0] ?? '');
  };
  test('updates by its number what may be updated, keeps what may not, and says so', async () => {
    const patientId = await known();
    expect(await desk.prepare(bytes(HEADINGS, '17,Garcia Lopez,Marisol,1961-03-04,305-555-9999,33102,FL,Acme,M-2'))).toMatchObject({
      updated: 1,
      created: 0,
    });
    desk.advance();
    expect(open(records, patientId)).toMatchObject({
      version: 2,
      details: { familyName: 'García', mobilePhone: '305-555-9999', zip: '33102' },
      lists: { coverages: [{ payer: 'Acme' }] },
    });
    expect(desk.verdicts('update')[0]?.reasons).toEqual([{ code: 'kept-existing', column: 'familyName' }]);
  });
  test('is nobody’s update when the number is another person’s', async () => {
    await known();
    expect(await desk.prepare(bytes(HEADINGS, '17,Okafor,Ada,1988-11-02,,,,,'))).toMatchObject({ rejected: 1 });
    expect(desk.verdicts()[0]?.reasons).toEqual([{ code: 'number-of-another-person', column: null }]);
  });
  test('is held back as a duplicate without a number, and imported when a person wants it', async () => {
    const patientId = await known();
    expect(await desk.prepare(bytes(HEADINGS, ',Garcia,Marisol,1961-03-04,305-555-0101,33101,FL,,'))).toMatchObject({
      duplicates: 1,
      created: 0,
    });
    expect(desk.verdicts('duplicate')).toMatchObject([{ patientId, reasons: [{ code: 'looks-like-patient' }] }]);
    expect(desk.advance('create').progress).toMatchObject({ created: 1, duplicates: 0 });
    expect(patients()).toBe(2);
  });
  test('and what the person wanted holds for every later chunk, whoever asks for it', async () => {
    await known();
    const alike = Array.from({ length: 60 }, () => ',Garcia,Marisol,1961-03-04,305-555-0101,33101,FL,,');
    expect(await desk.prepare(bytes(HEADINGS, ...alike))).toMatchObject({ duplicates: 60 });
    expect(desk.step('create').progress).toMatchObject({ state: 'importing' });
    expect(desk.advance().progress).toMatchObject({ created: 60, duplicates: 0 });
  });
  test('never touches a restricted chart', async () => {
    const patientId = await known();
    records.change((access) => restrictPatient(access, { patientId, version: 1, restriction: 'vip' }));
    expect(await desk.prepare(bytes(HEADINGS, '17,García,Marisol,1961-03-04,305-555-9999,,,,'))).toMatchObject({ rejected: 1 });
    expect(desk.verdicts()[0]?.reasons).toEqual([{ code: 'restricted-chart', column: null }]);
  });
  test('is left alone when the chart was edited between check and import', async () => {
    const patientId = await known();
    await desk.prepare(bytes(HEADINGS, '17,García,Marisol,1961-03-04,305-555-9999,,,,'));
    update(records, patientId, { mobilePhone: '305-555-7777' });
    expect(desk.advance().progress).toMatchObject({ updated: 0, rejected: 1 });
    expect(open(records, patientId).details.mobilePhone).toBe('305-555-7777');
    expect(desk.verdicts()[0]?.reasons).toEqual([{ code: 'chart-changed', column: null }]);
  });
});

test('a person who stands twice in one file is made once; a number that stands twice for two people is refused', async () => {
  const rows = ['1,Doe,Jane,1980-05-06,,,,,', '1,Doe,Jane,1980-05-06,,,,,', ',Doe,Jane,1980-05-06,,,,,', '1,Okafor,Ada,1988-11-02,,,,,'];
  expect(await desk.prepare(bytes(HEADINGS, ...rows))).toMatchObject({ created: 1, duplicates: 2, rejected: 1 });
  expect(desk.verdicts().map(({ verdict, reasons }) => [verdict, reasons[0]?.code])).toEqual([
    ['new', undefined],
    ['duplicate', 'looks-like-row'],
    ['duplicate', 'looks-like-row'],
    ['rejected', 'number-twice-in-file'],
  ]);
});

describe('taking back', () => {
  test('a whole batch goes: made patients are gone, updated charts are as they were, and the list can be imported again', async () => {
    const before = register(records, aPatient({ familyName: 'Okafor', givenName: 'Ada', birthDate: '1988-11-02', externalId: 'X-1' }));
    const list = bytes(
      'External ID,Last,First,DOB,Phone',
      'X-1,Okafor,Ada,1988-11-02,305-555-4444',
      'X-2,Doe,Jane,1980-05-06,',
      'X-3,Roe,Rick,1970-07-08,',
    );
    expect(await desk.prepare(list)).toMatchObject({ created: 2, updated: 1 });
    desk.advance();
    expect(desk.undo()).toMatchObject({ progress: { kept: 0, state: 'undone', created: 0, updated: 0 } });
    expect([find('doe jane'), find('roe rick')]).toEqual([[], []]);
    expect(open(records, before.patientId)).toMatchObject({ version: 3, details: { mobilePhone: aPatient().mobilePhone } });
    expect(records.read((access) => patientHistory(access, { patientId: before.patientId })).changes).toHaveLength(3);
    expect(Number(records.store.prepare('SELECT count(*) FROM patient_taken_back').pluck().get())).toBe(2);
    const again = new ImportDesk(records);
    expect(await again.prepare(list)).toMatchObject({ created: 2, updated: 1 });
  });
  test('what was edited since stays and is counted', async () => {
    await desk.prepare(bytes('Last,First,DOB', 'Doe,Jane,1980-05-06', 'Roe,Rick,1970-07-08'));
    const [jane = ''] = desk.advance().patients;
    update(records, jane, { preferredName: 'Janie' });
    expect(desk.undo()).toMatchObject({ progress: { kept: 1, created: 1 } });
    expect(open(records, jane).details.preferredName).toBe('Janie');
    expect(patients()).toBe(1);
  });
  test('who has a visit by now stays, even where it was cancelled, and is counted', async () => {
    await desk.prepare(bytes('Last,First,DOB', 'Doe,Jane,1980-05-06', 'Roe,Rick,1970-07-08'));
    const [jane = ''] = desk.advance().patients;
    const { 'visit.book': book, 'visit.cancel': cancel } = scheduleChanges(() => SETUP);
    const { providerId } = AMARA;
    const { visitTypeId } = CHECKUP;
    const when = { day: '2031-05-14', start: 540, minutes: 30 };
    const { visitId } = records.change((access) => book(access, { patientId: jane, providerId, visitTypeId, ...when }));
    records.change((access) => cancel(access, { patientId: jane, visitId, version: 1, reason: 'patient' }));
    expect(desk.undo()).toMatchObject({ progress: { kept: 1, created: 1 } });
    expect(open(records, jane).details.familyName).toBe('Doe');
  });
  test('whom a task is about stays, even where it was withdrawn, and is counted', async () => {
    await desk.prepare(bytes('Last,First,DOB', 'Doe,Jane,1980-05-06', 'Roe,Rick,1970-07-08'));
    const [jane = ''] = desk.advance().patients;
    const nobody = { find: () => ({ name: null, here: false }), admit: () => undefined };
    const { 'task.create': file, 'task.withdraw': withdraw } = taskChanges({ people: nobody, timeZone: () => SETUP.timeZone });
    const task = { kind: 'task', patientId: jane, taskText: 'call back', owner: { whose: 'nobody' }, due: null } as const;
    const { taskId } = records.change((access) => file(access, task));
    records.change((access) => withdraw(access, { taskId, patientId: jane, version: 1 }));
    expect(desk.undo()).toMatchObject({ progress: { kept: 1, created: 1 } });
    expect(open(records, jane).details.familyName).toBe('Doe');
  });
  test('ends after 24 hours', async () => {
    await desk.prepare(bytes('Last,First', 'Doe,Jane'));
    const { progress } = desk.advance();
    const late = { now: (progress.undoUntil ?? 0) + 1 };
    expect(codeOf(() => records.change((access) => desk.changes['import.undo'](access, { batchId: desk.batchId }), late))).toBe(
      'undo-expired',
    );
  });
});

describe('cancelling', () => {
  test('before the import leaves nothing of the file', async () => {
    await desk.prepare(patientList(50));
    expect(desk.cancel()).toMatchObject({ state: 'cancelled', created: 0 });
    for (const table of ['import_row', 'import_piece', 'import_verdict', 'patient']) {
      expect(records.store.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
    }
  });
  test('during the import keeps what was made, which can then be taken back', async () => {
    desk.send(patientList(1000));
    await desk.read();
    desk.map({ dateOrder: 'mdy' });
    desk.check();
    const made = desk.step().progress.created;
    expect(made).toBeGreaterThan(0);
    expect(desk.cancel()).toMatchObject({ state: 'cancelled', created: made });
    expect(patients()).toBe(made);
    expect(codeOf(() => desk.step())).toBe('import-not-ready');
    expect(desk.undo().progress.created).toBe(0);
    expect(patients()).toBe(0);
  });
});

test('a first load into an empty store ends with every index in place and every patient findable', async () => {
  desk.send(patientList(2200));
  await desk.read();
  desk.map({ dateOrder: 'mdy' });
  const { created } = desk.check();
  desk.step();
  const indexes = () =>
    records.store.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name LIKE 'search_name_%'").pluck().get();
  expect(indexes()).toBe(0);
  desk.advance();
  expect(indexes()).toBe(4);
  expect(records.store.prepare('SELECT count(*) FROM search_card').pluck().get()).toBe(created);
  const [verdict] = desk.verdicts('new');
  expect(find(verdict?.name ?? '').length).toBeGreaterThan(0);
});

describe('pieces of a file', () => {
  test('a piece sent twice is taken once; a gap, too much and a wrong end are refused', () => {
    const batch = records.change((access) => desk.changes['import.begin'](access, { fileName: '../../etc/patients.csv', size: 8 }));
    const send = (offset: number, text: string, last = false) =>
      records.change((access) =>
        desk.changes['import.bytes'](access, { ...batch, offset, base64: Buffer.from(text).toString('base64'), last }),
      );
    expect(send(0, 'a,b\n')).toMatchObject({ done: 4, state: 'receiving' });
    expect(send(0, 'a,b\n')).toMatchObject({ done: 4 });
    expect(codeOf(() => send(5, 'x'))).toBe('bad-input');
    expect(codeOf(() => send(4, 'c,d\ne'))).toBe('file-too-large');
    expect(codeOf(() => send(4, 'c,d\n'))).toBe('bad-input');
    expect(send(4, 'c,d\n', true)).toMatchObject({ state: 'reading' });
    expect(send(4, 'c,d\n', true)).toMatchObject({ state: 'reading' });
    expect(records.store.prepare('SELECT file_name FROM import_batch').pluck().get()).toBe('patients.csv');
  });
});
