import { migration } from '../../migrate.ts';

/**
 * What the officer's view and a chart's lookers are found by, filled from the log when somebody asks and never while an entry is written: an index on the entries themselves would
 * cost a page with each. It proves nothing and can be emptied at any time; what is shown is read from the entries.
 *
 * A block is 256 entries; the words in it stand between spaces.
 */
export const readSide = migration({
  from: 1,
  to: 2,
  name: 'read-side',
  sql: `
  CREATE TABLE log_block (
    block INTEGER PRIMARY KEY,
    earliest INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    users TEXT NOT NULL,
    actions TEXT NOT NULL,
    outcomes TEXT NOT NULL
  ) STRICT;
  CREATE TABLE log_patient (
    pseudonym TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (pseudonym, seq)
  ) STRICT, WITHOUT ROWID;
  `,
});
