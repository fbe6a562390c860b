import { migration } from '../../migrate.ts';

/**
 * Visits, each with the history of every field. `day` and `start` are the practice's wall clock (shared/phi/visit.ts): a day's list is one range of one index, whatever the time zone
 * does meanwhile. Providers and visit types stand in the ledger and are pointed at by their ids.
 */
export const schedule = migration({
  from: 5,
  to: 6,
  name: 'schedule',
  sql: `
CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  visit_id TEXT NOT NULL UNIQUE,
  patient INTEGER NOT NULL REFERENCES patient (id),
  day TEXT NOT NULL,
  start INTEGER NOT NULL CHECK (start BETWEEN 0 AND 1439),
  minutes INTEGER NOT NULL CHECK (minutes > 0 AND start + minutes <= 1440),
  providerId TEXT NOT NULL,
  visitTypeId TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('booked', 'cancelled')),
  cancelReason TEXT CHECK (cancelReason IS NULL OR state = 'cancelled'),
  visitNote TEXT,
  anyway TEXT,
  version INTEGER NOT NULL CHECK (version > 0),
  schema_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL REFERENCES author (id),
  created_on INTEGER NOT NULL REFERENCES workstation (id),
  created_seq INTEGER NOT NULL,
  stamp TEXT NOT NULL,
  field_stamps TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX visit_day ON visit (day, start, visit_id);
CREATE INDEX visit_patient ON visit (patient, day);

CREATE TABLE visit_change (
  id INTEGER PRIMARY KEY,
  visit INTEGER NOT NULL REFERENCES visit (id),
  version INTEGER NOT NULL,
  field TEXT NOT NULL,
  value_from ANY,
  value_to ANY,
  stamp TEXT NOT NULL,
  stamp_from TEXT NOT NULL,
  at INTEGER NOT NULL,
  author INTEGER NOT NULL REFERENCES author (id),
  workstation INTEGER NOT NULL REFERENCES workstation (id),
  entry_seq INTEGER NOT NULL,
  UNIQUE (visit, version, field)
) STRICT;
`,
});
