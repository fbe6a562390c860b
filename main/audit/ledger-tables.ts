/**
 * The tables of the log in `ledger.db`. There is one B-tree per table and no secondary index, since each would cost one more sealed page per
 * answer. The triggers refuse every change and every removal: the log is kept at least six years (45 CFR 164.316(b)(2)(i)), and this program
 * has no way to shorten it at all. Who edits the file with other tools is named by the verifier.
 */
export const AUDIT_TABLES = `
  CREATE TABLE audit_entry (
    seq INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL,
    leaf BLOB NOT NULL CHECK (length(leaf) = 32)
  ) STRICT;
  CREATE TABLE audit_session (
    id INTEGER PRIMARY KEY,
    certificate BLOB NOT NULL,
    user_signature BLOB NOT NULL CHECK (length(user_signature) = 64)
  ) STRICT;
  CREATE TABLE audit_head (
    size INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL,
    device_signature BLOB NOT NULL CHECK (length(device_signature) = 64),
    session_signature BLOB CHECK (length(session_signature) = 64),
    frontier BLOB
  ) STRICT;
  ${['audit_entry', 'audit_session', 'audit_head']
    .flatMap((table) =>
      ['UPDATE', 'DELETE'].map(
        (change) => `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}
          BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;`,
      ),
    )
    .join('\n  ')}
`;
