import { migration } from '../../migrate.ts';

/**
 * Tasks and phone messages, each with the history of every field and what was said of it, and what each shift left at a desk. People are pointed at by their ids in the ledger's roll, for a
 * task may be given to somebody who has not signed in here yet. `dueKey` orders a list: what has no time of the day is due at its end, what has no day last.
 */
export const tasks = migration({
  from: 7,
  to: 8,
  name: 'tasks',
  sql: `
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  task_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('task', 'message')),
  patient INTEGER REFERENCES patient (id),
  taskText TEXT NOT NULL,
  caller TEXT,
  callBack TEXT,
  ownerUser TEXT,
  ownerRole TEXT CHECK (ownerRole IS NULL OR ownerUser IS NULL),
  assigned_at INTEGER NOT NULL,
  assigned_by INTEGER NOT NULL REFERENCES author (id),
  dueDay TEXT,
  dueMinute INTEGER CHECK (dueMinute IS NULL OR (dueDay IS NOT NULL AND dueMinute BETWEEN 0 AND 1439)),
  dueKey TEXT NOT NULL AS (coalesce(dueDay, '9999-12-31') || printf('T%04d', coalesce(dueMinute, 1440))) STORED,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'withdrawn')),
  doneAt INTEGER CHECK ((doneAt IS NULL) = (state = 'open')),
  doneBy TEXT CHECK ((doneBy IS NULL) = (state = 'open')),
  version INTEGER NOT NULL CHECK (version > 0),
  schema_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL REFERENCES author (id),
  created_on INTEGER NOT NULL REFERENCES workstation (id),
  created_seq INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER NOT NULL REFERENCES author (id),
  stamp TEXT NOT NULL,
  field_stamps TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX task_open ON task (dueKey, task_id) WHERE state = 'open';
CREATE INDEX task_done ON task (doneAt, task_id) WHERE state = 'done';
CREATE INDEX task_patient ON task (patient);

CREATE TABLE task_change (
  id INTEGER PRIMARY KEY,
  task INTEGER NOT NULL REFERENCES task (id),
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
  UNIQUE (task, version, field)
) STRICT;

CREATE TABLE task_comment (
  id INTEGER PRIMARY KEY,
  comment_id TEXT NOT NULL UNIQUE,
  task INTEGER NOT NULL REFERENCES task (id),
  words TEXT NOT NULL,
  stamp TEXT NOT NULL,
  at INTEGER NOT NULL,
  author INTEGER NOT NULL REFERENCES author (id),
  workstation INTEGER NOT NULL REFERENCES workstation (id),
  entry_seq INTEGER NOT NULL
) STRICT;
CREATE INDEX task_comment_task ON task_comment (task, id);

CREATE TABLE hand_over (
  id INTEGER PRIMARY KEY,
  workstation INTEGER NOT NULL REFERENCES workstation (id),
  version INTEGER NOT NULL CHECK (version > 0),
  handOverText TEXT NOT NULL,
  stamp TEXT NOT NULL,
  at INTEGER NOT NULL,
  author INTEGER NOT NULL REFERENCES author (id),
  entry_seq INTEGER NOT NULL,
  UNIQUE (workstation, version)
) STRICT;
`,
});
