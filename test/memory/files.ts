import { closeSync, type Dirent, fstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Encoding, Needle } from './needles.ts';
import { processTree } from './process-tree.ts';
import { Search, StreamSearch } from './search.ts';

/** Where a needle was found on disk. `within` says whether in the file's bytes or in its very name (then `file` is its folder). */
export interface FileHit {
  file: string;
  within: 'bytes' | 'name';
  label: string;
  encoding: Encoding;
  count: number;
}

export interface FileScan {
  files: number;
  bytes: number;
  hits: readonly FileHit[];
  /** Files that could not be read. A proof of absence asks that this be empty. */
  unread: readonly string[];
}

export interface FileScanOptions {
  needles: readonly Needle[];
  /** Folders to search whole: user data, temp, the practice. Symbolic links are not followed; a missing folder holds nothing. */
  directories: readonly string[];
  /** Also every file these processes and their descendants hold open though it has no name any more (a deleted temp file, a memfd). */
  openBy?: readonly number[];
  marker?: string;
}

/** Searches files, and their names, for the needles. The open and deleted ones need Linux; the rest works anywhere. */
export function scanFiles({ needles, directories, openBy = [], marker }: FileScanOptions): FileScan {
  const stream = new StreamSearch(new Search(needles));
  const scan = { files: 0, bytes: 0, hits: [] as FileHit[], unread: [] as string[] };
  const report = (file: string, within: FileHit['within']) => {
    for (const [index, count] of stream.counts) {
      const needle = needles[index];
      if (needle) scan.hits.push({ file, within, label: needle.label, encoding: needle.encoding, count });
    }
  };
  const scanOne = (path: string, shownAs: string, isThere: () => boolean = () => true) => {
    stream.restart();
    const bytes = readThrough(path, stream);
    if (bytes === null && !isThere()) return;
    if (bytes === null) scan.unread.push(shownAs);
    else scan.files++;
    scan.bytes += bytes ?? 0;
    report(shownAs, 'bytes');
  };
  /** Closed to us for a moment, or closed by its process and so gone: looked at again until it is one or the other. */
  const scanHeld = (path: string, name: string, pid: number) => {
    const isThere = () => isHeld(path, name);
    for (let tries = 1; tries < TRIES && isClosed(path) && isThere(); tries++) rest();
    scanOne(path, `${name} of process ${pid}`, isThere);
  };
  for (const directory of directories) {
    for (const entry of treeOf(directory)) {
      const name = Buffer.from(entry.name);
      stream.restart();
      stream.take(name.length, (buffer, offset) => name.copy(buffer, offset));
      report(entry.parentPath, 'name');
      if (entry.isFile()) scanOne(join(entry.parentPath, entry.name), join(entry.parentPath, entry.name));
    }
  }
  const tree = openBy.length > 0 || marker !== undefined ? processTree(openBy, marker) : [];
  for (const { pid } of tree) for (const { path, name } of nameless(pid)) scanHeld(path, name, pid);
  stream.wipe();
  return scan;
}

/** Everything below a folder. Node's own recursion would follow links, out of the folder and, below /proc, without end. */
function treeOf(directory: string): Dirent[] {
  return entriesOf(directory).flatMap((entry) => (entry.isDirectory() ? [entry, ...treeOf(join(entry.parentPath, entry.name))] : [entry]));
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Reads a file to its end through the search and returns its bytes; null when it can't be read, 0 when it is gone or no regular file. */
function readThrough(path: string, stream: StreamSearch): number | null {
  try {
    const fd = openSync(path, 'r');
    try {
      let bytes = 0;
      if (!fstatSync(fd).isFile()) return 0;
      for (let got = -1; got !== 0; bytes += got) {
        const at = bytes;
        got = stream.take(Number.POSITIVE_INFINITY, (buffer, offset, length) => readSync(fd, buffer, offset, length, at));
      }
      return bytes;
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 0 : null;
  }
}

const rest = (): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BETWEEN_MS);

function isClosed(path: string): boolean {
  try {
    closeSync(openSync(path, 'r'));
    return false;
  } catch {
    return true;
  }
}

/** Whether a process still holds this file. One that can't be asked holds it until it is gone itself. */
function isHeld(path: string, name: string): boolean {
  try {
    return readlinkSync(path) === name;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'));
  }
}

/** The files a process holds open that have no name any more, by the path through which they can still be read. */
function nameless(pid: number): { path: string; name: string }[] {
  const folder = `/proc/${pid}/fd`;
  return heldOpen(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    try {
      const name = readlinkSync(path);
      return name.startsWith('/') && name.endsWith(' (deleted)') ? [{ path, name }] : [];
    } catch {
      return [];
    }
  });
}

const TRIES = 40;
const BETWEEN_MS = 50;

/** A process that is being born or is dying is closed to everybody for a moment; one that stays closed is an error, not an absence. */
function heldOpen(folder: string): Dirent[] {
  for (let tries = 1; ; tries++) {
    try {
      return entriesOf(folder);
    } catch (error) {
      const closed = error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'ESRCH');
      if (!closed || tries === TRIES) throw error;
      rest();
    }
  }
}
