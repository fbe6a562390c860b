import * as z from 'zod';
import type { Store } from './open.ts';

/** 64 MB. A journal that is never left alone is never empty of itself, and grows. */
const LONG_FRAMES = 16_000;
/** What may be left to move while writers wait: some 10 ms. */
const FEW_FRAMES = 400;
const MORE_PASSES = 3;

const passed = z.tuple([z.object({ log: z.int() })]);
const pass = (store: Store): number => passed.parse(store.pragma('wal_checkpoint(PASSIVE)'))[0].log;

/**
 * Moves what stands in the journal into the store while others go on reading and writing. A journal that has grown long is begun anew, which holds up whoever wants to write for the moment
 * the last frames take: so it is not tried before few are left. Where readers or a writer are in the way for longer than this connection waits, it stays as it is until the next time.
 */
export const moveJournal = (store: Store, longFrames = LONG_FRAMES): void => {
  let before = 0;
  let frames = pass(store);
  for (let more = MORE_PASSES; frames > longFrames && frames - before > FEW_FRAMES && more > 0; more -= 1) {
    before = frames;
    frames = pass(store);
  }
  if (frames > longFrames && frames - before <= FEW_FRAMES) store.pragma('wal_checkpoint(RESTART)');
};
