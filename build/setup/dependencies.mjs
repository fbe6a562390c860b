// Runs before anything is installed: nothing here may import a package, and it must run on Node 20.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Node runs TypeScript files by itself from this major version on; the SQLite driver's binaries need it too. */
const nodeNeeded = 24;

/**
 * What of a lockfile is not installed, as `path@version`. Packages for other machines (`optional`) may be missing; what
 * is installed in another version counts as missing.
 */
export function missingPackages(lockfile, installed) {
  const missing = [];
  for (const [where, wanted] of Object.entries(lockfile.packages)) {
    if (where === '' || wanted.link) continue;
    const present = installed?.packages[where];
    if (present === undefined && wanted.optional) continue;
    if (present?.version !== wanted.version) missing.push(`${where}@${wanted.version}`);
  }
  return missing;
}

/** Installs what the lockfile says, when it is not there yet: `npm ci`, without running any package's scripts. */
export function installDependencies(root) {
  const lockfile = readJson(path.join(root, 'package-lock.json'));
  const modules = path.join(root, 'node_modules');
  const missing = missingPackages(lockfile, readJson(path.join(modules, '.package-lock.json')));
  if (missing.length === 0) return;
  if (existsSync(modules) && lstatSync(modules).isSymbolicLink()) {
    console.warn(`node_modules is a link and lacks ${missing.length} of this lockfile's packages (${missing[0]} ...): left as it is.`);
    return;
  }
  console.log(`Installing ${missing.length} packages of the lockfile (npm ci --ignore-scripts) ...`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' };
  const { status, error } = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], options);
  if (error || status !== 0) {
    throw new Error('npm ci failed (see above). Check the network or the npm registry setting, then run this again.');
  }
}

/** The Node to run everything else with: this one when it is new enough, else the one among the dependencies. */
export function nodeFor(root) {
  if (Number(process.versions.node.split('.')[0]) >= nodeNeeded) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const node = path.join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(node)) return node;
  throw new Error(
    `Node ${nodeNeeded} is needed and none comes with the dependencies on ${name}. Install Node ${nodeNeeded} and run this again.`,
  );
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
