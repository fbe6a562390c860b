import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { closedTo } from './checkout.ts';
import { run } from './command.ts';
import { missingPackages } from './dependencies.mjs';
import { surveyMachine } from './machine.ts';
import { officialVersion } from './official-electron.ts';
import { type Runtime, runtime } from './runtime.ts';
import { missingNeeds } from './system-packages.ts';

/** One thing looked at. `mend` says what to do, and is null where nothing needs doing. */
export interface Finding {
  readonly subject: string;
  readonly state: 'good' | 'missing' | 'note';
  readonly found: string;
  readonly mend: string | null;
}

const root = join(import.meta.dirname, '..', '..');

/** Free space below which a first set-up may fail: dependencies, the download, what is unpacked from it, and the build. */
const spaceNeeded = 3e9;

const good = (subject: string, found: string): Finding => ({ subject, state: 'good', found, mend: null });
const missing = (subject: string, found: string, mend: string): Finding => ({ subject, state: 'missing', found, mend });
const note = (subject: string, found: string, mend: string): Finding => ({ subject, state: 'note', found, mend });

/** Looks at everything the set-up provides or relies on, and changes nothing. */
export async function examine(): Promise<Finding[]> {
  return [
    good('Node', process.versions.node),
    dependencies(),
    ...(await systemFindings()),
    ...(await electronFindings()),
    ...(await machineFindings()),
    space(),
    cacheFinding(),
  ];
}

function dependencies(): Finding {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  const installed = existsSync(hidden) ? JSON.parse(readFileSync(hidden, 'utf8')) : undefined;
  const lacking = missingPackages(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')), installed);
  if (lacking.length === 0) return good('Dependencies', 'as in the lockfile');
  return missing('Dependencies', `${lacking.length} differ from the lockfile (${lacking[0]} ...)`, 'npm ci --ignore-scripts');
}

async function systemFindings(): Promise<Finding[]> {
  if (process.platform !== 'linux') return [];
  const needs = await missingNeeds();
  if (needs.length === 0) return [good('System packages', "Electron's libraries, fonts, Xvfb, D-Bus, gnome-keyring, unzip, g++")];
  return needs.map((need) => {
    const [found, mend] = [`not found (${need.purpose})`, `sudo apt-get install ${need.debian}`];
    return need.optional === true ? note(need.debian, found, mend) : missing(need.debian, found, mend);
  });
}

async function electronFindings(): Promise<Finding[]> {
  let target: Runtime;
  try {
    target = runtime();
  } catch (error) {
    return [missing('Electron', error instanceof Error ? error.message : String(error), 'npm run setup')];
  }
  const answer = await askElectron(target, 'process.stdout.write(process.versions.electron + " with Node-API " + process.versions.napi)');
  if (answer.failure !== null)
    return [
      missing(
        'Electron',
        `${target.electronPath} does not run: ${answer.failure}`,
        `Remove ${target.electronFolder} and run npm run setup`,
      ),
    ];
  const electron = target.official
    ? good('Electron', `${answer.text}, official`)
    : note(
        'Electron',
        `${answer.text}, a substitute for development and tests only`,
        `The official ${officialVersion()}: allow its download or set ELECTRON_MIRROR, then npm run setup -- --retry-electron`,
      );
  return [electron, await bindingFinding(target)];
}

/** Opens a database inside Electron's own Node: a binding that loads may still not work. */
async function bindingFinding(target: Runtime): Promise<Finding> {
  const script = `
    const Database = require('better-sqlite3-multiple-ciphers');
    const db = new Database(':memory:', { nativeBinding: process.env.ANTEROOM_SQLITE_BINDING });
    process.stdout.write('SQLite ' + db.prepare('select sqlite_version() v').get().v);`;
  const answer = await askElectron(target, script);
  const which = target.sqliteBinding === null ? 'shipped' : 'compiled for this Electron';
  if (answer.failure === null) return good('SQLCipher binding', `${answer.text}, ${which}`);
  const mend = target.sqliteBinding === null ? 'npm ci --ignore-scripts' : `Remove ${dirname(target.sqliteBinding)} and run npm run setup`;
  return missing('SQLCipher binding', `does not load in Electron: ${answer.failure}`, mend);
}

async function askElectron(target: Runtime, script: string): Promise<{ text: string; failure: string | null }> {
  const env = { ...process.env, ...target.env, ELECTRON_RUN_AS_NODE: '1' };
  try {
    return { text: await run(target.electronPath, ['-e', script], { cwd: root, env, timeout: 30_000 }), failure: null };
  } catch (error) {
    return {
      text: '',
      failure: error instanceof Error ? (error.message.split('\n').find((line) => line.includes('rror')) ?? error.message) : String(error),
    };
  }
}

async function machineFindings(): Promise<Finding[]> {
  const machine = await surveyMachine();
  const findings: Finding[] = [];
  findings.push(
    machine.screen
      ? good('Screen', process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY ?? 'yes')
      : note('Screen', 'none', 'Only npm start needs one (ssh -X, or Xvfb with a viewer); tests bring their own'),
  );
  if (machine.needsSecretService) {
    findings.push(
      machine.secretService
        ? good('Secret Service', 'answers on the session bus')
        : note(
            'Secret Service',
            'none on this session',
            'Needed to set up a practice: log in to a desktop with gnome-keyring or KWallet. Tests and the demonstration bring their own',
          ),
    );
  }
  if (machine.root)
    findings.push(note('User', 'root', "Chromium's sandbox refuses root: npm start runs without it. Tests switch to the user nobody"));
  return findings;
}

function space(): Finding {
  const { bavail, bsize } = statfsSync(root);
  const free = bavail * bsize;
  const found = `${(free / 1e9).toFixed(1)} GB free`;
  return free >= spaceNeeded ? good('Disk', found) : missing('Disk', found, `A first set-up needs ${spaceNeeded / 1e9} GB`);
}

function cacheFinding(): Finding {
  const folder = cacheFolder();
  if (!existsSync(folder)) return note('Cache', `${folder} is not there yet`, 'npm run setup makes it');
  const closed = process.getuid?.() === 0 ? closedTo(folder) : null;
  if (closed === null) return good('Cache', folder);
  return missing(
    'Cache',
    `${folder}: ${closed} is closed to other users, and tests run as one`,
    'Set ANTEROOM_CACHE to a folder that is open to others',
  );
}
