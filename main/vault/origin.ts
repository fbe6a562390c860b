import * as z from 'zod';
import type { Stamp } from '../../shared/clock.ts';
import { nodeOf, tick } from '../../shared/clock.ts';
import type { ChangeAccess } from '../gate/access.ts';
import type { Writer } from '../store/statements.ts';
import { readMeta, writeMeta } from './records-meta.ts';

/** Who made a change, where, when and announced by which audit entry: what every changed row carries. */
export interface Origin {
  readonly author: number;
  readonly workstation: number;
  readonly at: number;
  readonly entrySeq: number;
  /** One stamp for the whole call: the fields of one save belong together. */
  readonly stamp: Stamp;
}

/** The origin of this call's changes. Call it once per call (or per chunk): each asking takes the next stamp of the workstation's clock. */
export const originOf = (access: ChangeAccess): Origin => {
  const { actor, workstationId, workstationName, now } = access.facts;
  const stamp = tick(readMeta(access.change, 'newest-stamp', z.string()) ?? null, now, nodeOf(workstationId));
  writeMeta(access.change, 'newest-stamp', stamp);
  return {
    author: known(access.change, 'author', 'user_id', actor.userId, actor.name),
    workstation: known(access.change, 'workstation', 'workstation_id', workstationId, workstationName),
    at: now,
    entrySeq: access.entrySeq,
    stamp,
  };
};

const row = z.strictObject({ id: z.int(), name: z.string() });

/** The rowid of a person or machine by its id; its name follows the latest one, so that history shows people as they are called now. */
const known = (writer: Writer, table: 'author' | 'workstation', key: 'user_id' | 'workstation_id', id: string, name: string): number => {
  const found = writer.get(row, `SELECT id, name FROM ${table} WHERE ${key} = ?`, id);
  if (found === undefined) return Number(writer.run(`INSERT INTO ${table} (${key}, name) VALUES (?, ?)`, id, name).lastInsertRowid);
  if (found.name !== name) writer.run(`UPDATE ${table} SET name = ? WHERE id = ?`, name, found.id);
  return found.id;
};
