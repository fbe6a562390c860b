import { KeyObject } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { openStore } from './open.ts';

/** The thread of the checkpointer: one pass whenever it is told that something was committed. Its connection reads no page for anybody. */
const job = z.object({ file: z.string(), key: z.custom<KeyObject>((value) => value instanceof KeyObject) }).parse(workerData);
const store = openStore({ file: job.file, key: job.key, mode: 'existing', cacheMiB: 1 });

parentPort?.on('message', () => {
  store.pragma('wal_checkpoint(PASSIVE)');
  parentPort?.postMessage('done');
});
