import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, linkSync, lstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../../shared/failure.ts';
import { syncFile, syncFolder } from '../store/durable-file.ts';
import { failureOf } from '../store/open.ts';

/**
 * A file a person takes out, whole or not at all: written beside its place under another name, synced, then given its name by `place`, which calls `rename` as the last it does and may
 * still throw: then what stood there before stands there again. `write` makes the file at the path it is given. Throws Failure `disk-full`, `file-not-written`, and what `write` and
 * `place` say.
 */
export const takeOut = async <T>(
  path: string,
  write: (part: string) => void | Promise<void>,
  place: (rename: () => void) => T,
): Promise<T> => {
  const name = `${path}.${randomBytes(6).toString('hex')}`;
  const [part, former] = [`${name}.part`, `${name}.former`];
  let named = false;
  try {
    await write(part);
    syncFile(part);
    const placed = place(() => {
      keepAside(path, former);
      renameSync(part, path);
      named = true;
    });
    rmSync(former, { force: true });
    syncQuietly(dirname(path));
    return placed;
  } catch (error) {
    if (named) rmSync(path, { force: true });
    if (existsSync(former)) renameSync(former, path);
    rmSync(part, { force: true });
    throw fileFailure(error);
  }
};

/** A second name for the file that stands there, if one does; a drive without second names gives it another one. */
const keepAside = (path: string, former: string): void => {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== false) return;
  try {
    linkSync(path, former);
  } catch {
    renameSync(path, former);
  }
};

/** A drive that can't sync its folder has the file all the same. */
const syncQuietly = (folder: string): void => {
  try {
    syncFolder(folder);
  } catch {}
};

/** Writes pieces one after the other into a new file that only this account may read. */
export const writePieces = (part: string, pieces: Iterable<Uint8Array>): void => {
  const handle = openSync(part, 'wx', 0o600);
  try {
    for (const piece of pieces) {
      for (let at = 0; at < piece.length; ) at += writeSync(handle, piece, at);
    }
  } finally {
    closeSync(handle);
  }
};

const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What the operating system says of a file it would not write; everything else is what it was. */
const fileFailure = (error: unknown): Failure => {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return failureOf(error);
  return new Failure(FULL.has(error.code) ? 'disk-full' : 'file-not-written', { cause: error });
};
