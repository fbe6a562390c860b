import type { ChangeHandlers, ReadHandlers } from '../../gate/handlers.ts';
import type { OutTray } from '../out-tray.ts';
import { advanceImport } from './advance.ts';
import { cancelImport } from './cancel.ts';
import { checkRows } from './check.ts';
import type { DryRuns } from './dry-run.ts';
import { importBatches, importProgress, importVerdicts, originalRow } from './looks.ts';
import { mapColumns, readSheet } from './map.ts';
import { readFile } from './read.ts';
import { type DocumentWorker, ReadingRoom } from './reading-room.ts';
import { beginImport, receiveBytes } from './receive.ts';
import { rejectedRows } from './rejects.ts';
import { undoImport } from './undo.ts';

/** The operations of the import that read; a file made of what they read goes into the tray. */
export const importReads = (tray: OutTray) =>
  ({
    'import.progress': importProgress,
    'import.sheet': readSheet,
    'import.verdicts': importVerdicts,
    'import.rejects': rejectedRows(tray),
    'import.original': originalRow,
    'import.batches': importBatches,
  }) satisfies Partial<ReadHandlers>;

/** The operations of the import that change something; `askDocument` brings a fresh document worker. */
export const importChanges = (askDocument: () => Promise<DocumentWorker>) => {
  const room = new ReadingRoom(askDocument);
  const checks: DryRuns = new Map();
  return {
    'import.begin': beginImport,
    'import.bytes': receiveBytes,
    'import.read': readFile(room),
    'import.map': mapColumns,
    'import.check': checkRows(checks),
    'import.advance': advanceImport,
    'import.cancel': cancelImport(room, checks),
    'import.undo': undoImport,
  } satisfies Partial<ChangeHandlers>;
};
