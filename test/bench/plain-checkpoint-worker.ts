import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { moveJournal } from '../../main/store/move-journal.ts';
import { openPlain } from './stores.ts';

/** The plain twin's counterpart of main/store/checkpoint-worker.ts: the same pass, on a file without a cipher. */
const [{ file }] = z.tuple([z.object({ file: z.string() })]).parse(workerData);
const store = openPlain(file, 1);

parentPort?.on('message', () => {
  moveJournal(store);
  parentPort?.postMessage(0);
});
