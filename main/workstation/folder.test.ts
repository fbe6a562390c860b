import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshFolder } from '../../test/support/access.ts';
import { admitFolder, mayHold } from './folder.ts';

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
