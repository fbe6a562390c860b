// npm run journeys [-- test/journeys/x.spec.ts ...]: drives the built application in a real Electron, as a user without
// rights and with Chromium's sandbox on, on a virtual screen and with a Secret Service of its own.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { runVisibly } from './setup/command.ts';
import { main } from './setup/entry.ts';
import { type Runtime, runtime } from './setup/runtime.ts';
import { giveToTestUser, surround, temporaryHome } from './setup/unprivileged.ts';

const root = join(import.meta.dirname, '..');

/** Runs Playwright with these arguments and returns its exit code; its report is results/journeys.json. */
export async function runJourneys(target: Runtime, args: readonly string[]): Promise<number> {
  const results = join(root, 'results');
  giveToTestUser(results);
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const { home, remove } = temporaryHome();
  const around = process.platform === 'linux' ? { home, screen: true, keyring: true } : { home: null, screen: false, keyring: false };
  const [program = '', ...words] = surround([process.execPath, playwright, 'test', ...args], around);
  try {
    return await runVisibly(program, words, { cwd: root, env: { ...process.env, ...target.env, ANTEROOM_RESULTS: results } });
  } finally {
    remove();
  }
}

if (import.meta.main) {
  await main(async (args) => {
    const target = runtime();
    await bundle(target);
    return runJourneys(target, args);
  });
}
