import { migration } from '../../migrate.ts';

/** Where a visit stands on its day, what it was checked in with, and who asked a payer about a coverage. A check-in that was taken back stays, as taken back. */
export const checkIn = migration({
  from: 6,
  to: 7,
  name: 'check-in',
  sql: `
ALTER TABLE visit ADD COLUMN progress TEXT NOT NULL DEFAULT 'booked' CHECK (progress IN ('booked', 'confirmed', 'arrived', 'roomed', 'done', 'left', 'no-show'));
ALTER TABLE visit ADD COLUMN progressSince INTEGER;
ALTER TABLE visit ADD COLUMN arrivedAt INTEGER;

CREATE TABLE check_in (
  id INTEGER PRIMARY KEY,
  check_in_id TEXT NOT NULL UNIQUE,
  visit INTEGER NOT NULL REFERENCES visit (id),
  visit_version INTEGER NOT NULL,
  identifiers TEXT NOT NULL,
  copay_cents INTEGER,
  copay_way TEXT,
  undone_at INTEGER,
  schema_version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  author INTEGER NOT NULL REFERENCES author (id),
  workstation INTEGER NOT NULL REFERENCES workstation (id),
  entry_seq INTEGER NOT NULL,
  stamp TEXT NOT NULL,
  UNIQUE (visit, visit_version)
) STRICT;

CREATE TABLE coverage_check (
  id INTEGER PRIMARY KEY,
  coverage_check_id TEXT NOT NULL UNIQUE,
  coverage_id TEXT NOT NULL,
  check_in INTEGER NOT NULL REFERENCES check_in (id),
  schema_version INTEGER NOT NULL,
  stamp TEXT NOT NULL
) STRICT;
CREATE INDEX coverage_check_coverage ON coverage_check (coverage_id);
CREATE INDEX coverage_check_check_in ON coverage_check (check_in);
`,
});
