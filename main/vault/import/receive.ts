import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Reader, Writer } from '../../store/statements.ts';
import { originOf } from '../origin.ts';
import { progressOf, readBatch, writeBatch } from './batch.ts';

const PIECE_BYTES = 512 * 1024;

/** Opens a batch for a file of this size. The name is kept as a label and never used as a path. */
export const beginImport: PhiHandler<'import.begin'> = (access, { fileName, size }) => {
  const batchId = newId();
  const { author, at } = originOf(access);
  access.change.run(
    "INSERT INTO import_batch (batch_id, file_name, size, total, started_at, started_by, state) VALUES (?, ?, ?, ?, ?, ?, 'receiving')",
    batchId,
    fileName.replace(/^.*[/\\]/, ''),
    size,
    size,
    at,
    author,
  );
  return { batchId };
};

/**
 * Takes one piece of the file. Pieces come in order and none is taken twice: one that was taken already (its answer was lost) is passed over.
 * Failure `bad-input` (a gap, too much), `file-too-large`, `import-not-ready`.
 */
export const receiveBytes: PhiHandler<'import.bytes'> = (access, { batchId, offset, base64, last }) => {
  const batch = readBatch(access.change, batchId);
  const bytes = Buffer.from(base64, 'base64');
  const end = offset + bytes.length;
  if (batch.state !== 'receiving') {
    if (batch.state === 'reading' && last && end === batch.size) return progressOf(batch);
    throw new Failure('import-not-ready');
  }
  if (bytes.length > PIECE_BYTES || end > batch.size) throw new Failure('file-too-large');
  if (end <= batch.done && !last) return progressOf(batch);
  if (offset !== batch.done || bytes.length === 0 || last !== (end === batch.size)) throw new Failure('bad-input');
  access.change.run('INSERT INTO import_piece (batch, offset, bytes) VALUES (?, ?, ?)', batch.id, offset, bytes);
  return progressOf(writeBatch(access.change, batch, last ? { state: 'reading', done: 0, total: 0 } : { done: end }));
};

const piece = z.strictObject({ bytes: z.instanceof(Uint8Array) });

/** The pieces of a batch's file, in order. */
export const piecesOf = (reader: Reader, batch: number): Uint8Array[] =>
  reader.all(piece, 'SELECT bytes FROM import_piece WHERE batch = ? ORDER BY offset', batch).map(({ bytes }) => bytes);

/** The file itself is needed no longer: its rows stand on their own. */
export const dropPieces = (writer: Writer, batch: number): void => {
  writer.run('DELETE FROM import_piece WHERE batch = ?', batch);
};
