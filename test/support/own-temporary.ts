import { readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The temporary folders of this person (what others keep there is not ours to read), but for the test runner's copy of the tests, which names the password. */
export const ownTemporary = (): string[] =>
  readdirSync(tmpdir())
    .filter((name) => !name.startsWith('playwright-transform-cache'))
    .map((name) => join(tmpdir(), name))
    .filter((path) => {
      const about = statSync(path, { throwIfNoEntry: false });
      return about?.isDirectory() === true && about.uid === process.getuid?.();
    });
