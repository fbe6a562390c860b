import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import type { Result } from '../../../shared/operations/table.ts';
import { BLOCK_PAGE } from '../../../shared/operations/time-blocks.ts';
import { BLOCK_REASONS } from '../../../shared/phi/time-block.ts';
import type { ChangeAccess } from '../../gate/access.ts';
import type { ChangeHandlers, PhiHandler, ReadHandlers } from '../../gate/handlers.ts';
import { RECORDS } from '../../store/migrations/records/path.ts';
import type { Reader } from '../../store/statements.ts';
import { originOf } from '../origin.ts';
import { leftOver } from './left-over.ts';
import type { SetupReader } from './setup.ts';

const row = z.strictObject({
  id: z.int(),
  blockId: z.string(),
  version: z.int(),
  providerId: z.string(),
  fromDay: z.string(),
  toDay: z.string(),
  start: z.int(),
  end: z.int(),
  reason: z.enum(BLOCK_REASONS),
  blockNote: z.string().nullable(),
  removed: z.int(),
  bookedAt: z.int(),
  bookedBy: z.string(),
  stamp: z.string(),
});
type StoredBlock = z.output<typeof row>;

const BLOCKS = `SELECT b.id, b.block_id AS blockId, b.version, b.providerId, b.fromDay, b.toDay, b.start, b.end, b.reason, b.blockNote, b.removed,
  b.created_at AS bookedAt, a.name AS bookedBy, b.stamp FROM time_block b CROSS JOIN author a ON a.id = b.created_by`;

const shown = ({ id: _id, removed: _removed, stamp: _stamp, blockNote, ...block }: StoredBlock): Result<'block.add'>['block'] => ({
  ...block,
  ...(blockNote === null ? {} : { blockNote }),
});

const VISITS = `SELECT count(*) AS visits FROM visit WHERE providerId = ? AND day BETWEEN ? AND ? AND start < ? AND start + minutes > ? AND state <> 'cancelled' AND progress IN ('booked', 'confirmed')`;
const count = z.strictObject({ visits: z.int() });

const answer = (reader: Reader, blockId: string): Result<'block.add'> => {
  const block = reader.one(row, `${BLOCKS} WHERE b.block_id = ?`, blockId);
  const { providerId, fromDay, toDay, start, end } = block;
  return { block: shown(block), visits: reader.one(count, VISITS, providerId, fromDay, toDay, end, start).visits };
};

const blocks: PhiHandler<'schedule.blocks'> = (access, { from, to, after }) => {
  const behind = after ?? { fromDay: '', blockId: '' };
  const found = access.records.all(
    row,
    `${BLOCKS} WHERE b.toDay >= ? AND b.fromDay <= ? AND (b.fromDay, b.block_id) > (?, ?) AND b.removed = 0 ORDER BY b.fromDay, b.block_id LIMIT ? + 0`,
    ...[from, to, behind.fromDay, behind.blockId, BLOCK_PAGE + 1],
  );
  const page = found.slice(0, BLOCK_PAGE);
  const last = page.at(-1);
  const next = found.length > BLOCK_PAGE && last !== undefined ? { fromDay: last.fromDay, blockId: last.blockId } : null;
  return { blocks: page.map(shown), next };
};

const INSERT = `INSERT INTO time_block (block_id, providerId, fromDay, toDay, start, end, reason, blockNote, version, schema_version, created_at, created_by, created_on,
  created_seq, stamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)`;

const add =
  (setupNow: SetupReader): PhiHandler<'block.add'> =>
  (access, { providerId, fromDay, toDay, start, end, reason, blockNote }) => {
    if (fromDay > toDay || start >= end) throw new Failure('bad-input');
    if (!setupNow().providers.some((one) => one.active && one.providerId === providerId)) throw new Failure('not-found');
    const { author, workstation, at, entrySeq, stamp } = originOf(access);
    const blockId = newId();
    access.change.run(
      INSERT,
      ...[blockId, providerId, fromDay, toDay, start, end, reason, blockNote === undefined || blockNote === '' ? null : blockNote],
      ...[RECORDS.steps.length, at, author, workstation, entrySeq, stamp],
    );
    return answer(access.change, blockId);
  };

const KEEP = `INSERT INTO time_block_change (block, version, removed_to, stamp, stamp_from, at, author, workstation, entry_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Failure `not-found`, `changed-meanwhile`. */
const turn = (access: ChangeAccess, blockId: string, version: number, removed: 0 | 1): Result<'block.remove'> => {
  const block = access.change.one(row, `${BLOCKS} WHERE b.block_id = ?`, blockId);
  if (block.version !== version || block.removed === removed) throw new Failure('changed-meanwhile');
  const { author, workstation, at, entrySeq, stamp } = originOf(access);
  access.change.run(KEEP, block.id, version + 1, removed, stamp, block.stamp, at, author, workstation, entrySeq);
  access.change.run(
    'UPDATE time_block SET removed = ?, version = ?, schema_version = ?, stamp = ? WHERE id = ?',
    ...[removed, version + 1, RECORDS.steps.length, stamp, block.id],
  );
  return answer(access.change, blockId);
};

export const blockReads = (setupNow: SetupReader) =>
  ({ 'schedule.blocks': blocks, 'schedule.left-over': leftOver(setupNow) }) satisfies Partial<ReadHandlers>;

export const blockChanges = (setupNow: SetupReader) =>
  ({
    'block.add': add(setupNow),
    'block.remove': (access, { blockId, version }) => turn(access, blockId, version, 1),
    'block.restore': (access, { blockId, version }) => turn(access, blockId, version, 0),
  }) satisfies Partial<ChangeHandlers>;
