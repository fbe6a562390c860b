import type { KeyObject } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { Checkpointer } from '../../main/store/checkpointer.ts';
import type { Store } from '../../main/store/open.ts';

/** An encrypted store and its plain twin, each with a thread that keeps its journal short, as the application has one (main/store/checkpointer.ts). */
export interface JournalThreads {
  /** The store at this place has committed something. */
  readonly nudge: (at: 0 | 1) => void;
  /** Resolves when nothing of it is left in the journal; what the thread has not moved by then the connection moves. */
  readonly drain: (at: 0 | 1) => Promise<void>;
  readonly end: () => Promise<unknown>;
}

const pass = z.tuple([z.object({ busy: z.int(), log: z.int(), checkpointed: z.int() })]);

export const journalThreads = (stores: readonly [sealed: Store, plain: Store], key: KeyObject): JournalThreads => {
  const threads = [
    new Checkpointer([{ store: stores[0], key }], new URL('../../main/store/checkpoint-worker.ts', import.meta.url)),
    new Checkpointer([{ store: stores[1], key }], new URL('plain-checkpoint-worker.ts', import.meta.url)),
  ] as const;
  return {
    nudge: (at) => threads[at].nudge(stores[at]),
    drain: async (at) => {
      for (;;) {
        const [{ busy, log, checkpointed }] = pass.parse(stores[at].pragma('wal_checkpoint(PASSIVE)'));
        if (busy === 0 && log === checkpointed) return;
        await pause(1);
      }
    },
    end: () => Promise.all(threads.map((thread) => thread.end())),
  };
};
