import { closeSync, fsyncSync, openSync } from 'node:fs';

const syncOpened = (path: string, flags: 'r' | 'r+'): void => {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** What was written to the file is on the disk. */
export const syncFile = (file: string): void => syncOpened(file, 'r+');

/** A rename is on the disk when its folder is. Windows has no such call and journals the rename itself. */
export const syncFolder = (folder: string): void => {
  if (process.platform !== 'win32') syncOpened(folder, 'r');
};
