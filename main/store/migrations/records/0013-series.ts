import { migration } from '../../migrate.ts';

/** Visits that were booked together because one comes again and again. Each is a visit of its own; the rule is kept to say how they came about. */
export const series = migration({
  from: 11,
  to: 12,
  name: 'series',
  sql: `
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  series_id TEXT NOT NULL UNIQUE,
  rule TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL REFERENCES author (id),
  created_on INTEGER NOT NULL REFERENCES workstation (id),
  created_seq INTEGER NOT NULL
) STRICT;
ALTER TABLE visit ADD COLUMN series INTEGER REFERENCES series (id);
CREATE INDEX visit_series ON visit (series, day) WHERE series IS NOT NULL;
`,
});
