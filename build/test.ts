// npm test: sets up, checks types, lint and the allowed imports, runs the unit tests, builds, and drives the built
// application in a real Electron. The last line is the sum of all; the exit code is 0 only when nothing failed.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bundle } from './bundle.ts';
import { failuresOfPlaywright, failuresOfVitest } from './failures.ts';
import { importRules, importsAreAllowed } from './imports.ts';
import { runJourneys } from './journeys.ts';
import { runVisibly, say } from './setup/command.ts';
import { main } from './setup/entry.ts';
import { setUp } from './setup/provision.ts';
import type { Runtime } from './setup/runtime.ts';
import { closingLine, nothing, oneFailure, sum, type Tally, tallyOfPlaywright, tallyOfVitest, trustExitCode } from './tally.ts';
import { roomsWithTypeErrors } from './typecheck.ts';

const root = join(import.meta.dirname, '..');
const failures: string[] = [];

function failed(what: string): void {
  failures.push(what);
  say(`FAILED: ${what}`);
}

/** Runs the program that an installed package offers under this name. */
function tool(packageName: string, program: string, args: readonly string[]): Promise<number> {
  const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  return runVisibly(process.execPath, [join(dirname(manifest), program), ...args], { cwd: root });
}

async function check(title: string, passes: () => Promise<boolean>): Promise<Tally> {
  say(`\n== ${title}`);
  const good = await passes();
  if (good) say('ok');
  else failed(title);
  return good ? nothing : oneFailure;
}

async function unitTests(): Promise<Tally> {
  say('\n== Unit tests');
  const report = join(root, 'results', 'unit.json');
  rmSync(report, { force: true });
  const code = await tool('vitest', 'vitest.mjs', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]);
  const read = readReport(report);
  failures.push(...failuresOfVitest(read));
  return judged('The unit tests', tallyOfVitest(read), code);
}

/** Journeys that do nothing but wait for most of their time run beside the unit tests: of their own screen and keychain each run has one. */
const WAITING = '@waits';

async function journeys(target: Runtime): Promise<Tally> {
  say('\n== Journeys in a real Electron');
  return driven(target, ['--grep-invert', WAITING], 'results');
}

async function driven(target: Runtime, args: readonly string[], folder: 'results' | 'results/beside'): Promise<Tally> {
  const report = join(root, folder, 'journeys.json');
  rmSync(report, { force: true });
  const code = await runJourneys(target, args, folder);
  const read = readReport(report);
  failures.push(...failuresOfPlaywright(read));
  return judged('The journeys', tallyOfPlaywright(read), code);
}

/** Says when a runner ended badly and no failed test tells why. */
function judged(title: string, tally: Tally | null, exitCode: number): Tally {
  const judgement = trustExitCode(tally, exitCode);
  if (judgement.failed > (tally?.failed ?? 0))
    failed(`${title} ended with code ${exitCode} and ${tally === null ? 'no report' : 'no failed test'}.`);
  return judgement;
}

function readReport(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** A part that could not be run at all is one failure and does not keep the other parts from running. */
async function guarded(part: () => Promise<Tally>): Promise<Tally> {
  try {
    return await part();
  } catch (error) {
    failed(reasonOf(error));
    return oneFailure;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

await main(async () => {
  say('== Set-up');
  const target = await setUp({ retryElectron: false, forTests: true }).catch((error: unknown) => {
    failed(reasonOf(error));
    return null;
  });
  const tallies = [
    await guarded(() => check('Types', async () => (await roomsWithTypeErrors()).length === 0)),
    await guarded(() =>
      check('Lint and format', async () => (await tool('@biomejs/biome', 'bin/biome', ['check', '--diagnostic-level=warn'])) === 0),
    ),
  ];
  const rules = importRules();
  if (rules !== null) tallies.push(await guarded(() => check('Allowed imports', () => importsAreAllowed(rules))));
  const builds = async (runtime: Runtime): Promise<Runtime | null> =>
    bundle(runtime).then(
      () => runtime,
      (error: unknown) => {
        failed(reasonOf(error));
        return null;
      },
    );
  const built = target === null ? null : await builds(target);
  const beside = built === null ? nothing : guarded(() => driven(built, ['--grep', WAITING], 'results/beside'));
  tallies.push(await guarded(unitTests));
  tallies.push(await beside);
  tallies.push(built === null ? oneFailure : await guarded(() => journeys(built)));
  const total = sum(tallies);
  if (failures.length > 0) say(`\n== What failed\n${failures.join('\n')}`);
  say(`\n${closingLine(total)}`);
  return total.failed === 0 ? 0 : 1;
});
