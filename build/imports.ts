// npm run imports: who may import whom, as .dependency-cruiser.* says.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runVisibly } from './setup/command.ts';
import { main } from './setup/entry.ts';

const root = join(import.meta.dirname, '..');
const rules = ['.dependency-cruiser.cjs', '.dependency-cruiser.mjs', '.dependency-cruiser.js', '.dependency-cruiser.json'];
const rooms = ['shared', 'preload', 'main', 'renderer', 'server', 'build', 'test'];

/** The file of import rules, or null while there is none. */
export function importRules(): string | null {
  return rules.find((name) => existsSync(join(root, name))) ?? null;
}

/** Whether every import keeps the rules of the given file. */
export async function importsAreAllowed(file: string): Promise<boolean> {
  // The package's exports hide its own program.
  const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const words = [program, '--config', file, '--output-type', 'err', ...rooms.filter((room) => existsSync(join(root, room)))];
  return (await runVisibly(process.execPath, words, { cwd: root })) === 0;
}

if (import.meta.main) {
  await main(async () => {
    const file = importRules();
    return file === null || (await importsAreAllowed(file)) ? 0 : 1;
  });
}
