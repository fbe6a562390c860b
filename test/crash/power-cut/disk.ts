import { dirname, relative } from 'node:path';
import type { Chance } from '../../random.ts';
import type { Log, LogRecord } from './log.ts';

/**
 * How a name reaches the disk. `posix`: only a sync of its folder promises it (the least any file system does). `journalled`: a sync of the
 * file itself also does (ext4, xfs, btrfs, APFS, NTFS).
 */
export type NameRule = 'posix' | 'journalled';

/** What becomes of the writes no sync had covered: all lost, all kept, kept up to a moment (the last one torn), any subset, or any 512-byte sectors. */
export const FATES = ['none', 'all', 'prefix', 'random', 'torn'] as const;
export type Fate = (typeof FATES)[number];

/** The files (bytes) and folders (null) of one image, by path inside the directory. */
export type Tree = Map<string, Buffer | null>;

const SECTOR = 512;

interface Content {
  bytes: Buffer;
  size: number;
  pending: LogRecord[];
}

interface NameChange {
  record: LogRecord;
  path: string;
  to: string;
  file: Content | null;
}

/** The disk under one log: what is durable, and what is only in the machine's memory, after the records played so far. */
export class Disk {
  private readonly log: Log;
  private readonly rule: NameRule;
  private readonly files = new Map<number, Content>();
  private readonly names = new Map<string, Content | null>();
  private changes: NameChange[] = [];
  private played = 0;

  constructor(log: Log, rule: NameRule) {
    this.log = log;
    this.rule = rule;
    for (const item of log.before) {
      const file = item.bytes === null ? null : { bytes: Buffer.from(item.bytes), size: item.bytes.length, pending: [] };
      if (file) this.files.set(item.inode, file);
      this.names.set(item.path, file);
    }
  }

  /** Plays the log up to record number `cut`; only forwards. */
  playTo(cut: number): void {
    for (; this.played < cut; this.played++) {
      const record = this.log.records[this.played];
      if (record) this.play(record);
    }
  }

  /** The directory as a machine could find it if the power failed now, with the unsynced part decided by fate and chance. */
  after(fate: Fate, random: Chance): Tree {
    const names = new Map(this.names);
    const kept = fate === 'none' ? 0 : fate === 'all' ? this.changes.length : random.below(this.changes.length + 1);
    for (const change of this.changes.slice(0, kept)) applyName(names, change);
    const moment = fate === 'prefix' ? this.momentAmongPending(random) : 0;
    const tree: Tree = new Map();
    for (const [path, file] of [...names].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const folder = dirname(path);
      if (folder !== '.' && tree.get(folder) !== null) continue;
      tree.set(path, file === null ? null : settled(file, fate, moment, random));
    }
    return tree;
  }

  /** The sequence of one unsynced write, so that a prefix is neither nearly all nor nearly none. */
  private momentAmongPending(random: Chance): number {
    const pending = [...new Set(this.files.values())]
      .flatMap((file) => file.pending.map((record) => record.sequence))
      .sort((a, b) => a - b);
    return pending[random.below(pending.length)] ?? 0;
  }

  private play(record: LogRecord): void {
    const path = relative(this.log.dir, record.path);
    const file = this.files.get(record.inode) ?? null;
    switch (record.type) {
      case 'write':
      case 'size':
      case 'grow':
        file?.pending.push(record);
        break;
      case 'create': {
        const fresh = { bytes: Buffer.alloc(0), size: 0, pending: [] };
        this.files.set(record.inode, fresh);
        this.changes.push({ record, path, to: '', file: fresh });
        break;
      }
      case 'unlink':
      case 'link':
      case 'mkdir':
      case 'rmdir':
        this.changes.push({ record, path, to: '', file });
        break;
      case 'rename':
        this.changes.push({ record, path, to: relative(this.log.dir, record.data.toString('utf8')), file });
        break;
      case 'sync-end':
        this.sync(record, path, file);
        break;
    }
  }

  private sync(record: LogRecord, path: string, file: Content | null): void {
    const began = record.offset;
    if (file) {
      for (const operation of file.pending) if (operation.sequence < began) apply(file, operation);
      file.pending = file.pending.filter((operation) => operation.sequence >= began);
    }
    const folder = path === '' ? '.' : path;
    const covers = (change: NameChange) => {
      if (change.record.sequence >= began) return false;
      if (file) return this.rule === 'journalled' && change.file === file;
      return dirname(change.path) === folder || (change.to !== '' && dirname(change.to) === folder);
    };
    for (const change of this.changes) if (covers(change)) applyName(this.names, change);
    this.changes = this.changes.filter((change) => !covers(change));
  }
}

function applyName(names: Map<string, Content | null>, { record, path, to, file }: NameChange): void {
  if (record.type === 'unlink' || record.type === 'rmdir') names.delete(path);
  else if (record.type === 'mkdir') names.set(path, null);
  else if (record.type === 'create' || record.type === 'link') names.set(path, file);
  else {
    const inside = [...names].filter(([name]) => name.startsWith(`${path}/`));
    names.delete(path);
    names.set(to, file);
    for (const [name, child] of inside) {
      names.delete(name);
      names.set(to + name.slice(path.length), child);
    }
  }
}

function apply(file: Content, record: LogRecord): void {
  if (record.type === 'write') place(file, record.offset, record.data);
  else if (record.type === 'size') resize(file, record.offset);
  else resize(file, Math.max(file.size, record.offset));
}

function place(file: Content, offset: number, data: Buffer): void {
  if (data.length === 0) return;
  if (offset + data.length > file.size) resize(file, offset + data.length);
  data.copy(file.bytes, offset);
}

function resize(file: Content, size: number): void {
  if (size > file.bytes.length) {
    const larger = Buffer.alloc(Math.max(size, file.bytes.length * 2));
    file.bytes.copy(larger, 0, 0, file.size);
    file.bytes = larger;
  }
  if (size < file.size) file.bytes.fill(0, size, file.size);
  file.size = size;
}

function settled(file: Content, fate: Fate, moment: number, random: Chance): Buffer {
  const now: Content = { bytes: Buffer.from(file.bytes.subarray(0, file.size)), size: file.size, pending: [] };
  for (const operation of file.pending) {
    if (fate === 'none') break;
    if (fate === 'all' || (fate === 'prefix' && operation.sequence < moment)) apply(now, operation);
    else if (fate === 'random' && random.happens(0.5)) apply(now, operation);
    else if (fate === 'torn' || (fate === 'prefix' && operation.sequence === moment)) tear(now, operation, random);
  }
  return now.bytes.subarray(0, now.size);
}

/** Keeps some sectors of a write and not others: a disk promises no more than 512 bytes at once. A change of size happens whole or not. */
function tear(file: Content, record: LogRecord, random: Chance): void {
  if (record.type !== 'write') {
    if (random.happens(0.5)) apply(file, record);
    return;
  }
  for (let from = 0; from < record.data.length; ) {
    const upTo = Math.min(record.data.length, from + SECTOR - ((record.offset + from) % SECTOR));
    if (random.happens(0.5)) place(file, record.offset + from, record.data.subarray(from, upTo));
    from = upTo;
  }
}
