import { readdirSync, readFileSync } from 'node:fs';

/** A living process. `type` is Chromium's `--type=` (with the utility's sub-type), or `main` where there is none. */
export interface Process {
  pid: number;
  type: string;
}

/**
 * The roots and all their descendants: Electron's main process, its zygotes, and the pages, utilities and GPU process born from them.
 * A process whose parent died hangs on init instead; with `marker` such ones are found too, a relaunched main process or the crash handler, say.
 * It is a `NAME=value` of the roots' environment or a word of their command line: Chromium writes its own title over the former. Throws when this very process would be among them: it knows every needle.
 */
export function processTree(roots: readonly number[], marker?: string): Process[] {
  const parents = new Map(living().map((pid) => [pid, parentOf(pid)] as const));
  const inTree = new Set(roots.filter((pid) => parents.has(pid)));
  if (marker !== undefined) for (const pid of parents.keys()) if (pid !== process.pid && carries(pid, marker)) inTree.add(pid);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [pid, parent] of parents) {
      if (parent === undefined || inTree.has(pid) || !inTree.has(parent)) continue;
      inTree.add(pid);
      grew = true;
    }
  }
  if (inTree.has(process.pid)) throw new Error('the scanning process can not be part of the tree it scans');
  return [...inTree].sort((a, b) => a - b).map((pid) => ({ pid, type: typeOf(pid) }));
}

function living(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** The parent of a process; undefined when it is gone, or dead and only waiting to be reaped. */
function parentOf(pid: number): number | undefined {
  const stat = read(pid, 'stat');
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === undefined || state === 'Z' || state === 'X' || parent === undefined ? undefined : Number(parent);
}

function carries(pid: number, marker: string): boolean {
  const words = [...read(pid, 'environ').split('\0'), ...read(pid, 'cmdline').split(/[\0 ]/)];
  return words.includes(marker) && parentOf(pid) !== undefined;
}

function typeOf(pid: number): string {
  const line = read(pid, 'cmdline');
  const type = /--type=([\w-]+)/.exec(line)?.[1] ?? 'main';
  const kind = /--utility-sub-type=([\w.]+)/.exec(line)?.[1];
  return kind === undefined ? type : `${type} ${kind}`;
}

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
