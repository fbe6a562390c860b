// npm run build [-- --force]: bundles the application into out/ when a source has changed since the last time.
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { run, SetupError, say } from './setup/command.ts';
import { main } from './setup/entry.ts';
import { type Runtime, runtime } from './setup/runtime.ts';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'out', '.sources');
const sources = [
  '{main,preload,renderer,shared}/**/*',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.base.json',
  '*/tsconfig.json',
];
const notBundled = /\.test\.tsx?$/;

/** Hash over path and content of every file that goes into the bundle. */
export function hashOfSources(folder: string, patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...patterns], { cwd: folder, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !notBundled.test(entry.name),
  );
  for (const path of files.map((file) => join(file.parentPath, file.name)).sort()) {
    hash
      .update(`${path.slice(folder.length)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Builds out/ for the given runtime unless it is up to date. */
export async function bundle(target: Runtime, force = false): Promise<void> {
  const now = `${hashOfSources(root, sources)} electron ${target.electronVersion}`;
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  if (!existsSync(join(root, 'main', 'app.ts'))) throw new SetupError('There is no application to build: main/app.ts is missing.');
  say('Building the application ...');
  const program = createRequire(import.meta.url)
    .resolve('electron-vite/package.json')
    .replace('package.json', 'bin/electron-vite.js');
  await run(process.execPath, [program, 'build', '--logLevel', 'warn'], { cwd: root, env: { ...process.env, ...target.env } });
  writeFileSync(stamp, now);
}

if (import.meta.main) {
  await main(async (args) => {
    await bundle(runtime(), args.includes('--force'));
    return 0;
  });
}
