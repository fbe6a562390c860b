// npm run typecheck: every room against its own tsconfig, so that a line which uses the wrong world does not compile.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runVisibly } from './setup/command.ts';
import { main } from './setup/entry.ts';

const root = join(import.meta.dirname, '..');
const rooms = ['shared', 'main', 'preload', 'renderer', 'server', 'test'];

/** The rooms whose types do not check. */
export async function roomsWithTypeErrors(): Promise<string[]> {
  const compiler = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'bin/tsc');
  const failed: string[] = [];
  for (const room of rooms.filter((name) => existsSync(join(root, name, 'tsconfig.json')))) {
    const code = await runVisibly(process.execPath, [compiler, '--noEmit', '-p', room], { cwd: root });
    if (code !== 0) failed.push(room);
  }
  return failed;
}

if (import.meta.main) {
  await main(async () => ((await roomsWithTypeErrors()).length === 0 ? 0 : 1));
}
