import { migration } from '../../migrate.ts';

/**
 * Spreadsheets on their way into the records. A row of a file is kept as it stood for as long as its patient is; its id is the batch's rowid times
 * 2^24 plus the row's number in the file, so that a batch's rows lie together and need no index (main/vault/import/row-id.ts).
 */
export const importing = migration({
  from: 2,
  to: 3,
  name: 'import',
  sql: `
CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  batch_id TEXT NOT NULL UNIQUE,
  file_name TEXT NOT NULL,
  size INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  started_by INTEGER NOT NULL REFERENCES author (id),
  state TEXT NOT NULL CHECK (state IN
    ('receiving', 'reading', 'mapping', 'checking', 'checked', 'importing', 'done', 'cancelled', 'undoing', 'undone', 'failed')),
  failure TEXT,
  -- of the step under way: how far it is, of how much, and the last row number it has dealt with
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL,
  at_row INTEGER NOT NULL DEFAULT 0,
  sheets TEXT NOT NULL DEFAULT '[]',
  sheet TEXT,
  encoding TEXT,
  delimiter TEXT,
  rows INTEGER NOT NULL DEFAULT 0,
  formula_cells INTEGER NOT NULL DEFAULT 0,
  header_row INTEGER NOT NULL DEFAULT 0,
  columns TEXT NOT NULL DEFAULT '[]',
  date_order TEXT CHECK (date_order IN ('ymd', 'mdy', 'dmy')),
  order_chosen INTEGER NOT NULL DEFAULT 0,
  date_examples TEXT NOT NULL DEFAULT '[]',
  names_look_swapped INTEGER NOT NULL DEFAULT 0,
  swap_names INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  kept INTEGER NOT NULL DEFAULT 0,
  -- the batch fills an empty store: the indexes of the search are made at its end, all at once
  unindexed INTEGER NOT NULL DEFAULT 0,
  finished_at INTEGER
) STRICT;

CREATE TABLE import_piece (
  batch INTEGER NOT NULL REFERENCES import_batch (id),
  offset INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (batch, offset)
) STRICT;

CREATE TABLE import_row (id INTEGER PRIMARY KEY, cells TEXT NOT NULL, marks TEXT) STRICT;

-- what the dry run said of a row; patient: the id of whom it updates or resembles
CREATE TABLE import_verdict (
  id INTEGER PRIMARY KEY,
  verdict TEXT NOT NULL CHECK (verdict IN ('new', 'update', 'duplicate', 'rejected')),
  reasons TEXT,
  patient TEXT,
  patient_version INTEGER
) STRICT;
CREATE INDEX import_verdict_kind ON import_verdict (verdict);

-- charts a batch has changed, with the version it made, so that the change can be taken back
CREATE TABLE import_update (
  id INTEGER PRIMARY KEY,
  patient TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

-- patients a batch made and took back before anybody touched them; their rows are gone, this says that they were
CREATE TABLE patient_taken_back (
  patient_id TEXT PRIMARY KEY,
  mrn TEXT NOT NULL,
  batch INTEGER NOT NULL REFERENCES import_batch (id),
  row INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL REFERENCES author (id),
  at INTEGER NOT NULL,
  author INTEGER NOT NULL REFERENCES author (id),
  entry_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
});
