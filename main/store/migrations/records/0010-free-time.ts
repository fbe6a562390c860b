import { migration } from '../../migrate.ts';

/** Who is free when, from the index alone: a provider's days are one range of it. */
export const freeTime = migration({
  from: 8,
  to: 9,
  name: 'free-time',
  sql: 'CREATE INDEX visit_provider ON visit (providerId, day, start, minutes, state, progress);',
});
