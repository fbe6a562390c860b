// npm run imports: who may import whom, as .dependency-cruiser.* says.
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { runVisibly } from './setup/command.ts';
import { main } from './setup/entry.ts';

const root = join(import.meta.dirname, '..');
const rules = ['.dependency-cruiser.cjs', '.dependency-cruiser.mjs', '.dependency-cruiser.js', '.dependency-cruiser.json'];
const rooms = '{shared,preload,main,renderer,server,build/audit-verify}/**/*.{ts,tsx,mjs}';
const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);

/** The file of import rules, or null while there is none. */
export function importRules(): string | null {
  return rules.find((name) => existsSync(join(root, name))) ?? null;
}

/** Whether every import keeps the rules of the given file, in the project or in another folder laid out like it. */
export async function importsAreAllowed(file: string, folder = root): Promise<boolean> {
  // The package's exports hide its own program.
  const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const files = globSync(rooms, { cwd: folder }).filter((name) => !isTest(name));
  return (await runVisibly(process.execPath, [program, '--config', file, '--output-type', 'err', ...files], { cwd: folder })) === 0;
}

if (import.meta.main) {
  await main(async () => {
    const file = importRules();
    return file === null || (await importsAreAllowed(file)) ? 0 : 1;
  });
}
