import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { chance } from '../random.ts';
import type { Job, Remains, Workload } from './workload.ts';

/**
 * The harness's own workload: a hash-chained table in SQLCipher with the house pragmas, several rows in each transaction and a second table
 * whose pages are dirtied at random places, with a small checkpoint so that a short run crosses many. The option `synchronous` (default
 * FULL) exists to prove that the harness sees lost work: with NORMAL it must.
 */
export const workload: Workload = { run, check };

const KEY = Buffer.alloc(32, 7);
const DRAWERS = 400;

function open(dir: string, synchronous: string): Database.Database {
  const db = new Database(join(dir, 'chain.db'));
  db.pragma("cipher = 'sqlcipher'");
  db.pragma('legacy = 4');
  db.key(Buffer.from(`x'${KEY.toString('hex')}'`));
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma('temp_store = MEMORY');
  db.pragma('wal_autocheckpoint = 60');
  return db;
}

function run({ dir, seed, transactions, options, ack }: Job): void {
  const random = chance(seed);
  const db = open(dir, options.synchronous ?? 'FULL');
  db.exec(`
    CREATE TABLE batch (id INTEGER PRIMARY KEY, rows INTEGER NOT NULL);
    CREATE TABLE entry (seq INTEGER PRIMARY KEY, batch INTEGER NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL);
    CREATE TABLE drawer (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL, padding BLOB NOT NULL);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${DRAWERS}) INSERT INTO drawer SELECT i, 0, randomblob(300) FROM n;
  `);
  syncFolder(dir);
  ack('0');
  const batch = db.prepare('INSERT INTO batch VALUES (?, ?)');
  const entry = db.prepare('INSERT INTO entry VALUES (?, ?, ?, ?)');
  const move = db.prepare('UPDATE drawer SET amount = amount + ?, padding = randomblob(300) WHERE id = ?');
  let [seq, hash] = [0, Buffer.alloc(32)];
  for (let id = 1; id <= transactions; id++) {
    const rows = 1 + random.below(4);
    db.transaction(() => {
      batch.run(id, rows);
      for (let row = 0; row < rows; row++) {
        const body = Buffer.alloc(50 + random.below(1500), id & 255);
        hash = link(hash, body);
        entry.run(++seq, id, body, hash);
        move.run(id, 1 + random.below(DRAWERS));
        move.run(-id, 1 + random.below(DRAWERS));
      }
    }).immediate();
    ack(String(id));
  }
  db.close();
}

function check({ dir, options, acked }: Remains): string[] {
  if (!existsSync(join(dir, 'chain.db'))) return acked.length > 0 ? ['the store is missing'] : [];
  const db = open(dir, options.synchronous ?? 'FULL');
  try {
    const whole: unknown = db.pragma('integrity_check', { simple: true });
    if (whole !== 'ok') return [`integrity_check: ${String(whole)}`];
    const tables = db.prepare<[], number>("SELECT count(*) FROM sqlite_schema WHERE name IN ('batch', 'entry', 'drawer')").pluck().get();
    if (tables !== 3) return acked.length > 0 ? ['an acknowledged store has no tables'] : [];
    return [...lost(db, acked), ...halves(db), ...broken(db)];
  } finally {
    db.close();
  }
}

function lost(db: Database.Database, acked: readonly string[]): string[] {
  const there = new Set(db.prepare<[], number>('SELECT id FROM batch').pluck().all());
  const missing = acked.filter((note) => note !== '0' && !there.has(Number(note)));
  return missing.length > 0 ? [`lost ${missing.length} acknowledged transactions, the first ${missing[0]}`] : [];
}

function halves(db: Database.Database): string[] {
  const counts = 'SELECT b.id FROM batch b LEFT JOIN entry e ON e.batch = b.id GROUP BY b.id HAVING count(e.seq) <> b.rows';
  const half = db.prepare<[], number>(counts).pluck().all();
  const sum = db.prepare<[], number>('SELECT total(amount) FROM drawer').pluck().get();
  return [
    ...half.map((id) => `transaction ${id} is half there`),
    ...(sum === 0 ? [] : [`the drawers hold ${sum}, a transaction is half there`]),
  ];
}

function broken(db: Database.Database): string[] {
  let [seq, hash] = [0, Buffer.alloc(32)];
  for (const entry of db
    .prepare<[], { seq: number; body: Buffer; hash: Buffer }>('SELECT seq, body, hash FROM entry ORDER BY seq')
    .iterate()) {
    hash = link(hash, entry.body);
    if (entry.seq !== ++seq || !hash.equals(entry.hash)) return [`the chain breaks at entry ${entry.seq}`];
  }
  return [];
}

function link(previous: Buffer, body: Buffer): Buffer<ArrayBuffer> {
  return createHash('sha256').update(previous).update(body).digest();
}

/** A name in a folder is promised only by a sync of the folder (POSIX fsync, rationale). */
function syncFolder(dir: string): void {
  const folder = openSync(dir, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
