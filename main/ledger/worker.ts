import { parentPort } from 'node:worker_threads';
import { failureOf } from '../store/open.ts';
import { LedgerDesk } from './desk.ts';

/** The worker thread of the ledger: one desk, one call after the other. */
const desk = new LedgerDesk();

parentPort?.on('message', ({ id, method, args }: { id: number; method: string; args: unknown[] }) => {
  try {
    const act: unknown = Reflect.get(desk, method);
    if (typeof act !== 'function') throw new TypeError(method);
    parentPort?.postMessage({ id, ok: true, value: Reflect.apply(act, desk, args) });
    if (method === 'close') parentPort?.close();
  } catch (error) {
    parentPort?.postMessage({ id, ok: false, code: failureOf(error).code });
  }
});
