import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { type Mapping, mappings, ownPages, type Range } from './mappings.ts';
import type { Encoding, Needle } from './needles.ts';
import { type Process, processTree } from './process-tree.ts';
import { Search, StreamSearch } from './search.ts';

/** Where a needle was found: never the bytes, nor what stood around them. `mapping` is one of the places, as an example. */
export interface MemoryHit extends Process {
  label: string;
  encoding: Encoding;
  count: number;
  mapping: string;
}

export interface MemoryScan {
  processes: readonly Process[];
  hits: readonly MemoryHit[];
  bytes: number;
  milliseconds: number;
  /** Readable memory that could not be read (devices, say). A proof of absence asks that this be empty or explained. */
  unread: readonly (Process & { mapping: string; bytes: number })[];
  /** Memory in swap is read too, but its copy on the swap device outlives the process: a proof of absence wants no swap, or an encrypted one. */
  swap: boolean;
}

export interface ScanOptions {
  needles: readonly Needle[];
  /** `NAME=value` of the roots' environment or a word of their command line, by which orphans and relaunched processes are found. */
  marker?: string;
  /** Stop the processes while they are read, so that nothing moves from the unread part to the read one. Default true. */
  freeze?: boolean;
}

const PAGE = 4096;

/**
 * Searches the memory of the roots and all their descendants. Linux only; needs to be root, or the same user with a Yama ptrace_scope of 0
 * (or 1, for own descendants). Throws when a process may not be read: unseen is not absent.
 */
export function scanMemory(roots: readonly number[], { needles, marker, freeze = true }: ScanOptions): MemoryScan {
  const began = performance.now();
  const stream = new StreamSearch(new Search(needles));
  const seenFiles = new Set<string>();
  const scan = { bytes: 0, hits: [] as MemoryHit[], unread: [] as MemoryScan['unread'][number][] };
  const processes = freeze ? frozenTree(roots, marker) : processTree(roots, marker);
  try {
    for (const process of processes) {
      const memory = openMemory(process);
      if (memory === null) continue;
      try {
        scanProcess(process, memory, { needles, stream, seenFiles, scan });
      } finally {
        closeSync(memory);
      }
    }
  } finally {
    if (freeze) for (const { pid } of processes) signal(pid, 'SIGCONT');
    stream.wipe();
  }
  return {
    processes,
    ...scan,
    milliseconds: performance.now() - began,
    swap: readFileSync('/proc/swaps', 'utf8').trim().split('\n').length > 1,
  };
}

interface Run {
  needles: readonly Needle[];
  stream: StreamSearch;
  /** Unchanged pages of a mapped file are the same in every process, so they are read once. */
  seenFiles: Set<string>;
  scan: { bytes: number; hits: MemoryHit[]; unread: (Process & { mapping: string; bytes: number })[] };
}

function scanProcess(process: Process, memory: number, { needles, stream, seenFiles, scan }: Run): void {
  const found = new Map<number, { count: number; mapping: string }>();
  for (const mapping of mappings(process.pid)) {
    stream.restart();
    let missed = 0;
    const file = openBehind(process.pid, mapping);
    const isOfFile = (at: number): boolean =>
      mapping.shared || ownPages(process.pid, mapping)?.every(({ start, end }) => at < start || at >= end) === true;
    for (const range of rangesOf(process.pid, mapping, seenFiles)) {
      stream.gap();
      const unread = scanRange(memory, range, stream, file === null ? null : { file, place: mapping.offset - mapping.start, isOfFile });
      missed += unread;
      scan.bytes += range.end - range.start - unread;
    }
    if (file !== null) closeSync(file);
    if (missed > 0 && mapping.readable) scan.unread.push({ ...process, mapping: mapping.name, bytes: missed });
    for (const [needle, count] of stream.counts) {
      const before = found.get(needle);
      found.set(needle, { count: count + (before?.count ?? 0), mapping: before?.mapping ?? mapping.name });
    }
  }
  for (const [index, hit] of found) {
    const needle = needles[index];
    if (needle) scan.hits.push({ ...process, label: needle.label, encoding: needle.encoding, ...hit });
  }
}

/** What of a mapping must be read. Memory made unreadable (a decommitted heap page) may still hold data, so its own pages are tried too. */
function rangesOf(pid: number, mapping: Mapping, seenFiles: Set<string>): Range[] {
  const whole = [{ start: mapping.start, end: mapping.end }];
  if (mapping.shared) return mapping.readable ? whole : [];
  const own = ownPages(pid, mapping);
  if (mapping.inode === 0 || !mapping.readable) return own ?? (mapping.readable ? whole : []);
  const file = `${mapping.source} ${mapping.end - mapping.start}`;
  if (own !== null && seenFiles.has(file)) return own;
  seenFiles.add(file);
  return whole;
}

/** The file whose pages a mapping shows, for those that can't be read through the mapping. Through the mapping itself only root gets at it; by its name anybody whom it is open to, if it still is that file. */
function openBehind(pid: number, { inode, name, start, end }: Mapping): number | null {
  if (inode === 0) return null;
  return (
    openFile(`/proc/${pid}/map_files/${start.toString(16)}-${end.toString(16)}`, inode) ??
    (name.startsWith('/') ? openFile(name, inode) : null)
  );
}

function openFile(path: string, inode: number): number | null {
  try {
    const file = openSync(path, 'r');
    if (fstatSync(file).ino === inode) return file;
    closeSync(file);
    return null;
  } catch {
    return null;
  }
}

interface Backing {
  file: number;
  /** What makes an address a place in the file. */
  place: number;
  /** Whether the page at this address is the file's own: of a private mapping, one the process has not written. */
  isOfFile: (at: number) => boolean;
}

/**
 * A page that the mapping does not give: of a shared file that was made shorter, one never written where the file system has no room left to make it (tmpfs gives no page then), or one that was not in
 * memory and could not be fetched at that moment. The file itself says what is there: its bytes, or that it ends before. Returns how many bytes there are, null where the file does not say.
 */
function takeFromFile(stream: StreamSearch, { file, place, isOfFile }: Backing, at: number, length: number): number | null {
  if (!isOfFile(at)) return null;
  let said = true;
  const got = stream.take(length, (buffer, offset, most) => {
    try {
      return readSync(file, buffer, offset, most, at + place);
    } catch {
      said = false;
      return 0;
    }
  });
  return said ? got : null;
}

/** Searches a range and returns how many of its bytes could not be read. */
function scanRange(memory: number, { start, end }: Range, stream: StreamSearch, backing: Backing | null): number {
  let unread = 0;
  for (let at = start; at < end; ) {
    const got = stream.take(end - at, (buffer, offset, length) => readAt(memory, buffer, offset, length, at));
    at += got;
    if (got > 0) continue;
    const next = (Math.floor(at / PAGE) + 1) * PAGE;
    const inFile = backing === null ? null : takeFromFile(stream, backing, at, Math.min(next, end) - at);
    if (inFile !== null && inFile > 0) {
      at += inFile;
      continue;
    }
    stream.gap();
    if (inFile === null) unread += PAGE;
    at = next;
  }
  return unread;
}

function readAt(memory: number, buffer: Buffer, offset: number, length: number, at: number): number {
  try {
    return readSync(memory, buffer, offset, length, at);
  } catch {
    return 0;
  }
}

/** The memory of a process, or null when it ended meanwhile. */
function openMemory({ pid }: Process): number | null {
  try {
    return openSync(`/proc/${pid}/mem`, 'r');
  } catch (cause) {
    if (isEnding(pid)) return null;
    throw new Error(
      `the memory of process ${pid} may not be read; run as root, or set kernel.yama.ptrace_scope to 0 (it is ${ptraceScope()})`,
      { cause },
    );
  }
}

/** Gone, or on its way: a process that has given its memory back can't be read, and holds nothing. */
function isEnding(pid: number): boolean {
  try {
    return !/^VmSize:/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}

function ptraceScope(): string {
  const file = '/proc/sys/kernel/yama/ptrace_scope';
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : 'absent';
}

/** Stops every process of the tree, and those born while it was being stopped. When one may not be stopped, all go on and it throws. */
function frozenTree(roots: readonly number[], marker: string | undefined): Process[] {
  const stopped = new Set<number>();
  try {
    for (;;) {
      const tree = processTree(roots, marker);
      const fresh = tree.filter(({ pid }) => !stopped.has(pid));
      if (fresh.length === 0) return tree;
      for (const { pid } of fresh) {
        signal(pid, 'SIGSTOP');
        stopped.add(pid);
      }
    }
  } catch (error) {
    for (const pid of stopped) signal(pid, 'SIGCONT');
    throw error;
  }
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
