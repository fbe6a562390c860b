import { migration } from '../../migrate.ts';

/** What was chosen about rows that resemble a patient belongs to the batch: whoever takes an import up again in its middle takes it up as it was begun. */
export const importDuplicates = migration({
  from: 4,
  to: 5,
  name: 'import-duplicates',
  sql: `
ALTER TABLE import_batch ADD COLUMN duplicates_made INTEGER NOT NULL DEFAULT 0;
`,
});
