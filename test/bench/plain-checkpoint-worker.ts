import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openPlain } from './stores.ts';

/** The plain twin's counterpart of main/store/checkpoint-worker.ts: the same pass, on a file without a cipher. */
const [{ file }] = z.tuple([z.object({ file: z.string() })]).parse(workerData);
const store = openPlain(file, 1);

parentPort?.on('message', () => {
  store.pragma('wal_checkpoint(PASSIVE)');
  parentPort?.postMessage(0);
});
