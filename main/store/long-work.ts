import { Worker } from 'node:worker_threads';
import { Failure } from '../../shared/failure.ts';
import type { CopyStep } from './rekey.ts';
import type { FromStoreWorker, StoreWork, ToStoreWorker } from './worker.ts';

export interface LongWork {
  /** The program of the worker thread. */
  readonly program: string;
  readonly work: StoreWork;
  readonly onStep?: (step: CopyStep) => void;
  /** Given up, it answers at once; the thread ends at its next step and leaves nothing. */
  readonly signal?: AbortSignal;
}

/** Does work on a whole store in a thread of its own. Throws the Failure of the work, or the reason of the signal. */
export const doLongWork = ({ program, work, onStep, signal }: LongWork): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason);
      return;
    }
    const worker = new Worker(program);
    const tell = (said: ToStoreWorker): void => worker.postMessage(said);
    signal?.addEventListener(
      'abort',
      () => {
        tell({ work: 'stop' });
        reject(signal.reason);
      },
      { once: true },
    );
    worker.on('message', (said: FromStoreWorker) => {
      if (said.type === 'step') onStep?.(said.step);
      else if (said.type === 'done') resolve();
      else reject(new Failure(said.code));
    });
    worker.on('error', (cause) => reject(new Failure('internal', { cause })));
    worker.on('exit', () => reject(new Failure('internal')));
    tell(work);
  });
