import { createWriteStream } from 'node:fs';
import type { Result } from '../../../shared/operations/table.ts';
import { writeExport } from '../../audit/export.ts';
import type { LedgerDatabase } from '../../audit/ledger-database.ts';
import type { LogAbout } from '../../audit/log-check.ts';
import { LogTree } from '../../audit/log-tree.ts';
import type { PlainCall } from '../../gate/handlers.ts';
import { takeOut } from '../whole-file.ts';

export interface ExportParts {
  readonly ledger: LedgerDatabase;
  readonly about: () => LogAbout;
  readonly seal: () => void;
  readonly commit: PlainCall['commit'];
  /** Asks the person where the file shall go; null when nowhere. */
  readonly choose: (name: string) => Promise<string | null>;
}

/**
 * Writes the log to the file a person chose, whole or not at all: the newest entries are signed first, and the file gets its name when all of it is on the disk. The bytes go from
 * the vault to the disk and nowhere else. Answers with the newest head as SIZE:ROOT, to be kept apart from the file.
 *
 * Throws Failure `disk-full`, `file-not-written` and what the store says.
 */
export const exportLog = async ({ ledger, about, seal, choose, commit }: ExportParts, now: number): Promise<Result<'audit.export'>> => {
  const chosen = await choose(`anteroom-audit-${new Date(now).toISOString().slice(0, 10)}.ndjson`);
  if (chosen === null) return commit(() => ({ saved: false, entries: 0, head: null }), { outcome: 'undone' });
  seal();
  const head = new LogTree(ledger).newestHead()?.head;
  await takeOut(
    chosen,
    (part) => writeExport(ledger, about(), now, createWriteStream(part, { flags: 'wx', mode: 0o600 })),
    (rename) => commit(rename, { rows: head?.size ?? 0 }),
  );
  return { saved: true, entries: head?.size ?? 0, head: head === undefined ? null : `${head.size}:${head.root}` };
};
