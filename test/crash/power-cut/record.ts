import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { preloadLibrary } from '../../preload-library.ts';
import { type Before, type Log, parseRecords } from './log.ts';

/**
 * A program to watch. It acknowledges by writing lines to file descriptor 3, each in one write, only after what it promises is durable.
 * `env` is added to this process's environment.
 */
export interface Command {
  command: string;
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/**
 * Runs the command to its end and returns everything it and its children did to the files under `dir` (which must exist), with what it
 * acknowledged as marks. Throws when it fails, or when it did something that can't be replayed (a shared writable mapping, say).
 */
export async function record(command: Command, dir: string): Promise<Log> {
  const root = realpathSync(dir);
  const scratch = mkdtempSync(join(realpathSync(tmpdir()), 'power-cut-log-'));
  try {
    const [log, marks] = [join(scratch, 'log'), join(scratch, 'marks')];
    const before = contents(root);
    await run(
      command,
      {
        LD_PRELOAD: preloadLibrary(join(import.meta.dirname, 'recorder')),
        POWER_CUT_DIR: root,
        POWER_CUT_LOG: log,
        POWER_CUT_MARKS: marks,
      },
      marks,
    );
    return { dir: root, before, records: parseRecords(readFileSync(log)) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function run(command: Command, watch: Record<string, string>, marks: string): Promise<void> {
  const acks = openSync(marks, 'a');
  try {
    const child = spawn(command.command, command.args, {
      env: { ...process.env, ...command.env, ...watch },
      stdio: ['ignore', 'ignore', 'pipe', acks],
    });
    const said: Buffer[] = [];
    child.stderr?.on('data', (bytes: Buffer) => said.push(bytes));
    const code = await new Promise((resolve, reject) =>
      child.once('error', reject).once('close', (exit, signal) => resolve(exit ?? signal)),
    );
    if (code !== 0) throw new Error(`the watched program ended with ${code}: ${Buffer.concat(said).toString('utf8').slice(-2000)}`);
  } finally {
    closeSync(acks);
  }
}

function contents(root: string): Before[] {
  const found: Before[] = [];
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name);
    if (entry.name.endsWith('-shm') || !(entry.isFile() || entry.isDirectory())) continue;
    found.push({ path: relative(root, full), inode: statSync(full).ino, bytes: entry.isFile() ? readFileSync(full) : null });
  }
  return found;
}
