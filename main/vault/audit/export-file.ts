import { createWriteStream } from 'node:fs';
import type { Result } from '../../../shared/operations/table.ts';
import { writeExport } from '../../audit/export.ts';
import type { LedgerDatabase } from '../../audit/ledger-database.ts';
import type { LogAbout } from '../../audit/log-check.ts';
import { LogTree } from '../../audit/log-tree.ts';
import { takeOut } from '../whole-file.ts';

export interface ExportParts {
  readonly ledger: LedgerDatabase;
  readonly about: () => LogAbout;
  readonly seal: () => void;
  /** Asks the person where the file shall go; null when nowhere. */
  readonly choose: (name: string) => Promise<string | null>;
}

/**
 * Writes the log to the file a person chose, whole or not at all: the newest entries are signed first, and the file gets its name when all of it is on the disk. The bytes go from
 * the vault to the disk and nowhere else. Answers with the newest head as SIZE:ROOT, to be kept apart from the file.
 *
 * Throws Failure `disk-full`, `file-not-written` and what the store says.
 */
export const exportLog = async ({ ledger, about, seal, choose }: ExportParts, now: number): Promise<Result<'audit.export'>> => {
  const chosen = await choose(`anteroom-audit-${new Date(now).toISOString().slice(0, 10)}.ndjson`);
  if (chosen === null) return { saved: false, entries: 0, head: null };
  seal();
  await takeOut(chosen, (part) => writeExport(ledger, about(), now, createWriteStream(part, { flags: 'wx', mode: 0o600 })));
  const head = new LogTree(ledger).newestHead()?.head;
  return { saved: true, entries: head?.size ?? 0, head: head === undefined ? null : `${head.size}:${head.root}` };
};
