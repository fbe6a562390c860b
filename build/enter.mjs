// The way in for every npm script: runs on any Node from 20.19 on and before anything is installed. It sees to it that
// the dependencies of the lockfile are there, then runs build/<command>.ts on the Node 24 that is one of them.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installDependencies, nodeFor } from './setup/dependencies.mjs';
import { runThrough } from './setup/run-through.mjs';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const [command = '', ...rest] = process.argv.slice(2);
const script = path.join(root, 'build', `${command}.ts`);
if (!/^[a-z-]+$/.test(command) || !existsSync(script)) {
  console.error(`There is no command "${command}" in build/.`);
  process.exit(2);
}

// Tests run as a user without rights, who must be able to read what is written from here on.
process.umask(0o022);
try {
  installDependencies(root);
  const node = nodeFor(root);
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` };
  process.exit(await runThrough(node, ['--disable-warning=ExperimentalWarning', script, ...rest], { cwd: root, env }));
} catch (error) {
  console.error(`\nAnteroom could not be set up: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
