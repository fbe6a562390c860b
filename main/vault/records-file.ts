import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Roll } from '../ledger/roll.ts';

/**
 * Which file holds the records now, and under which epoch of the records key. The ledger says so, in the same transaction that changes everybody's boxes; so a rotation is one commit, and
 * no moment exists in which key and file disagree.
 */
const current = z.strictObject({ epoch: z.int().positive(), file: z.string().regex(/^records(?:-\d+)?\.db$/) });
export type CurrentRecords = z.infer<typeof current>;

export const FIRST_RECORDS: CurrentRecords = { epoch: 1, file: 'records.db' };

export const recordsNow = (roll: Roll): CurrentRecords => current.parse(roll.setting('records'));

export const recordsOfEpoch = (epoch: number): CurrentRecords => ({ epoch, file: `records-${epoch}.db` });

/** The recovery kit's copy of the records key of one epoch. */
export const recoveryRecordsFile = (epoch: number): string => `recovery-records-${epoch}.age`;

/**
 * The file a rotation makes: above the present epoch and above every epoch that lies in the folder, so that a store which an older copy of the ledger knows nothing of is never written over.
 */
export const nextRecords = (folder: string, now: CurrentRecords): CurrentRecords =>
  recordsOfEpoch(1 + Math.max(now.epoch, ...readdirSync(folder).map((name) => epochOf(name) ?? 0)));

/**
 * Removes the stores and recovery files of earlier epochs, and backups made before them: no current key opens them any more. To be called only once the present store was opened and found
 * sound. A later epoch stays: either a rotation was killed before the ledger named it, and the next one goes past it, or this ledger is an older copy and that store is the good one.
 *
 * Answers how many of them the system would not let go (held by another program, say): they stay for the next opening, under a key that opens nothing present, and keep nobody out.
 */
export const sweepOldRecords = (folder: string, now: CurrentRecords): number => {
  if (!existsSync(join(folder, now.file))) return 0;
  const old = readdirSync(folder).filter((name) => (epochOf(name) ?? now.epoch) < now.epoch);
  return old.filter((name) => !isRemoved(join(folder, name))).length;
};

const isRemoved = (file: string): boolean => {
  try {
    rmSync(file, { force: true });
    return true;
  } catch {
    return false;
  }
};

/** The epoch a file of the records belongs to, with its journal, its backups and the recovery kit's copy of its key; undefined for any other file. */
const epochOf = (name: string): number | undefined => {
  const [, store, number, kit] = /^(?:(records)(?:-(\d+))?\.db|recovery-records-(\d+)\.age)/.exec(name) ?? [];
  if (kit !== undefined) return Number(kit);
  return store === undefined ? undefined : Number(number ?? 1);
};
