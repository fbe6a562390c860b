import type { PhiHandler } from '../../gate/handlers.ts';
import { ensureIndexes } from '../patients/search-index.ts';
import { batchIn, progressOf, writeBatch } from './batch.ts';
import type { DryRuns } from './dry-run.ts';
import type { ReadingRoom } from './reading-room.ts';
import { dropPieces } from './receive.ts';
import { dropRows } from './staged-rows.ts';
import { dropVerdicts } from './verdict-rows.ts';

/**
 * Stops a batch wherever it is. Before the import proper nothing is left of the file; after it began, the patients made so far stay, with their rows, and
 * can be taken back like those of a finished batch. Failure `import-not-ready` when it has ended.
 */
export const cancelImport =
  (room: ReadingRoom, checks: DryRuns): PhiHandler<'import.cancel'> =>
  (access, { batchId }) => {
    const writer = access.change;
    const batch = batchIn(writer, batchId, 'receiving', 'reading', 'mapping', 'checking', 'checked', 'importing', 'failed');
    room.leave(batchId);
    checks.delete(batchId);
    dropPieces(writer, batch.id);
    if (batch.state === 'importing') {
      if (batch.unindexed) ensureIndexes(writer);
      return progressOf(writeBatch(writer, batch, { state: 'cancelled', unindexed: 0, finished_at: access.facts.now }));
    }
    dropVerdicts(writer, batch.id);
    dropRows(writer, batch.id);
    return progressOf(writeBatch(writer, batch, { state: 'cancelled', created: 0, updated: 0, duplicates: 0, rejected: 0 }));
  };
