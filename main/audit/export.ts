import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { toHex } from '../../shared/audit-fields.ts';
import { Failure } from '../../shared/failure.ts';
import { blob, columns, integer, type LedgerDatabase } from './ledger-database.ts';
import type { LogAbout } from './log-check.ts';
import { rawPublicKey } from './session-key.ts';

/** First line of every export, and the version of docs/audit-format.md it follows. */
export const EXPORT_FORMAT = 'anteroom-audit-export/1';

const PAGE = 1_000;

/**
 * The log up to its newest head as text, one JSON value a line, as docs/audit-format.md says: what is needed to check it without this program.
 * Call `HeadSigner.seal` first, so that the newest entries are in it. What the ledger holds goes out as it is, sound or not. Each string is
 * about a thousand lines.
 */
export function* exportLines(db: LedgerDatabase, about: LogAbout, created: number): Generator<string, void> {
  const counts = db.prepare('SELECT count(*), coalesce(max(size), 0) FROM audit_head').raw().get();
  const [heads, size] = columns(counts).map(integer);
  if (heads === undefined || size === undefined) throw new Failure('store-damaged');
  const { practice, workstation, keys } = about;
  yield lines([
    { format: EXPORT_FORMAT, practice, workstation, size, created },
    { key: 'device', public: toHex(rawPublicKey(keys.device)) },
    ...[...keys.users].flatMap(([user, held]) => held.map((key) => ({ key: 'user', user, public: toHex(rawPublicKey(key)) }))),
    ...sessions(db),
  ]);
  const page = db.prepare('SELECT seq, bytes, leaf FROM audit_entry WHERE seq > ? AND seq < ? ORDER BY seq LIMIT ?').raw();
  const newHeads = db
    .prepare('SELECT size, bytes, device_signature, session_signature FROM audit_head WHERE size > ? AND size <= ? ORDER BY size')
    .raw();
  let [entries, signed, last, at] = [0, 0, Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
  for (let rows = page.all(last, size, PAGE); rows.length > 0; rows = page.all(last, size, PAGE)) {
    const until = entries + rows.length;
    const waiting = newHeads.all(at, until).map(headLine);
    const chunk: unknown[] = [];
    for (const row of rows) {
      const [seq, bytes, leaf] = columns(row);
      last = integer(seq);
      entries += 1;
      chunk.push({ entry: base64(blob(bytes)), leaf: toHex(blob(leaf)) });
      for (let next = waiting[0]; next !== undefined && next.size <= entries; next = waiting[0]) {
        chunk.push(next.line);
        signed += 1;
        waiting.shift();
      }
    }
    at = until;
    yield lines(chunk);
  }
  const beyond = newHeads.all(at, size).map((row) => headLine(row).line);
  yield lines([...beyond, { end: true, entries, heads: signed + beyond.length }]);
}

/** Writes the export to a file, pipe or printer. Rejects when the destination fails; what was written then has no last line and says so itself. */
export const writeExport = async (db: LedgerDatabase, about: LogAbout, created: number, destination: Writable): Promise<void> =>
  pipeline(Readable.from(exportLines(db, about, created)), destination);

const sessions = (db: LedgerDatabase): unknown[] =>
  db
    .prepare('SELECT certificate, user_signature FROM audit_session ORDER BY id')
    .raw()
    .all()
    .map((row) => {
      const [certificate, signature] = columns(row);
      return { certificate: base64(blob(certificate)), signature: base64(blob(signature)) };
    });

const headLine = (row: unknown): { size: number; line: unknown } => {
  const [size, bytes, device, session] = columns(row);
  const by = { device: base64(blob(device)), session: session === null ? null : base64(blob(session)) };
  return { size: integer(size), line: { head: base64(blob(bytes)), ...by } };
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
