import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Role } from '../../../shared/permissions.ts';
import type { PatientDetails } from '../../../shared/phi/patient-fields.ts';
import { anActor, openTestRecords, type TestRecords } from '../../../test/support/access.ts';
import { noLists, open, register, update } from '../../../test/support/patients.ts';
import { assignPatient } from './assignments.ts';
import { archivePatient, restrictPatient } from './marks.ts';
import { mergePatients } from './merge.ts';
import { searchPatients } from './search.ts';
import { unmergePatients } from './unmerge.ts';

let records: TestRecords;
beforeEach(() => {
  records = openTestRecords();
});
afterEach(() => records.close());

const TODAY = '2026-11-22';
const add = (familyName: string, givenName?: string, more: Partial<PatientDetails> = {}) =>
  register(records, { familyName, ...(givenName === undefined ? {} : { givenName }), ...more }, noLists()).patientId;
const search = (query: string, special: { role?: Role; limit?: number; includeArchived?: boolean; userId?: string } = {}) => {
  const { role = 'front-desk', limit = 20, includeArchived = false, userId } = special;
  const actor = { ...anActor(role), ...(userId === undefined ? {} : { userId }) };
  return records.read((access) => searchPatients(access, { query, limit, includeArchived }), { today: TODAY, actor });
};
const found = (query: string, special = {}) =>
  search(query, special).hits.map(({ familyName, givenName }) => [familyName, givenName].join(', '));
const versionOf = (patientId: string) => open(records, patientId).version;

test.each<[string, string]>([
  ['garcia 3/4/61', 'García, María'],
  ['garcia 4/3/1961', 'García, María'],
  ['mar gar', 'García, María'],
  ['GARCÍA, MAR', 'García, María'],
  ['gar 03041961', 'García, María'],
  ['maria 4 mar 1961', 'García, María'],
  ['march 4 1961', 'García, María'],
  ['garcia 1961', 'García, María'],
  ['0123', 'García, María'],
  ['garcia 0123', 'García, María'],
  ['(305) 555-0123', 'García, María'],
  ['305-555', 'García, María'],
  ['5550123', 'García, María'],
  ['305 555 0123 x12', 'García, María'],
  ['1 (305) 555-0123', 'García, María'],
  ['305-555-01', 'García, María'],
  ['305 555 01', 'García, María'],
  ['7865550177', 'Okafor, Ngozi'],
  ['A000001', 'García, María'],
  ['a-000001', 'García, María'],
  ['x-77', 'García, María'],
  ['garica mar', 'García, María'],
  ['gracia', 'García, María'],
  ['gar lopez', 'García, María'],
  ['perez', 'Pérez, José'],
  ['pepe perez', 'Pérez, José'],
  ['oneill', "O'Neill, Robert"],
  ["o'neill", "O'Neill, Robert"],
  ['o neill', "O'Neill, Robert"],
  ['bob oneill', "O'Neill, Robert"],
  ['de la cruz ana', 'de la Cruz, Ana Lucía'],
  ['cruz ana', 'de la Cruz, Ana Lucía'],
  ['dela', 'de la Cruz, Ana Lucía'],
  ['lucia cruz', 'de la Cruz, Ana Lucía'],
  ['ana luc cruz', 'de la Cruz, Ana Lucía'],
  ['smith jones', 'Smith-Jones, Kim'],
  ['jones kim', 'Smith-Jones, Kim'],
  ['иван серг', 'Иванов, Сергей'],
  ['王小明', '王, 小明'],
  ['小明 王', '王, 小明'],
  ['محمد', 'محمد, فاطمة'],
  ['김 민', '김, 민준'],
  ['weiss', 'Weiß, Jürgen'],
  ['nguyen', 'Nguyễn, Thị'],
  ['kaa', 'Ka\u02bbahumanu, Lani'],
  ["o'br", 'O\u02bcBrien, Pat'],
  ['eliyev', 'Əliyev, Ilham'],
  ['le', 'Pham-Le, Anna'],
  ['le anna', 'Pham-Le, Anna'],
  ['le 5/5/90', 'Pham-Le, Anna'],
  ['do minh', 'Tran Do, Minh'],
  ['van', 'Tran, Thi Van'],
])('%s finds %s', (query, patient) => {
  add('García', 'María', { birthDate: '1961-03-04', mobilePhone: '(305) 555-0123', externalId: 'X-77', formerName: 'López' });
  add('Pérez', 'José', { birthDate: '1970-12-01' });
  add("O'Neill", 'Robert', { birthDate: '1981-07-09' });
  add('de la Cruz', 'Ana Lucía', { birthDate: '1999-01-31' });
  add('Smith-Jones', 'Kim');
  add('Иванов', 'Сергей');
  add('王', '小明');
  add('محمد', 'فاطمة');
  add('김', '민준');
  add('Weiß', 'Jürgen');
  add('Nguyễn', 'Thị');
  add('Okafor', 'Ngozi', { homePhone: 'fax: 786-555-0177 ext 4' });
  add('Ka\u02bbahumanu', 'Lani');
  add('O\u02bcBrien', 'Pat');
  add('Əliyev', 'Ilham');
  add('Pham-Le', 'Anna', { birthDate: '1990-05-05' });
  add('Tran Do', 'Minh');
  add('Tran', 'Thi Van');
  expect(found(query)[0]).toBe(patient);
});

test('whole names come before beginnings, and typing errors last and said so', () => {
  add('Garciano', 'Maria');
  add('Garcia', 'Maria');
  add('Gracia', 'Maria');
  expect(found('garcia maria')).toEqual(['Garcia, Maria', 'Garciano, Maria', 'Gracia, Maria']);
  expect(search('garcia maria').forgivingTypos).toBe(true);
  expect(search('garcia maria', { limit: 2 })).toMatchObject({ more: false, forgivingTypos: false });
  expect(search('gar', { limit: 1 })).toMatchObject({ more: true });
});

test('a hit shows the name, the birth date and one more identifier', () => {
  const patientId = add('García', 'María', {
    middleName: 'Elena',
    suffix: 'Jr',
    preferredName: 'Mari',
    birthDate: '1961-03-04',
    sex: 'female',
    homePhone: '305 555 0123',
    city: 'Miami',
  });
  expect(search('mari garcia').hits).toEqual([
    {
      patientId,
      mrn: 'A000001',
      familyName: 'García',
      givenName: 'María',
      middleName: 'Elena',
      suffix: 'Jr',
      preferredName: 'Mari',
      birthDate: '1961-03-04',
      sex: 'female',
      phone: '305 555 0123',
      city: 'Miami',
      archived: false,
      restricted: null,
      deceased: false,
      sameName: false,
    },
  ]);
});

test('same or nearly the same names are flagged, in the answer and elsewhere in the practice', () => {
  add('García', 'María', { birthDate: '1961-03-04' });
  add('Garcia', 'Maria', { birthDate: '1988-01-01' });
  add('Smith', 'Jon');
  add('Smith', 'John');
  add('Ross', 'Ada');
  const flags = (query: string) => search(query).hits.map(({ sameName }) => sameName);
  expect(flags('3/4/61')).toEqual([true]);
  expect(flags('smith')).toEqual([true, true]);
  expect(flags('ross')).toEqual([false]);
});

test('archived charts are found only when asked for', () => {
  const patientId = add('Okafor', 'Ngozi');
  records.change((access) => archivePatient(access, { patientId, version: versionOf(patientId), archived: true }));
  expect(found('okafor')).toEqual([]);
  expect(found('A000001')).toEqual([]);
  expect(search('okafor', { includeArchived: true }).hits).toMatchObject([{ archived: true }]);
  records.change((access) => archivePatient(access, { patientId, version: versionOf(patientId), archived: false }));
  expect(found('okafor')).toEqual(['Okafor, Ngozi']);
});

test('of a restricted chart only the name, the birth year and the flag are shown', () => {
  const patientId = add('Okafor', 'Ngozi', { birthDate: '1961-03-04', mobilePhone: '3055550123', city: 'Miami', sex: 'female' });
  records.change((access) => restrictPatient(access, { patientId, version: versionOf(patientId), restriction: 'vip' }));
  expect(search('okafor', { role: 'owner' }).hits).toEqual([
    {
      patientId,
      mrn: '',
      familyName: 'Okafor',
      givenName: 'Ngozi',
      birthDate: '1961',
      archived: false,
      restricted: 'vip',
      deceased: false,
      sameName: false,
    },
  ]);
});

test('an outside reviewer finds assigned patients until the day the assignment ends, and neither phone nor city', () => {
  const mine = add('Okafor', 'Ngozi', { mobilePhone: '3055550123', city: 'Miami' });
  add('Okafor', 'Ngozi');
  const userId = anActor().userId;
  const reviewer = { role: 'outside-reviewer' as const, userId };
  const until = (day: string) =>
    records.change(
      (access) => assignPatient(() => ({ name: 'R', role: 'outside-reviewer' }))(access, { patientId: mine, userId, until: day }),
      { today: '2026-01-01' },
    );
  for (const query of ['okafor', 'ngozi okafor', '0123', 'A000001', 'okafro', 'o n', '小']) expect(found(query, reviewer)).toEqual([]);
  until(TODAY);
  const { hits } = search('okafor', reviewer);
  expect(hits).toMatchObject([{ patientId: mine, sameName: false }]);
  expect(hits[0]).not.toHaveProperty('phone');
  expect(hits[0]).not.toHaveProperty('city');
  expect(found('A000002', reviewer)).toEqual([]);
  until('2026-11-21');
  expect(found('okafor', reviewer)).toEqual([]);
});

test('a change is found at once, and what was there before is not', () => {
  const patientId = add('Okafor', 'Ngozi', { mobilePhone: '3055550123' });
  update(records, patientId, { familyName: 'Whitfield', mobilePhone: '7865550199' });
  expect(found('okafor')).toEqual([]);
  expect(found('0123')).toEqual([]);
  expect(found('whitfield 0199')).toEqual(['Whitfield, Ngozi']);
});

test('the number of a chart merged away finds the survivor, and itself again when the merge is taken back', () => {
  const [a, b, c] = [add('Okafor', 'Ngozi'), add('Okafor', 'N'), add('Okafor', 'Ng')];
  const merge = (survivorId: string, mergedId: string) =>
    records.change((access) =>
      mergePatients(access, {
        survivorId,
        survivorVersion: versionOf(survivorId),
        mergedId,
        mergedVersion: versionOf(mergedId),
        takeFromMerged: [],
      }),
    ).mergeId;
  const first = merge(b, c);
  const second = merge(a, b);
  const byNumber = (mrn: string) => search(mrn).hits.map(({ patientId }) => patientId);
  expect(found('okafor')).toEqual(['Okafor, Ngozi']);
  expect([byNumber('A000002'), byNumber('A000003')]).toEqual([[a], [a]]);
  records.change((access) => unmergePatients(access, { mergeId: second, survivorId: a, mergedId: b }));
  expect([byNumber('A000001'), byNumber('A000002'), byNumber('A000003')]).toEqual([[a], [b], [b]]);
  records.change((access) => unmergePatients(access, { mergeId: first, survivorId: b, mergedId: c }));
  expect([byNumber('A000002'), byNumber('A000003')]).toEqual([[b], [c]]);
});

test('a line that says nothing finds nobody', () => {
  add('Okafor', 'Ngozi');
  for (const query of ['', '  ', '%', '_', '*', '"', "' OR 1=1 --", '\u0000']) {
    const { hits } = search(query);
    expect(query.includes('OR') ? [] : hits).toEqual([]);
  }
});
