import { migration } from '../../migrate.ts';

/**
 * The records store's first schema. A column that holds a patient's datum has the name the field has in shared/phi (familyName); every other column
 * is named for the bookkeeping it does (merged_into). Rows point at each other by rowid; the time-ordered UUIDs are what leaves the store.
 */
export const patients = migration({
  from: 0,
  to: 1,
  name: 'patients',
  sql: `
CREATE TABLE records_meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT;

CREATE TABLE author (id INTEGER PRIMARY KEY, user_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
CREATE TABLE workstation (id INTEGER PRIMARY KEY, workstation_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;

CREATE TABLE patient (
  id INTEGER PRIMARY KEY,
  patient_id TEXT NOT NULL UNIQUE,
  mrn TEXT NOT NULL UNIQUE COLLATE NOCASE,
  familyName TEXT NOT NULL,
  givenName TEXT,
  middleName TEXT,
  suffix TEXT,
  preferredName TEXT,
  formerName TEXT,
  birthDate TEXT,
  deathDate TEXT,
  sex TEXT,
  genderIdentity TEXT,
  pronouns TEXT,
  race TEXT,
  ethnicity TEXT,
  maritalStatus TEXT,
  language TEXT,
  interpreter TEXT,
  mobilePhone TEXT,
  homePhone TEXT,
  workPhone TEXT,
  email TEXT,
  addressLine1 TEXT,
  addressLine2 TEXT,
  city TEXT,
  state TEXT,
  zip TEXT,
  country TEXT,
  ssn TEXT,
  driverLicense TEXT,
  externalId TEXT,
  employer TEXT,
  guarantorName TEXT,
  guarantorRelationship TEXT,
  guarantorPhone TEXT,
  deskNote TEXT,
  coverages TEXT NOT NULL DEFAULT '[]',
  emergencyContacts TEXT NOT NULL DEFAULT '[]',
  consents TEXT NOT NULL DEFAULT '[]',
  alerts TEXT NOT NULL DEFAULT '[]',
  restricted TEXT CHECK (restricted IN ('staff-member', 'vip', 'sensitive')),
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  merged_into INTEGER REFERENCES patient (id),
  name_key TEXT NOT NULL,
  import_batch TEXT,
  import_row INTEGER,
  version INTEGER NOT NULL CHECK (version > 0),
  schema_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL REFERENCES author (id),
  created_on INTEGER NOT NULL REFERENCES workstation (id),
  created_seq INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER NOT NULL REFERENCES author (id),
  updated_on INTEGER NOT NULL REFERENCES workstation (id),
  -- the stamp of every field not named in field_stamps: nearly all of them, of nearly every patient
  stamp TEXT NOT NULL,
  field_stamps TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX patient_merged_into ON patient (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX patient_name_key ON patient (name_key);
CREATE INDEX patient_import ON patient (import_batch, import_row) WHERE import_batch IS NOT NULL;

-- one row per field and version: the value before it is never lost, and going through them backwards gives every earlier version
CREATE TABLE patient_change (
  id INTEGER PRIMARY KEY,
  patient INTEGER NOT NULL REFERENCES patient (id),
  version INTEGER NOT NULL,
  field TEXT NOT NULL,
  value_from TEXT,
  value_to TEXT,
  stamp TEXT NOT NULL,
  stamp_from TEXT NOT NULL,
  at INTEGER NOT NULL,
  author INTEGER NOT NULL REFERENCES author (id),
  workstation INTEGER NOT NULL REFERENCES workstation (id),
  entry_seq INTEGER NOT NULL,
  UNIQUE (patient, version, field)
) STRICT;

-- undo_plan: per field of the survivor what the merge found and what it put there
CREATE TABLE patient_merge (
  id INTEGER PRIMARY KEY,
  merge_id TEXT NOT NULL UNIQUE,
  survivor INTEGER NOT NULL REFERENCES patient (id),
  merged INTEGER NOT NULL REFERENCES patient (id),
  undo_plan TEXT NOT NULL,
  at INTEGER NOT NULL,
  author INTEGER NOT NULL REFERENCES author (id),
  entry_seq INTEGER NOT NULL,
  undone_at INTEGER,
  undone_by INTEGER REFERENCES author (id),
  undone_seq INTEGER
) STRICT;
CREATE INDEX patient_merge_survivor ON patient_merge (survivor, id);
CREATE UNIQUE INDEX patient_merge_once ON patient_merge (merged) WHERE undone_at IS NULL;

CREATE TABLE patient_assignment (
  id INTEGER PRIMARY KEY,
  patient INTEGER NOT NULL REFERENCES patient (id),
  user_id TEXT NOT NULL,
  until TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  granted_by INTEGER NOT NULL REFERENCES author (id),
  entry_seq INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by INTEGER REFERENCES author (id),
  ended_seq INTEGER
) STRICT;
CREATE UNIQUE INDEX patient_assignment_open ON patient_assignment (user_id, patient) WHERE ended_at IS NULL;
CREATE INDEX patient_assignment_patient ON patient_assignment (patient);

-- both are named by the leaf hash of an audit entry: after somebody went on with an older copy of the ledger a number stands for another entry, a hash never does
CREATE TABLE record_outcome (id INTEGER PRIMARY KEY, intent TEXT NOT NULL UNIQUE, patients TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE reason_text (entry TEXT PRIMARY KEY, code TEXT NOT NULL, text TEXT NOT NULL, salt BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL,
  draft_id TEXT NOT NULL,
  form TEXT NOT NULL,
  subject_id TEXT,
  sealed BLOB NOT NULL,
  kept_at INTEGER NOT NULL,
  UNIQUE (user_id, draft_id)
) STRICT;
`,
});
