import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** One stretch of a process's address space, from /proc/PID/smaps (proc(5)). `inode` is 0 for anonymous memory. */
export interface Mapping {
  start: number;
  end: number;
  readable: boolean;
  shared: boolean;
  /** File, device and place in the file: two processes with the same one see the same pages, save those they changed. */
  source: string;
  inode: number;
  /** Where in its file it begins. */
  offset: number;
  /** Whether any page is in memory or in swap. Chromium reserves terabytes of which it touches little. */
  touched: boolean;
  name: string;
}

/** A run of addresses, end exclusive. */
export interface Range {
  start: number;
  end: number;
}

const PAGE = 4096;
const [PRESENT, SWAPPED, OF_FILE] = [0x80, 0x40, 0x20];

const HEAD = /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) (\S+) (\S+) (\d+)\s*(.*)$/;

/** The address space of a process, without the kernel's own pages ([vvar], [vsyscall]), which hold no process data. */
export function mappings(pid: number): Mapping[] {
  const found: Mapping[] = [];
  for (const line of readFileSync(`/proc/${pid}/smaps`, 'utf8').split('\n')) {
    const match = HEAD.exec(line);
    const last = found.at(-1);
    if (match) found.push(mappingOf(match));
    else if (last && /^(Rss|Swap): +[1-9]/.test(line)) last.touched = true;
  }
  return found.filter(({ name }) => !/^\[(vvar.*|vsyscall)\]$/.test(name));
}

function mappingOf([, start = '', end = '', mode = '', offset = '', device = '', inode = '', name = '']: RegExpExecArray): Mapping {
  return {
    start: Number.parseInt(start, 16),
    end: Number.parseInt(end, 16),
    readable: mode.startsWith('r'),
    shared: mode.endsWith('s'),
    source: `${device} ${inode} ${offset}`,
    inode: Number(inode),
    offset: Number.parseInt(offset, 16),
    touched: false,
    name: name || 'anonymous',
  };
}

/**
 * The pages of a private mapping that belong to this process alone: those it wrote, in memory or in swap. Untouched pages hold zeros or the
 * file's own bytes. Null when the kernel doesn't say, and then everything must be read. (Linux Documentation/admin-guide/mm/pagemap.rst)
 */
export function ownPages(pid: number, mapping: Mapping): Range[] | null {
  const runs: Range[] = [];
  if (!mapping.touched) return runs;
  const { start, end } = mapping;
  try {
    const fd = openSync(`/proc/${pid}/pagemap`, 'r');
    try {
      const entries = Buffer.allocUnsafe(1 << 20);
      for (let page = start / PAGE; page < end / PAGE; ) {
        const got = readSync(fd, entries, 0, Math.min(entries.length, (end / PAGE - page) * 8), page * 8);
        if (got < 8) return null;
        for (let at = 0; at + 8 <= got; at += 8, page++) {
          const flags = entries[at + 7] ?? 0;
          if ((flags & (PRESENT | SWAPPED)) === 0 || (flags & OF_FILE) !== 0) continue;
          const last = runs.at(-1);
          if (last && last.end === page * PAGE) last.end += PAGE;
          else runs.push({ start: page * PAGE, end: (page + 1) * PAGE });
        }
      }
    } finally {
      closeSync(fd);
    }
  } catch {
    return null;
  }
  return runs;
}
