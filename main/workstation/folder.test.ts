import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshFolder } from '../../test/support/access.ts';
import { admitFolder, isLeftBySync, isWithin, macRemoteVolumes, mayHold } from './folder.ts';

const EXT4 = 0xef53;
const codeOf = (act: () => void): string => {
  try {
    act();
    return 'admitted';
  } catch (error) {
    return error instanceof Error ? error.message : 'something';
  }
};

test.each([
  ['NFS', 0x6969],
  ['SMB 2', 0xfe534d42],
  ['CIFS', 0xff534d42],
  ['Ceph', 0x00c36400],
])('a folder on %s is refused', (_name, type) => {
  expect(mayHold('/mnt/practice', type, '/')).toBe(false);
  expect(mayHold('/mnt/practice', EXT4, '/')).toBe(true);
});

test.each([
  ['C:\\Users\\ana\\OneDrive - Juniper Clinic\\Anteroom', '\\'],
  ['C:\\Users\\ana\\AppData\\Roaming\\Anteroom', '\\'],
  ['\\\\server\\share\\Anteroom', '\\'],
  ['/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/Anteroom', '/'],
  ['/Users/ana/Library/CloudStorage/GoogleDrive/Anteroom', '/'],
  ['/home/ana/Dropbox/Anteroom', '/'],
  ['/home/ana/Nextcloud/Anteroom', '/'],
])('%s is refused', (folder, separator) => {
  expect(mayHold(folder, EXT4, separator)).toBe(false);
});

test.each([
  ['C:\\Users\\ana\\AppData\\Local\\Anteroom', '\\'],
  ['/home/ana/.config/Anteroom', '/'],
  ['/home/boxer/practice', '/'],
  ['/home/ana/dropbox-notes/Anteroom', '/'],
])('%s is admitted', (folder, separator) => {
  expect(mayHold(folder, EXT4, separator)).toBe(true);
});

test('a folder that is not there yet is judged by where it would be, and a link by where it leads', () => {
  const { folder, remove } = freshFolder();
  try {
    mkdirSync(join(folder, 'Dropbox', 'practice'), { recursive: true });
    symlinkSync(join(folder, 'Dropbox', 'practice'), join(folder, 'local'));
    expect(codeOf(() => admitFolder(join(folder, 'not', 'there')))).toBe('admitted');
    expect(codeOf(() => admitFolder(join(folder, 'Dropbox', 'new')))).toBe('folder-refused');
    expect(codeOf(() => admitFolder(join(folder, 'local')))).toBe('folder-refused');
  } finally {
    remove();
  }
});

test('a folder that a program copies from is known by what that program left there, whatever it is called', () => {
  const { folder, remove } = freshFolder();
  try {
    const practice = join(folder, 'Shared by us', 'practice');
    mkdirSync(practice, { recursive: true });
    expect(codeOf(() => admitFolder(practice))).toBe('admitted');
    mkdirSync(join(folder, 'Shared by us', '.stfolder'));
    expect(codeOf(() => admitFolder(practice))).toBe('folder-refused');
    expect(codeOf(() => admitFolder(join(folder, 'elsewhere')))).toBe('admitted');
    writeFileSync(join(folder, '.dropbox'), '');
    expect(codeOf(() => admitFolder(join(folder, 'elsewhere')))).toBe('folder-refused');
  } finally {
    remove();
  }
  for (const name of ['.dropbox.cache', '._sync_1a2b3c.db', '.sync_1a2b3c.db', '.tmp.drivedownload']) expect(isLeftBySync(name)).toBe(true);
  for (const name of ['dropbox.txt', 'sync.db', 'records.db', '.git']) expect(isLeftBySync(name)).toBe(false);
});

test('OneDrive is found where it says that it is, and not beside that', () => {
  const { folder, remove } = freshFolder();
  try {
    const env = { OneDriveCommercial: join(folder, 'Juniper') };
    mkdirSync(join(folder, 'Juniper'));
    expect(codeOf(() => admitFolder(join(folder, 'Juniper', 'practice'), env))).toBe('folder-refused');
    expect(codeOf(() => admitFolder(join(folder, 'Juniper 2', 'practice'), env))).toBe('admitted');
  } finally {
    remove();
  }
  expect(isWithin('D:\\Work\\Anteroom', 'd:\\work', '\\')).toBe(true);
  expect(isWithin('D:\\Workshop', 'D:\\Work', '\\')).toBe(false);
});

test('the volumes of a Mac that lie on a server are told from its own', () => {
  const mounts = [
    '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
    '//ana@files.example/Practice on /Volumes/Practice (smbfs, nodev, nosuid, mounted by ana)',
    'nas:/export/home on /Users/Shared/nas (nfs, asynchronous)',
    '/dev/disk4s2 on /Volumes/Stick (1) (exfat, local, nodev)',
  ].join('\n');
  expect(macRemoteVolumes(mounts)).toEqual(['/Volumes/Practice', '/Users/Shared/nas']);
});
