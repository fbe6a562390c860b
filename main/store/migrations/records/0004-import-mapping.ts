import { migration } from '../../migrate.ts';

/** What people said the columns of a list are, for the next list with the same headings. */
export const importMapping = migration({
  from: 3,
  to: 4,
  name: 'import-mapping',
  sql: `
-- headings: a digest of them, because a list without headings could have a patient in that row
CREATE TABLE import_mapping (
  id INTEGER PRIMARY KEY,
  headings TEXT NOT NULL UNIQUE,
  choices TEXT NOT NULL,
  at INTEGER NOT NULL,
  author INTEGER NOT NULL REFERENCES author (id),
  entry_seq INTEGER NOT NULL
) STRICT;
`,
});
