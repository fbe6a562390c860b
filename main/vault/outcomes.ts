import * as z from 'zod';
import type { Reader, Writer } from '../store/statements.ts';
import type { Announcements } from './announcements.ts';

/**
 * Notes, inside the transaction of a change, that the change announced by the entry with this leaf hash was committed, and about which patients it was. After a
 * kill between announcement and outcome the next start reads here which of the two happened.
 */
export const noteCommitted = (writer: Writer, intent: string, now: number, patientIds: readonly string[]): void => {
  writer.run('INSERT INTO record_outcome (intent, patients, at) VALUES (?, ?, ?)', intent, JSON.stringify(patientIds), now);
};

/** The patients of a committed change; undefined when the change that this entry announced never happened here, or its note was dropped. */
export const committed = (reader: Reader, intent: string): readonly string[] | undefined => {
  const found = reader.get(z.strictObject({ patients: z.string() }), 'SELECT patients FROM record_outcome WHERE intent = ?', intent);
  return found === undefined ? undefined : z.array(z.uuid()).parse(JSON.parse(found.patients));
};

/** Drops the notes of changes whose outcomes are durable in the ledger; the newest note of all stays, for it tells how new these records are. */
export const forgetCommitted = (writer: Writer, intents: readonly string[]): void => {
  for (const intent of intents)
    writer.run('DELETE FROM record_outcome WHERE intent = ? AND id < (SELECT max(id) FROM record_outcome)', intent);
};

/** As `forgetCommitted`, for every note there is: nothing is announced any more whose outcome does not stand. */
export const forgetAllCommitted = (writer: Writer): void => {
  writer.run('DELETE FROM record_outcome WHERE id < (SELECT max(id) FROM record_outcome)');
};

const noted = z.strictObject({ intent: z.string() });

/**
 * Whether these records are an older copy: the log says that a change was committed which they do not hold. They are none when the newest change they hold was announced later and a kill came
 * before its outcome.
 */
export const areRecordsOlder = (reader: Reader, announcements: Announcements): boolean => {
  const { newest, open } = announcements;
  if (newest === undefined || committed(reader, newest.intent) !== undefined) return false;
  const held = reader.get(noted, 'SELECT intent FROM record_outcome ORDER BY id DESC LIMIT 1')?.intent;
  return !open.some(({ intent, seq }) => intent === held && seq > newest.seq);
};
