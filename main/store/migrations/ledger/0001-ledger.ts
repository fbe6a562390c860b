import { AUDIT_TABLES } from '../../../audit/ledger-tables.ts';
import { migration } from '../../migrate.ts';

/**
 * The ledger: staff, their sealed key slots, settings and the audit log. No PHI is in it, so it can be open while everything is locked and a failed
 * sign-in can be recorded. A person's row is never deleted and a sign-in name never given twice (45 CFR 164.312(a)(2)(i)).
 */
export const ledgerStart = migration({
  from: 0,
  to: 1,
  name: 'ledger',
  sql: `
  CREATE TABLE staff (
    user_id TEXT PRIMARY KEY,
    sign_in_name TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'active', 'removed')),
    ends_on TEXT,
    color INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    last_sign_in INTEGER,
    failed_since INTEGER NOT NULL DEFAULT 0,
    preferences TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE slot (
    user_id TEXT PRIMARY KEY REFERENCES staff (user_id),
    exchange_public BLOB NOT NULL,
    bundle BLOB NOT NULL,
    bundle_version INTEGER NOT NULL,
    box BLOB NOT NULL,
    box_epoch INTEGER NOT NULL,
    totp_step INTEGER NOT NULL DEFAULT -1,
    newest_version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE signing_key (
    signing_public BLOB PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES staff (user_id),
    since INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE recovery_code (
    user_id TEXT NOT NULL REFERENCES staff (user_id),
    salt BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (user_id, salt)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE tries (user_id TEXT PRIMARY KEY, item TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE announced (intent TEXT PRIMARY KEY, seq INTEGER NOT NULL, operation TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  ${AUDIT_TABLES}
  `,
});
