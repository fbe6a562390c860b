import { KeyObject } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { moveJournal } from './move-journal.ts';
import { openStore } from './open.ts';

/** Nobody who wants to write is held up for longer. */
const WAIT_MS = 20;

/** The thread of the checkpointer: one pass over a store whenever it is told that something was committed there. Its connections read no page for anybody. */
const jobs = z.array(z.object({ file: z.string(), key: z.custom<KeyObject>((value) => value instanceof KeyObject) })).parse(workerData);
const stores = jobs.map(({ file, key }) => openStore({ file, key, mode: 'existing', cacheMiB: 1, busyTimeoutMs: WAIT_MS }));

parentPort?.on('message', (at: number) => {
  const store = stores[at];
  if (store !== undefined) moveJournal(store);
  parentPort?.postMessage(at);
});
