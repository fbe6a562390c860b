import type { KeyObject } from 'node:crypto';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import type { FailureCode } from '../../shared/failure.ts';
import { checkInSlices } from './check.ts';
import { failureOf } from './open.ts';
import { type CopyStep, type CopyUnderNewKey, copyUnderNewKey } from './rekey.ts';

/** Work on a whole store: minutes of it for a large one. */
export type StoreWork =
  | { readonly work: 'copy-under-new-key'; readonly copy: CopyUnderNewKey }
  | { readonly work: 'check'; readonly files: readonly { readonly file: string; readonly key: KeyObject }[] };

export type ToStoreWorker = StoreWork | { readonly work: 'stop' };
export type FromStoreWorker =
  | { readonly type: 'step'; readonly step: CopyStep }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly code: FailureCode };

/** Between two slices the disk belongs to whoever is working. */
const BREATH_MS = 20;

let stopped = false;
const say = (said: FromStoreWorker): void => parentPort?.postMessage(said);

const copy = async (about: CopyUnderNewKey): Promise<void> => {
  const steps = copyUnderNewKey(about);
  for (const step of steps) {
    say({ type: 'step', step });
    // A turn, in which somebody may ask to stop.
    await setImmediate();
    if (stopped) return;
  }
};

const check = async (files: readonly { readonly file: string; readonly key: KeyObject }[]): Promise<void> => {
  for (const { file, key } of files) {
    for (const _slice of checkInSlices(file, key)) {
      await setTimeout(BREATH_MS);
      if (stopped) return;
    }
  }
};

/** The thread that copies or reads through whole stores, so that the vault answers meanwhile. One work, then it ends. */
parentPort?.on('message', (asked: ToStoreWorker) => {
  if (asked.work === 'stop') {
    stopped = true;
    return;
  }
  const working = asked.work === 'check' ? check(asked.files) : copy(asked.copy);
  working
    .then(
      () => say({ type: 'done' }),
      (error: unknown) => say({ type: 'failed', code: failureOf(error).code }),
    )
    .finally(() => parentPort?.close());
});
