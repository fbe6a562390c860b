import * as z from 'zod';
import type { Reader, Writer } from '../store/statements.ts';

/**
 * Notes, inside the transaction of a change, that the change announced by this audit entry was committed, and about which patients it was. After a
 * kill between announcement and outcome the next start reads here which of the two happened.
 */
export const noteCommitted = (writer: Writer, entrySeq: number, now: number, patientIds: readonly string[]): void => {
  writer.run('INSERT INTO record_outcome (entry_seq, patients, at) VALUES (?, ?, ?)', entrySeq, JSON.stringify(patientIds), now);
};

/** The patients of a committed change; undefined when the change that this entry announced never happened. */
export const committed = (reader: Reader, entrySeq: number): readonly string[] | undefined => {
  const found = reader.get(z.strictObject({ patients: z.string() }), 'SELECT patients FROM record_outcome WHERE entry_seq = ?', entrySeq);
  return found === undefined ? undefined : z.array(z.uuid()).parse(JSON.parse(found.patients));
};

/** Drops the notes of entries before this one, whose outcomes are in the ledger. Answers how many. */
export const forgetCommitted = (writer: Writer, beforeSeq: number): number =>
  writer.run('DELETE FROM record_outcome WHERE entry_seq < ?', beforeSeq).changes;
