import { realpathSync, statfsSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { Failure } from '../../shared/failure.ts';

/**
 * File systems that lie on another machine, by statfs(2) and linux/magic.h: NFS, SMB 1 to 3, CIFS, AFS, Ceph, Coda, Lustre, GPFS. SQLite's locks and its write-ahead log are not safe on them
 * (sqlite.org/wal.html: all processes must be on the same host).
 */
const REMOTE: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x5346414f, 0x00c36400, 0x73757245, 0x0bd00bd0, 0x47504653,
]);

/** Folders whose content another program copies to another machine behind our back; a copy of a store in use is torn, and older than its keychain. */
const SYNCED =
  /^(?:onedrive(?: - .+)?|dropbox(?: \(.+\))?|google ?drive|my drive|icloud ?drive|com~apple~clouddocs|cloudstorage|box(?: sync)?|nextcloud|owncloud|pcloud ?drive|syncthing)$/i;

/** Whether a practice may lie in this folder, given the type of its file system. */
export const mayHold = (folder: string, fileSystem: number, separator: string = sep): boolean => {
  if (REMOTE.has(fileSystem)) return false;
  if (separator === '\\' && folder.startsWith('\\\\')) return false;
  const parts = folder.split(separator);
  if (parts.some((part) => SYNCED.test(part))) return false;
  return !parts.some((part, at) => part.toLowerCase() === 'appdata' && parts[at + 1]?.toLowerCase() === 'roaming');
};

/** Throws Failure `folder-refused` for a folder on a network, synced or roaming place; the folder need not exist yet. */
export const admitFolder = (folder: string): void => {
  const real = nearest(folder);
  if (!mayHold(real, statfsSync(real).type) || !mayHold(folder, 0)) throw new Failure('folder-refused');
};

/** The folder itself, or the nearest above it that is there; links followed. */
const nearest = (folder: string): string => {
  try {
    return realpathSync(folder);
  } catch {
    const above = dirname(folder);
    return above === folder ? folder : nearest(above);
  }
};
