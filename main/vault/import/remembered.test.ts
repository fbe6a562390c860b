import { afterEach, beforeEach, expect, test } from 'vitest';
import { anActor, openTestRecords, type TestRecords } from '../../../test/support/access.ts';
import { ImportDesk } from '../../../test/support/import-desk.ts';

let records: TestRecords;
let desk: ImportDesk;
beforeEach(() => {
  records = openTestRecords();
  desk = new ImportDesk(records);
});
afterEach(() => records.close());

const list = (headings: string, ...rows: string[]): Uint8Array => new TextEncoder().encode(`${[headings, ...rows].join('\n')}\n`);
const HEADINGS = 'Last,First,Born,Code 1,Code 2';
const arrive = async (headings: string, ...rows: string[]) => {
  desk.send(list(headings, ...rows));
  await desk.read();
  return desk.sheet().columns.map(({ target, because }) => [target, because]);
};

test('what a person said of a column is proposed for the next list with the same headings, however they are spelt', async () => {
  expect((await arrive(HEADINGS, 'Doe,Jane,1961-03-04,17,x'))[3]).toEqual([null, 'none']);
  desk.map({ targets: [{ index: 3, target: 'externalId' }] });
  desk.map({ targets: [{ index: 1, target: 'preferredName' }] });
  desk.check();
  expect(await arrive('LAST ,first,Börn,code-1,Code 2', 'Roe,Rick,1970-05-06,18,y')).toEqual([
    ['familyName', 'header'],
    ['preferredName', 'remembered'],
    ['birthDate', 'header'],
    ['externalId', 'remembered'],
    [null, 'none'],
  ]);
  expect((await arrive('Last,First,Born,Code 2,Code 1', 'Roe,Rick,1970-05-06,18,y'))[3]).toEqual([null, 'none']);
});

test('nothing is remembered before the rows are checked, nor of what was only proposed', async () => {
  await arrive(HEADINGS, 'Doe,Jane,1961-03-04,17,x');
  desk.map({ targets: [{ index: 3, target: 'externalId' }] });
  expect((await arrive(HEADINGS, 'Roe,Rick,1970-05-06,18,y'))[3]).toEqual([null, 'none']);
  desk.check();
  expect(records.store.prepare('SELECT count(*) FROM import_mapping').pluck().get()).toBe(0);
});

test('a later correction takes the place of the earlier, and both are forgotten when a person says so', async () => {
  await arrive(HEADINGS, 'Doe,Jane,1961-03-04,17,x');
  desk.map({ targets: [{ index: 3, target: 'externalId' }] });
  desk.check();
  await arrive(HEADINGS, 'Roe,Rick,1970-05-06,18,y');
  desk.map({ targets: [{ index: 4, target: 'deskNote' }] });
  desk.map({ targets: [{ index: 3, target: null }] });
  desk.check();
  const again = await arrive(HEADINGS, 'Poe,Ed,1980-05-06,19,z');
  expect(again.slice(3)).toEqual([
    [null, 'remembered'],
    ['deskNote', 'remembered'],
  ]);
  expect(records.store.prepare('SELECT entry_seq > 0 AND author > 0 FROM import_mapping').pluck().all()).toEqual([1]);
  const columns = desk.map({ forget: true }).columns.slice(3);
  expect(columns.map(({ target, because }) => [target, because])).toEqual([
    [null, 'none'],
    [null, 'none'],
  ]);
  expect((await arrive(HEADINGS, 'Coe,Al,1990-05-06,20,w'))[4]).toEqual([null, 'none']);
});

test('a list without headings passes for no other', async () => {
  desk.send(list('Doe,Jane,1961-03-04,17,x', 'Roe,Rick,1970-05-06,18,y'));
  await desk.read();
  desk.map({ headerRow: 0 });
  desk.map({ targets: [{ index: 0, target: 'familyName' }] });
  desk.map({ targets: [{ index: 1, target: 'givenName' }] });
  desk.check();
  expect(records.store.prepare('SELECT count(*) FROM import_mapping').pluck().get()).toBe(0);
});

test('what an owner said of a column that another role does not see is not said again for that role', async () => {
  const ssn = 'Last,First,SSN';
  await arrive(ssn, 'Doe,Jane,078-05-1120');
  desk.map({ targets: [{ index: 2, target: 'externalId' }] });
  desk.check();
  expect((await arrive(ssn, 'Roe,Rick,219-09-9999'))[2]).toEqual(['externalId', 'remembered']);
  const coordinator = new ImportDesk({
    read: (work) => records.read(work, { actor: anActor('patient-coordinator') }),
    change: (work) => records.change(work, { actor: anActor('patient-coordinator') }),
  });
  coordinator.send(list(ssn, 'Poe,Ed,457-55-5462'));
  await coordinator.read();
  expect(coordinator.sheet().columns[2]).toMatchObject({ hidden: true, target: 'ssn', because: 'header' });
});
