import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';

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

/** Writes a small file whole and durably, or not at all. */
export const writeWhole = (folder: string, name: string, text: string): void => {
  const file = join(folder, name);
  const part = `${file}.part`;
  try {
    const handle = openSync(part, 'w', 0o600);
    try {
      // Goes on after a write that took only a part of it, as `writeSync` does not.
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  syncFolder(folder);
};

/** The same without anybody waiting for the disk meanwhile. */
export const writeWholeMeanwhile = async (folder: string, name: string, bytes: Uint8Array): Promise<void> => {
  const file = join(folder, name);
  const part = `${file}.part`;
  const handle = await open(part, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
};
