import { migration } from '../../migrate.ts';

/** Times in which a provider sees nobody, and the room of a visit. Rooms themselves stand in the ledger, as providers do. */
export const blocksAndRooms = migration({
  from: 9,
  to: 10,
  name: 'blocks-and-rooms',
  sql: `
ALTER TABLE visit ADD COLUMN roomId TEXT;
CREATE INDEX visit_room ON visit (roomId, day, start) WHERE roomId IS NOT NULL;

CREATE TABLE time_block (
  id INTEGER PRIMARY KEY,
  block_id TEXT NOT NULL UNIQUE,
  providerId TEXT NOT NULL,
  fromDay TEXT NOT NULL,
  toDay TEXT NOT NULL CHECK (toDay >= fromDay),
  start INTEGER NOT NULL CHECK (start BETWEEN 0 AND 1439),
  end INTEGER NOT NULL CHECK (end > start AND end <= 1440),
  reason TEXT NOT NULL,
  blockNote TEXT,
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  version INTEGER NOT NULL CHECK (version > 0),
  schema_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL REFERENCES author (id),
  created_on INTEGER NOT NULL REFERENCES workstation (id),
  created_seq INTEGER NOT NULL,
  stamp TEXT NOT NULL
) STRICT;
CREATE INDEX time_block_provider ON time_block (providerId, toDay);
CREATE INDEX time_block_day ON time_block (toDay);

CREATE TABLE time_block_change (
  id INTEGER PRIMARY KEY,
  block INTEGER NOT NULL REFERENCES time_block (id),
  version INTEGER NOT NULL,
  removed_to INTEGER NOT NULL,
  stamp TEXT NOT NULL,
  stamp_from TEXT NOT NULL,
  at INTEGER NOT NULL,
  author INTEGER NOT NULL REFERENCES author (id),
  workstation INTEGER NOT NULL REFERENCES workstation (id),
  entry_seq INTEGER NOT NULL,
  UNIQUE (block, version)
) STRICT;
`,
});
