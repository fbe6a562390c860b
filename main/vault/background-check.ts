import type { KeyObject } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import type { EntryDraft } from '../../shared/entry.ts';
import type { StoreCheck } from '../../shared/operations/session.ts';
import { isLarge } from '../store/check.ts';
import { doLongWork } from '../store/long-work.ts';
import { failureOf, type Store } from '../store/open.ts';
import type { LedgerSide } from './ledger-side.ts';

/** A store that was found whole is read through again after a day. */
const AGAIN_MS = 24 * 60 * 60 * 1000;
/** The first searches of a session come before its check. */
const START_MS = 15_000;

export interface BackgroundCheck {
  readonly records: { readonly store: Store; readonly key: KeyObject };
  readonly ledger: LedgerSide;
  /** The program of the store's worker thread. */
  readonly program: string;
  readonly record: (what: Pick<EntryDraft, 'action' | 'outcome' | 'reason' | 'rows'>) => void;
  readonly say: (state: StoreCheck) => void;
  readonly startMs?: number;
}

const checked = z.object({ at: z.int() });

/**
 * Reads the stores through that were too large to be read before the sign-in, in a thread and over connections of their own, so that the vault answers meanwhile. What it finds is an entry.
 * Damage found is not mended: each damaged page fails the call that needs it, and a backup has to be put back.
 */
export const checkInBackground = async ({ records, ledger, program, record, say, startMs = START_MS }: BackgroundCheck): Promise<void> => {
  const large = [records, ledger].filter(({ store }) => isLarge(store));
  if (large.length === 0) return;
  const last = checked.safeParse(ledger.roll.setting('check'));
  const age = last.success ? Date.now() - last.data.at : AGAIN_MS;
  if (age >= 0 && age < AGAIN_MS) return say('whole');
  await setTimeout(startMs);
  say('running');
  const files = large.map(({ store, key }) => ({ file: store.name, key }));
  try {
    await doLongWork({ program, work: { work: 'check', files } });
    record({ action: 'store.check', outcome: 'allowed', reason: null, rows: files.length });
    ledger.roll.set('check', { at: Date.now() });
    say('whole');
  } catch (error) {
    const { code } = failureOf(error);
    const damaged = code === 'store-damaged';
    ledger.roll.set('check', null);
    record({ action: damaged ? 'store.damage' : 'store.check', outcome: 'failed', reason: code, rows: files.length });
    say(damaged ? 'damaged' : 'none');
  }
};
