import { migration } from '../../migrate.ts';

/** Calls about a visit that is to come, each with how it ended. */
export const calls = migration({
  from: 12,
  to: 13,
  name: 'calls',
  sql: `
CREATE TABLE visit_call (
  id INTEGER PRIMARY KEY,
  call_id TEXT NOT NULL UNIQUE,
  visit INTEGER NOT NULL REFERENCES visit (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('confirmed', 'no-answer', 'left-message', 'another-time', 'wrong-number')),
  schema_version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  author INTEGER NOT NULL REFERENCES author (id),
  workstation INTEGER NOT NULL REFERENCES workstation (id),
  entry_seq INTEGER NOT NULL,
  stamp TEXT NOT NULL
) STRICT;
CREATE INDEX visit_call_visit ON visit_call (visit);
`,
});
