import { migration } from '../../migrate.ts';

/** Who waits for a time, and the visit that was booked from it: a booking that is taken back as a mistake puts them back where they were. */
export const waitList = migration({
  from: 10,
  to: 11,
  name: 'wait-list',
  sql: `
CREATE TABLE wait (
  id INTEGER PRIMARY KEY,
  wait_id TEXT NOT NULL UNIQUE,
  patient INTEGER NOT NULL REFERENCES patient (id),
  visitTypeId TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes > 0),
  providerId TEXT,
  weekdays TEXT NOT NULL,
  part TEXT NOT NULL,
  fromDay TEXT NOT NULL,
  visitNote TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'booked', 'removed')),
  visit INTEGER REFERENCES visit (id) CHECK ((visit IS NULL) = (state <> 'booked')),
  version INTEGER NOT NULL CHECK (version > 0),
  schema_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL REFERENCES author (id),
  created_on INTEGER NOT NULL REFERENCES workstation (id),
  created_seq INTEGER NOT NULL,
  stamp TEXT NOT NULL
) STRICT;
CREATE INDEX wait_waiting ON wait (created_at, wait_id) WHERE state = 'waiting';
CREATE INDEX wait_patient ON wait (patient);
CREATE INDEX wait_visit ON wait (visit) WHERE visit IS NOT NULL;

CREATE TABLE wait_change (
  id INTEGER PRIMARY KEY,
  wait INTEGER NOT NULL REFERENCES wait (id),
  version INTEGER NOT NULL,
  state_from TEXT NOT NULL,
  state_to TEXT NOT NULL,
  visit_from INTEGER,
  visit_to INTEGER,
  stamp TEXT NOT NULL,
  stamp_from TEXT NOT NULL,
  at INTEGER NOT NULL,
  author INTEGER NOT NULL REFERENCES author (id),
  workstation INTEGER NOT NULL REFERENCES workstation (id),
  entry_seq INTEGER NOT NULL,
  UNIQUE (wait, version)
) STRICT;
`,
});
