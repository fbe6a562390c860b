import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { ImportDesk } from '../../../test/support/import-desk.ts';

const bytes = (...lines: string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);
const LIST = bytes(
  'Last,First,DOB,SSN,Tax no,Notes',
  'Doe,Jane,1980-05-06,123-45-6789,987-65-4321,called twice',
  'Roe,Rick,1970-07-08,234-56-7890,876-54-3210,his number is 345-67-8901',
  ',Nobody,1970-07-08,111-22-3333,222-33-4444,',
);
const NUMBERS = ['123-45-6789', '987-65-4321', '234-56-7890', '876-54-3210', '345-67-8901', '111-22-3333', '222-33-4444'];

let gate: TestGate;
let coordinator: TestGate;
let desk: ImportDesk;
beforeEach(() => {
  gate = openTestGate();
  coordinator = gate.as('patient-coordinator');
  desk = new ImportDesk(gate.records);
});
afterEach(() => gate.close());

const imported = async (): Promise<{ readonly jane: string; readonly rick: string }> => {
  await desk.prepare(LIST);
  desk.advance();
  const of = (query: string): string => given(gate.ask('patient.search', { query })).hits[0]?.patientId ?? '';
  return { jane: of('doe jane'), rick: of('roe rick') };
};

const noNumberIn = (said: unknown): void => {
  for (const number of NUMBERS) expect(JSON.stringify(said)).not.toContain(number);
};

describe('the row a chart came from', () => {
  test('does not show a role the columns that are hidden from it, nor a hidden number in another column', async () => {
    const { jane, rick } = await imported();
    const { cells } = given(coordinator.ask('import.original', { patientId: jane }));
    expect(cells).toEqual([
      { header: 'Last', value: 'Doe' },
      { header: 'First', value: 'Jane' },
      { header: 'DOB', value: '1980-05-06' },
      { header: 'Notes', value: 'called twice' },
    ]);
    noNumberIn(given(coordinator.ask('import.original', { patientId: rick })));
    expect(given(gate.ask('import.original', { patientId: jane })).cells).toContainEqual({ header: 'SSN', value: '123-45-6789' });
  });

  test('of a restricted chart asks for a reason like the chart itself', async () => {
    const { jane } = await imported();
    given(gate.ask('patient.restrict', { patientId: jane, version: 1, restriction: 'vip' }));
    expect(codeOf(coordinator.ask('import.original', { patientId: jane }))).toBe('reason-needed');
    expect(codeOf(coordinator.ask('import.original', { patientId: jane }, { code: 'treatment' }))).toBe('answered');
  });

  test('names the patient in its entry, so that it stands in who looked', async () => {
    const { jane } = await imported();
    given(coordinator.ask('import.original', { patientId: jane }));
    expect(gate.entries().at(-1)).toMatchObject({ action: 'import.read-original', patients: [gate.pseudonym(jane)] });
    const looks = given(gate.ask('patient.lookers', { patientId: jane })).looks;
    expect(looks).toContainEqual(expect.objectContaining({ by: coordinator.actor.name, action: 'import.read-original' }));
  });

  test('is not found for a chart that came from no file', () => {
    const lists = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
    const { patientId } = given(gate.ask('patient.register', { details: { familyName: 'Typed' }, lists }));
    expect(codeOf(gate.ask('import.original', { patientId }))).toBe('not-found');
  });
});

test('a list recognises nobody by a number that is hidden from whoever brings it', async () => {
  const lists = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
  const details = { familyName: 'Doe', givenName: 'Jane', birthDate: '1980-05-06', ssn: '123-45-6789' };
  given(gate.ask('patient.register', { details, lists }));
  // A name alone is only possible; with the number beside it, it is likely.
  desk.send(bytes('Last,First,SSN', 'Doe,Jane,123-45-6789'));
  await desk.read();
  const verdictFor = (person: TestGate): string | undefined => {
    given(gate.ask('import.map', { batchId: desk.batchId, targets: [] }));
    given(person.ask('import.check', { batchId: desk.batchId }));
    return given(person.ask('import.verdicts', { batchId: desk.batchId })).rows[0]?.verdict;
  };
  expect([verdictFor(gate), verdictFor(coordinator)]).toEqual(['duplicate', 'new']);
});

describe('a file on its way in', () => {
  beforeEach(async () => {
    desk.send(LIST);
    await desk.read();
  });
  const sheet = () => given(coordinator.ask('import.sheet', { batchId: desk.batchId }));

  test('shows no sample and no preview of a hidden column', () => {
    noNumberIn(sheet());
    expect(sheet().columns.map(({ header, hidden }) => [header, hidden])).toEqual([
      ['Last', false],
      ['First', false],
      ['DOB', false],
      ['SSN', true],
      ['Tax no', true],
      ['Notes', false],
    ]);
    expect(sheet().preview[0]).toEqual(['Doe', 'Jane', '1980-05-06', '', '', 'called twice']);
    expect(JSON.stringify(given(gate.ask('import.sheet', { batchId: desk.batchId })))).toContain('123-45-6789');
  });

  test('a hidden column can be left out, but not be read as something that is shown', () => {
    const map = (index: number, target: string | null) =>
      coordinator.ask('import.map', { batchId: desk.batchId, targets: [{ index, target }] });
    for (const target of ['familyName', 'employer', 'deskNote', 'mrn', 'coverage1.memberId']) {
      expect(codeOf(map(3, target))).toBe('not-permitted');
      expect(codeOf(map(4, target))).toBe('not-permitted');
    }
    noNumberIn(given(map(3, null)));
    expect(codeOf(map(3, 'ssn'))).toBe('answered');
    expect(codeOf(gate.ask('import.map', { batchId: desk.batchId, targets: [{ index: 4, target: 'employer' }] }))).toBe('answered');
  });

  test('another row of headings makes a hidden column no heading and no sample', () => {
    for (const headerRow of [0, 2, 3]) noNumberIn(given(coordinator.ask('import.map', { batchId: desk.batchId, headerRow })));
  });

  test('no verdict shows a hidden number as a name', () => {
    given(
      gate.ask('import.map', {
        batchId: desk.batchId,
        targets: [
          { index: 5, target: 'familyName' },
          { index: 0, target: null },
        ],
      }),
    );
    desk.check();
    noNumberIn(given(coordinator.ask('import.verdicts', { batchId: desk.batchId })));
  });

  test('the rows left out are saved without the hidden columns', () => {
    desk.check();
    const sheetOf = (person: TestGate): string => {
      const { batchId } = desk;
      let made = given(person.ask('import.rejects', { batchId }));
      while (!made.ready) made = given(person.ask('import.rejects', { batchId, fileId: made.fileId }));
      return strFromU8(unzipSync(Buffer.concat(gate.tray.look(made.fileId).pieces))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    };
    expect(sheetOf(coordinator)).toContain('Nobody');
    noNumberIn(sheetOf(coordinator));
    expect(sheetOf(gate)).toContain('111-22-3333');
  });
});
