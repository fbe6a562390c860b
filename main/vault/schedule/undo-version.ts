import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import type { Writer } from '../../store/statements.ts';
import type { Origin } from '../origin.ts';
import { reviseVisit } from './revise-visit.ts';
import { unconfirmed } from './unconfirmed.ts';
import { type StoredVisit, VISIT_FIELDS, visitFields } from './visits.ts';

const change = z.strictObject({ field: z.string(), value: z.union([z.string(), z.int(), z.null()]), author: z.int() });
const MADE = 'SELECT field, value_from AS value, author FROM visit_change WHERE visit = ? AND version = ?';

/** Gives a visit back what it had before its newest version, as a version of its own. Failure `changed-meanwhile` where nothing was changed by it, or somebody else made it. */
export const undoVersion = (writer: Writer, origin: Origin, visit: StoredVisit): void => {
  const changes = writer.all(change, MADE, visit.id, visit.version);
  if (changes.length === 0 || changes.some(({ author }) => author !== origin.author)) throw new Failure('changed-meanwhile');
  const now = VISIT_FIELDS.map((field) => [field, visit[field]]);
  const before = visitFields.parse(Object.fromEntries([...now, ...changes.map(({ field, value }) => [field, value])]));
  reviseVisit(writer, origin, visit, visit.state === 'cancelled' ? { ...before, ...unconfirmed(visit) } : before);
};
