import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { TASK_PAGE } from '../../../shared/operations/tasks.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { LIMITED, type Reader } from '../../store/statements.ts';
import { originOf } from '../origin.ts';

const note = z.strictObject({ version: z.int(), handOverText: z.string(), at: z.int(), by: z.string() });

const NOTES = `SELECT h.version, h.handOverText, h.at, a.name AS by FROM hand_over h CROSS JOIN workstation w ON w.id = h.workstation CROSS JOIN author a ON a.id = h.author
  WHERE w.workstation_id = ? AND h.version < ? ORDER BY h.version DESC ${LIMITED}`;

const notesOf = (reader: Reader, workstationId: string, before: number, limit: number): z.output<typeof note>[] =>
  reader.all(note, NOTES, workstationId, before, limit);

export const readHandOver: PhiHandler<'hand-over.read'> = (access, { before }) => {
  const { workstationId, workstationName } = access.facts;
  return { desk: workstationName, notes: notesOf(access.records, workstationId, before ?? Number.MAX_SAFE_INTEGER, TASK_PAGE) };
};

/** Every note stays; the newest is what the desk shows. Failure `changed-meanwhile`. */
export const writeHandOver: PhiHandler<'hand-over.write'> = (access, { version, handOverText }) => {
  const { workstationId } = access.facts;
  const newest = (): z.output<typeof note> | undefined => notesOf(access.change, workstationId, Number.MAX_SAFE_INTEGER, 1)[0];
  if ((newest()?.version ?? 0) !== version) throw new Failure('changed-meanwhile');
  const { author, workstation, at, entrySeq, stamp } = originOf(access);
  access.change.run(
    'INSERT INTO hand_over (workstation, version, handOverText, stamp, at, author, entry_seq) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[workstation, version + 1, handOverText, stamp, at, author, entrySeq],
  );
  const kept = newest();
  if (kept === undefined) throw new Failure('internal');
  return kept;
};
