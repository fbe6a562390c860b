import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { Failure } from '../../shared/failure.ts';
import type { VaultPlainHandlers } from '../gate/handlers.ts';
import type { MainLine } from './main-line.ts';

/** Writes what a person takes out, to the place they chose in the system's own dialog. The file is in clear from then on and theirs to keep safe. */
export const fileHandlers = (line: MainLine): Pick<VaultPlainHandlers, 'file.save'> => ({
  'file.save': async ({ fileName, base64 }) => {
    const path = await line.askFile(fileName);
    if (path === null) return { saved: false };
    const bytes = Buffer.from(base64, 'base64');
    const handle = openFor(path);
    try {
      if (writeSync(handle, bytes) !== bytes.length) throw new Failure('disk-full');
      fsyncSync(handle);
    } catch (cause) {
      throw cause instanceof Failure ? cause : new Failure('disk-full', { cause });
    } finally {
      closeSync(handle);
      bytes.fill(0);
    }
    return { saved: true };
  },
});

const openFor = (path: string): number => {
  try {
    return openSync(path, 'w', 0o600);
  } catch (cause) {
    throw new Failure('file-not-written', { cause });
  }
};
