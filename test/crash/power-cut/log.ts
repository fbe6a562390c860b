import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the recorder writes down; the position is the number in the log and must equal the enum in recorder.h. */
const TYPES = [
  '',
  'write',
  'size',
  'grow',
  'sync-begin',
  'sync-end',
  'create',
  'unlink',
  'rename',
  'link',
  'mkdir',
  'rmdir',
  'mark',
  'caveat',
] as const;
export type RecordType = (typeof TYPES)[number];

/**
 * One operation on the watched directory, in the order it happened.
 * `offset` is the place of a write, the size of `size` and `grow`, and for `sync-end` the sequence of its `sync-begin`.
 * `data` holds the bytes of a write, the new path of a rename, the text of a mark.
 */
export interface LogRecord {
  type: RecordType;
  sequence: number;
  inode: number;
  offset: number;
  path: string;
  data: Buffer;
}

/** A file or folder (`bytes` null) as it was before the recording, with its path inside the directory. */
export interface Before {
  path: string;
  inode: number;
  bytes: Buffer | null;
}

/** Everything that happened to one directory: what it held before, and what was done to it. `dir` is its absolute path. */
export interface Log {
  dir: string;
  before: readonly Before[];
  records: readonly LogRecord[];
}

const MAGIC = 0x54554350;
const HEADER = 40;

/** Reads the recorder's file; throws when it is damaged or holds something that can't be replayed faithfully. */
export function parseRecords(bytes: Buffer): LogRecord[] {
  const records: LogRecord[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + HEADER > bytes.length || bytes.readUInt32LE(at) !== MAGIC) throw new Error(`the power-cut log is damaged at byte ${at}`);
    const type = TYPES[bytes.readUInt32LE(at + 4)];
    const pathEnd = at + HEADER + bytes.readUInt32LE(at + 32);
    const end = pathEnd + bytes.readUInt32LE(at + 36);
    if (!type || end > bytes.length) throw new Error(`the power-cut log is damaged at byte ${at}`);
    const path = bytes.toString('utf8', at + HEADER, pathEnd);
    if (type === 'caveat') throw new Error(`this run can't be replayed faithfully: ${path}`);
    records.push({
      type,
      sequence: Number(bytes.readBigUInt64LE(at + 8)),
      inode: Number(bytes.readBigUInt64LE(at + 16)),
      offset: Number(bytes.readBigInt64LE(at + 24)),
      path: path.replace(/ \(deleted\)$/, ''),
      data: bytes.subarray(pathEnd, end),
    });
    at = end;
  }
  return records;
}

/** Keeps a log in one file, so that a failing image can be replayed later from the very bytes it was built from. */
export function saveLog(log: Log, file: string): void {
  const parts: Buffer[] = [];
  const text = JSON.stringify({
    dir: log.dir,
    before: log.before.map((item) => ({ ...item, bytes: item.bytes?.toString('base64') ?? null })),
  });
  parts.push(Buffer.from(`${text}\n`));
  for (const record of log.records) {
    const path = Buffer.from(record.path);
    const header = Buffer.alloc(HEADER);
    header.writeUInt32LE(MAGIC, 0);
    header.writeUInt32LE(TYPES.indexOf(record.type), 4);
    header.writeBigUInt64LE(BigInt(record.sequence), 8);
    header.writeBigUInt64LE(BigInt(record.inode), 16);
    header.writeBigInt64LE(BigInt(record.offset), 24);
    header.writeUInt32LE(path.length, 32);
    header.writeUInt32LE(record.data.length, 36);
    parts.push(header, path, record.data);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.concat(parts));
}

/** Reads what saveLog kept. */
export function loadLog(file: string): Log {
  const bytes = readFileSync(file);
  const line = bytes.indexOf(10);
  const head: { dir: string; before: { path: string; inode: number; bytes: string | null }[] } = JSON.parse(
    bytes.toString('utf8', 0, line),
  );
  const before = head.before.map((item) => ({ ...item, bytes: item.bytes === null ? null : Buffer.from(item.bytes, 'base64') }));
  return { dir: head.dir, before, records: parseRecords(bytes.subarray(line + 1)) };
}

/** What the workload had acknowledged (marks, one per line) when the power failed after record number `cut` (0 = before the first). */
export function ackedAt(log: Log, cut: number): string[] {
  const acked: string[] = [];
  for (const record of log.records.slice(0, cut))
    if (record.type === 'mark') acked.push(...record.data.toString('utf8').split('\n').filter(Boolean));
  return acked;
}
