import * as z from 'zod';
import type { Reader } from '../../store/statements.ts';
import type { Span } from './free-time.ts';

const row = z.strictObject({ fromDay: z.string(), toDay: z.string(), from: z.int(), to: z.int() });
/** A time in which a provider sees nobody, on each of its days. */
export type Blocked = z.output<typeof row>;

const BLOCKED = `SELECT fromDay, toDay, start AS "from", end AS "to" FROM time_block
  WHERE providerId = ? AND toDay >= ? AND fromDay <= ? AND removed = 0`;

/** What a provider has blocked, as far as it touches these days. */
export const readBlocked = (reader: Reader, providerId: string, from: string, to: string): Blocked[] =>
  reader.all(row, BLOCKED, providerId, from, to);

export const blockedOn = (blocked: readonly Blocked[], day: string): readonly Span[] =>
  blocked.filter(({ fromDay, toDay }) => fromDay <= day && day <= toDay);
