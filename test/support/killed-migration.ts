import { createSecretKey } from 'node:crypto';
import { MigrationPath, migrate, migration } from '../../main/store/migrate.ts';
import { openStore } from '../../main/store/open.ts';

/** Runs a step on a store of version 1 and dies by SIGKILL between two of its statements, or before its commit. Arguments: file, key (hex), point. */
const [file = '', hex = '', point = ''] = process.argv.slice(2);
const key = createSecretKey(Buffer.from(hex, 'hex'));
const open = (at: string) => openStore({ file: at, key, mode: 'existing', cacheMiB: 1 });

const store = open(file);
store.function('kill_here', { directOnly: true }, () => process.kill(process.pid, 'SIGKILL'));

const statements = [
  'CREATE TABLE extra (x INTEGER)',
  'INSERT INTO extra VALUES (1), (2)',
  'ALTER TABLE word ADD COLUMN size INTEGER',
  "UPDATE word SET text = 'half'",
  'CREATE INDEX word_size ON word (size)',
];
const at = Number(point);
const words = migration({
  from: 0,
  to: 1,
  name: 'words',
  sql: "CREATE TABLE word (text TEXT); INSERT INTO word VALUES ('Zanzibar');",
});
const broken = migration({
  from: 1,
  to: 2,
  name: 'broken',
  sql: [...statements.slice(0, at), 'SELECT kill_here()', ...statements.slice(at)].join(';\n'),
});
migrate({ store, path: MigrationPath.fromEmpty().with(words).with(broken), reopen: open, now: 1 });
