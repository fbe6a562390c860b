import { readdirSync, realpathSync, statfsSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { Failure } from '../../shared/failure.ts';
import { askSystemTool } from './system-tool.ts';

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

/** What programs that copy folders leave at the top of one, wherever it lies and whatever it is called: Dropbox, Syncthing, Google Drive, Nextcloud and ownCloud. */
const LEFT_BY_SYNC =
  /^(?:\.dropbox(?:\.cache)?|\.stfolder|\.tmp\.drive(?:up|down)load|\.?_?sync_[0-9a-f]+\.db|\.(?:nextcloud|owncloud)sync\.log)$/i;

export const isLeftBySync = (name: string): boolean => LEFT_BY_SYNC.test(name);

/** Where OneDrive says that it copies from; Windows lets its folder be moved and renamed. */
const ONEDRIVE = ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'] as const;

export const isWithin = (folder: string, root: string, separator: string = sep): boolean => {
  const [inner, outer] = [folder, root].map((path) => `${path.toLowerCase()}${separator}`);
  return root !== '' && inner !== undefined && outer !== undefined && inner.startsWith(outer);
};

/** The volumes of a Mac that lie on another machine, from the answer of mount(8): `//ana@server/share on /Volumes/share (smbfs, nodev)`. */
export const macRemoteVolumes = (mounts: string): string[] =>
  mounts.split('\n').flatMap((line) => {
    const [, point, type = ''] = / on (\/.*) \(([a-z0-9]+)[,)]/.exec(line) ?? [];
    return point !== undefined && /^(?:smbfs|nfs|afpfs|webdav|ftp|cifs|macfuse|osxfuse)$/.test(type) ? [point] : [];
  });

const remoteVolumes = (): string[] => (process.platform === 'darwin' ? macRemoteVolumes(askSystemTool('/sbin/mount')) : []);

/** Throws Failure `folder-refused` for a folder on a network, synced or roaming place; the folder need not exist yet. */
export const admitFolder = (folder: string, env: NodeJS.ProcessEnv = process.env): void => {
  const real = nearest(folder);
  const roots = [...ONEDRIVE.map((name) => env[name] ?? ''), ...remoteVolumes()];
  const copied = [real, folder].some((path) => roots.some((root) => isWithin(path, root))) || above(real).some(holdsMark);
  if (copied || !mayHold(real, statfsSync(real).type) || !mayHold(folder, 0)) throw new Failure('folder-refused');
};

const above = (folder: string): string[] => (dirname(folder) === folder ? [folder] : [folder, ...above(dirname(folder))]);

/** A folder that may not be listed says nothing. */
const holdsMark = (folder: string): boolean => {
  try {
    return readdirSync(folder).some(isLeftBySync);
  } catch {
    return false;
  }
};

/** The folder itself, or the nearest above it that is there; links followed. */
const nearest = (folder: string): string => {
  try {
    // The native one also says where a mapped drive of Windows leads.
    return realpathSync.native(folder);
  } catch {
    const above = dirname(folder);
    return above === folder ? folder : nearest(above);
  }
};
