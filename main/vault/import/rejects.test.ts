import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDocument } from '../../../renderer/documents/read-document.ts';
import { codeOf, given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { ImportDesk } from '../../../test/support/import-desk.ts';
import { readBatch, writeBatch } from './batch.ts';
import { rowId } from './row-id.ts';
import { stageRow } from './staged-rows.ts';
import { keepVerdict } from './verdict-rows.ts';

let gate: TestGate;
let desk: ImportDesk;
beforeEach(async () => {
  gate = openTestGate();
  desk = new ImportDesk(gate.records);
  await desk.prepare(new TextEncoder().encode('Last,First,Note\n,Nobody,=1+1\nDoe,Jane,fine\n'));
});
afterEach(() => gate.close());

/** As if the file had had so many more rows without a name. */
const rejectMore = (rows: number): void =>
  gate.records.change(({ change }) => {
    const batch = readBatch(change, desk.batchId);
    for (let row = 4; row < rows + 4; row += 1) {
      stageRow(change, batch.id, {
        row,
        cells: ['', `Nobody ${row}`, row % 2 === 0 ? '=HYPERLINK("http://x")' : 'called twice'],
        marks: [],
      });
      keepVerdict(change, rowId(batch.id, row), { kind: 'rejected', reasons: [{ code: 'no-name', column: null }], patient: null });
    }
    writeBatch(change, batch, { rejected: batch.rejected + rows });
  });

const make = (): { readonly fileId: string; readonly calls: number; readonly longest: number } => {
  const { batchId } = desk;
  let made = given(gate.ask('import.rejects', { batchId }));
  let [calls, longest] = [1, 0];
  for (let last = made.done; !made.ready; calls += 1) {
    made = given(gate.ask('import.rejects', { batchId, fileId: made.fileId }));
    longest = Math.max(longest, made.done - last);
    last = made.done;
  }
  expect(made.done).toBe(made.total);
  return { fileId: made.fileId, calls, longest };
};

test('a hundred thousand rows are put together a piece at a time, and come back row for row with nothing that can run', () => {
  rejectMore(100_000);
  const { fileId, calls, longest } = make();
  expect(calls).toBeGreaterThan(50);
  expect(longest).toBeLessThan(10_000);
  const { rows, pieces } = gate.tray.look(fileId);
  expect(rows).toBe(100_001);
  const read = readDocument(Buffer.concat(pieces), null).rows;
  expect(read.length).toBe(100_002);
  expect(read[0]?.cells).toEqual(['Last', 'First', 'Note']);
  expect(read[1]?.cells.at(-1)).toBe('=1+1');
  expect(read.slice(2).every(({ cells }, at) => cells[1] === `Nobody ${at + 4}`)).toBe(true);
});

test('between two pieces the vault answers others, and each piece stands in the log', () => {
  rejectMore(5_000);
  const { batchId } = desk;
  const from = gate.log.size;
  const { fileId, ready } = given(gate.ask('import.rejects', { batchId }));
  expect(ready).toBe(false);
  given(gate.ask('patient.search', { query: 'doe' }));
  given(gate.ask('import.rejects', { batchId, fileId }));
  expect(gate.entries(from).map(({ operation }) => operation)).toEqual(['import.rejects', 'patient.search', 'import.rejects']);
});

test('a file whose batch went on in between is refused, and one nobody makes is not found', () => {
  rejectMore(5_000);
  const { batchId } = desk;
  const { fileId } = given(gate.ask('import.rejects', { batchId }));
  desk.advance();
  expect(codeOf(gate.ask('import.rejects', { batchId, fileId }))).toBe('changed-meanwhile');
  const again = given(gate.ask('import.rejects', { batchId })).fileId;
  expect(codeOf(gate.ask('import.rejects', { batchId, fileId }))).toBe('not-found');
  expect(codeOf(gate.ask('import.rejects', { batchId, fileId: again }))).toBe('answered');
});

test('what was saved comes back unharmed: cells as they were, our columns gone, in both languages and at the widest', async () => {
  const more = Array.from({ length: 996 }, (_, at) => `c${at}`);
  const cells = ['', 'Ed', '+1 305 555 0101', "'=1+1", ...more.map((name) => (name === 'c7' ? '_x0041_' : '@x'))];
  const list = new ImportDesk(gate.records);
  await list.prepare(new TextEncoder().encode(`${['Last', 'First', 'Phone', 'Note', ...more].join(',')}\n${cells.join(',')}\n`));
  for (const language of ['en', 'es'] as const) {
    const again = readDocument(list.rejects(language).bytes, null);
    expect(again.columns).toBe(1000);
    expect(again.rows.map((row) => row.cells)).toEqual([['Last', 'First', 'Phone', 'Note', ...more], cells]);
  }
});
