import { spawnSync } from 'node:child_process';
import { type KeyObject, sign } from 'node:crypto';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { z } from 'zod';
import { leafHash, sha256, ZERO_HASH } from '../../main/audit/digest.ts';
import { exportLines } from '../../main/audit/export.ts';
import type { LogAbout } from '../../main/audit/log-check.ts';
import { Frontier } from '../../main/audit/tree.ts';
import { decodeEntry, encodeEntry } from '../../shared/audit-bytes.ts';
import { toHex } from '../../shared/audit-fields.ts';
import { decodeHead, encodeHead, type TreeHead } from '../../shared/audit-statements.ts';
import type { AuditEntry } from '../../shared/entry.ts';
import { type Clinic, openCipher } from '../audit-ledger.ts';

/** What an attacker with the ledger's key and any SQL tool can do to a copy of the file. */

const row = z.object({ bytes: z.instanceof(Buffer), leaf: z.instanceof(Buffer) });
const headRow = z.object({ size: z.number(), bytes: z.instanceof(Buffer) });

/** A copy of the (checkpointed) ledger with the triggers gone. */
export const stolenCopy = (clinic: Clinic, name: string): Database.Database => {
  const file = join(clinic.folder, `${name}.db`);
  copyFileSync(clinic.file, file);
  const db = openCipher(file, clinic.databaseKey);
  for (const table of ['entry', 'session', 'head']) {
    db.exec(`DROP TRIGGER audit_${table}_no_update; DROP TRIGGER audit_${table}_no_delete`);
  }
  return db;
};

export const take = (db: Database.Database, seq: number) =>
  row.parse(db.prepare('SELECT bytes, leaf FROM audit_entry WHERE seq = ?').get(seq));

export const entryAt = (db: Database.Database, seq: number): AuditEntry => decodeEntry(take(db, seq).bytes);

export const put = (db: Database.Database, seq: number, bytes: Uint8Array, leaf: Uint8Array = leafHash(bytes)): void => {
  db.prepare('INSERT OR REPLACE INTO audit_entry (seq, bytes, leaf) VALUES (?, ?, ?)').run(seq, bytes, leaf);
};

/** Makes room for one row at `seq`, as an INSERT in the middle needs. */
export const shift = (db: Database.Database, seq: number): void => {
  db.prepare('UPDATE audit_entry SET seq = -seq - 1 WHERE seq >= ?').run(seq);
  db.exec('UPDATE audit_entry SET seq = -seq WHERE seq < 0');
};

/** Closes the hole a deletion left. */
export const unshift = (db: Database.Database, seq: number): void => {
  db.prepare('UPDATE audit_entry SET seq = -seq WHERE seq > ?').run(seq);
  db.exec('UPDATE audit_entry SET seq = -seq - 1 WHERE seq < 0');
};

const allRows = (db: Database.Database) => z.array(row).parse(db.prepare('SELECT bytes, leaf FROM audit_entry ORDER BY seq').all());

/** Writes every number and link anew, so that the chain is whole again. */
export const relink = (db: Database.Database): void => {
  let previous: Uint8Array = ZERO_HASH;
  const entries = allRows(db).map(({ bytes }) => decodeEntry(bytes));
  db.exec('BEGIN; DELETE FROM audit_entry');
  entries.forEach((entry, seq) => {
    const bytes = encodeEntry({ ...entry, seq, previous: toHex(previous) });
    previous = leafHash(bytes);
    put(db, seq, bytes, previous);
  });
  db.exec('COMMIT');
};

/** Signs every head anew over the log as it is now, with `deviceKey`; `change` may turn a head into another, null drops it. */
export const signAgain = (
  db: Database.Database,
  deviceKey: KeyObject,
  change: (head: TreeHead) => TreeHead | null = (head) => head,
): void => {
  const leaves = allRows(db).map(({ leaf }) => leaf);
  db.exec('BEGIN');
  const tree = new Frontier();
  let previousHead: Uint8Array = ZERO_HASH;
  for (const { size, bytes } of z.array(headRow).parse(db.prepare('SELECT size, bytes FROM audit_head ORDER BY size').all())) {
    const head = change(decodeHead(bytes));
    if (head === null) {
      db.prepare('DELETE FROM audit_head WHERE size = ?').run(size);
      continue;
    }
    for (const leaf of leaves.slice(tree.size, head.size)) tree.append(leaf);
    const signed = encodeHead({ ...head, root: toHex(tree.root()), previousHead: toHex(previousHead) });
    previousHead = sha256(signed);
    db.prepare('UPDATE audit_head SET bytes = ?, device_signature = ? WHERE size = ?').run(signed, sign(null, signed, deviceKey), size);
    if (head.kind !== 'session') db.prepare('UPDATE audit_head SET session_signature = NULL WHERE size = ?').run(size);
  }
  db.exec('COMMIT');
};

const report = z.object({
  intact: z.boolean(),
  finding: z.object({ kind: z.string(), seq: z.number(), until: z.number() }).nullable(),
  notes: z.array(z.object({ kind: z.string(), seq: z.number(), until: z.number() })),
  entries: z.number(),
  root: z.string(),
});

/** Runs the stand-alone verifier as an auditor does: another process, one file, no application. */
export const auditor = (file: string, ...options: string[]) => {
  const script = new URL('../../build/audit-verify/main.mjs', import.meta.url).pathname;
  const run = spawnSync(process.execPath, [script, file, '--json', ...options], { encoding: 'utf8' });
  return { exit: run.status, stderr: run.stderr, report: run.stdout === '' ? null : report.parse(JSON.parse(run.stdout)) };
};

export const exported = (clinic: Clinic, db: Database.Database, name: string, about: LogAbout = clinic.about): string => {
  const file = join(clinic.folder, `${name}.ndjson`);
  writeFileSync(file, [...exportLines(db, about, 0)].join(''));
  return file;
};
