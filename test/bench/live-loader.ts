import { createSecretKey } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { openStore } from '../../main/store/open.ts';
import { Writer } from '../../main/store/statements.ts';
import { population } from '../support/population.ts';
import { addChunk, inChunks } from './load-twins.ts';
import { CACHE_MIB } from './stores.ts';

/** Loads patients through a connection of its own, as an import does beside the people who search. Says 'done' at the end. */
const job = z
  .object({ file: z.string(), key: z.instanceof(Uint8Array), firstId: z.int(), count: z.int(), perTransaction: z.int() })
  .parse(workerData);
const store = openStore({ file: job.file, key: createSecretKey(job.key), mode: 'existing', cacheMiB: CACHE_MIB });
const writer = new Writer(store);
for (const chunk of inChunks(population(job.count, 31, job.firstId), job.perTransaction)) {
  store.transaction(() => addChunk(writer, chunk)).immediate();
}
store.close();
parentPort?.postMessage('done');
