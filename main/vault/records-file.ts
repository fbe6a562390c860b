import { readdirSync, rmSync } from 'node:fs';
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

/** Removes what no current key opens any more: stores and recovery files of other epochs and backups made before them. A leftover of a killed rotation goes the same way. */
export const sweepOldRecords = (folder: string, now: CurrentRecords): void => {
  const kept = new Set([now.file, `${now.file}-wal`, `${now.file}-shm`, recoveryRecordsFile(now.epoch)]);
  for (const name of readdirSync(folder)) {
    const mine = name.startsWith(`${now.file}.before-`);
    if (/^(?:records(?:-\d+)?\.db|recovery-records-\d+\.age)/.test(name) && !kept.has(name) && !mine)
      rmSync(join(folder, name), { force: true });
  }
};
