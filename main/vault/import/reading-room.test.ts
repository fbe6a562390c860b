import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DOCUMENT_CAPS } from '../../../shared/intake/document.ts';
import { openTestRecords, type TestRecords } from '../../../test/support/access.ts';
import { honestWorker, ImportDesk, workerOf } from '../../../test/support/import-desk.ts';
import { patientList } from '../../../test/support/patient-list.ts';

let records: TestRecords;
beforeEach(() => {
  records = openTestRecords();
});
afterEach(() => {
  vi.useRealTimers();
  records.close();
});

const outline = { type: 'outline', sheets: [], sheet: '', encoding: null, delimiter: null, rows: 2, columns: 2, formulaCells: 0 };
const page = (...rows: unknown[]) => ({ type: 'page', from: 0, rows });
const row = (number: number, ...cells: unknown[]) => ({ row: number, cells, marks: [] });

/** A worker that answers the first `read` with these words, whatever they are. */
const liar = (...words: unknown[]) =>
  workerOf((say) => {
    const shout: (word: never) => void = say;
    return (heard) => {
      if (typeof heard === 'object' && heard !== null && 'type' in heard && heard.type === 'read')
        for (const word of words) Reflect.apply(shout, null, [word]);
    };
  });

describe('a worker that was taken over by its file gains nothing', () => {
  test.each<[string, readonly unknown[]]>([
    ['that says nonsense', ['hello']],
    ['that sends a word with more in it', [{ ...outline, sql: 'DROP TABLE patient' }]],
    ['that sends rows before an outline', [page(row(1, 'a'))]],
    ['that sends two outlines', [outline, outline]],
    ['that sends more rows than it announced', [outline, page(row(1, 'a'), row(2, 'b'), row(3, 'c'))]],
    ['that sends more columns than it announced', [outline, page(row(1, 'a', 'b', 'c'))]],
    ['that sends rows out of order', [outline, page(row(2, 'a'), row(1, 'b'))]],
    ['that sends the same row twice', [outline, page(row(1, 'a'), row(1, 'b'))]],
    ['that sends pages nobody asked for', [outline, { ...page(row(1, 'a')), from: 1 }]],
    ['that sends an empty page', [outline, page()]],
    ['that announces more rows than an import takes', [{ ...outline, rows: DOCUMENT_CAPS.rows + 1 }]],
    ['that announces no rows', [{ ...outline, rows: 0 }]],
    ['that sends a cell that is too long', [outline, page(row(1, 'x'.repeat(DOCUMENT_CAPS.cell + 1)))]],
    ['that sends a cell that is no text', [outline, page(row(1, { toString: 'x' }))]],
    ['that fails with a code of its own', [{ type: 'failed', code: 'store-damaged' }]],
  ])('one %s', async (_what, words) => {
    const desk = new ImportDesk(records, () => liar(...words));
    desk.send(patientList(3));
    expect(await desk.read()).toMatchObject({ state: 'failed', failure: 'file-reader-lost' });
    expect(records.store.prepare('SELECT count(*) FROM import_row').pluck().get()).toBeLessThanOrEqual(2);
    expect(desk.cancel()).toMatchObject({ state: 'cancelled' });
  });

  test('one that never answers is dropped when its time is over', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let dropped = false;
    const desk = new ImportDesk(records, async () => {
      const silent = await liar();
      return {
        ...silent,
        drop: () => {
          dropped = true;
          silent.drop();
        },
      };
    });
    desk.send(patientList(3));
    const once = () => records.change((access) => desk.changes['import.read'](access, { batchId: desk.batchId }));
    expect(once()).toMatchObject({ state: 'reading' });
    await vi.advanceTimersByTimeAsync(DOCUMENT_CAPS.milliseconds - 1);
    expect([once().state, dropped]).toEqual(['reading', false]);
    await vi.advanceTimersByTimeAsync(2);
    expect([once(), dropped]).toMatchObject([{ state: 'failed', failure: 'file-reader-lost' }, true]);
  });

  test('one that can’t be started is a failure with a code', async () => {
    const desk = new ImportDesk(records, () => Promise.reject(new Error('no')));
    desk.send(patientList(3));
    expect(await desk.read()).toMatchObject({ state: 'failed', failure: 'file-reader-lost' });
  });
});

test('what a file says of itself reaches the person as a code', async () => {
  const desk = new ImportDesk(records);
  desk.send(new TextEncoder().encode('a,b\n"never closed,1\n'));
  expect(await desk.read()).toMatchObject({ state: 'failed', failure: 'file-quote-open' });
});

test('a reading that was cut off goes on where the rows end', async () => {
  const first = new ImportDesk(records);
  first.send(patientList(5000));
  const once = () => records.change((access) => first.changes['import.read'](access, { batchId: first.batchId }));
  while (once().done === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  let asked: number[] = [];
  const second = new ImportDesk(records, () =>
    honestWorker().then((worker) => ({
      ...worker,
      port: {
        ...worker.port,
        postMessage: (word) => {
          if (word.type === 'next') asked = [...asked, word.from];
          worker.port.postMessage(word);
        },
      },
    })),
  );
  second.batchId = first.batchId;
  expect(await second.read()).toMatchObject({ state: 'mapping', done: 5001 });
  expect(asked[0]).toBeGreaterThan(0);
  expect(records.store.prepare('SELECT count(*) FROM import_row').pluck().get()).toBe(5001);
  first.cancel();
});
