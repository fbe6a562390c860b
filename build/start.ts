// npm start [-- --practice FOLDER]: sets up, builds what changed, and opens the application; without a practice of
// your own, with a demonstration practice (build/demo/main.ts).
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { planLaunch } from './launch-plan.ts';
import { runVisibly, say } from './setup/command.ts';
import { main } from './setup/entry.ts';
import { surveyMachine } from './setup/machine.ts';
import { setUp } from './setup/provision.ts';

const root = join(import.meta.dirname, '..');

await main(async (args) => {
  const target = await setUp({ retryElectron: args.includes('--retry-electron') });
  await bundle(target);
  const machine = await surveyMachine();
  const plan = planLaunch(
    { electronPath: target.electronPath, root, node: process.execPath, from: process.env.INIT_CWD ?? process.cwd() },
    machine,
    args.filter((arg) => arg !== '--retry-electron'),
  );
  for (const notice of plan.notices) say(notice);
  if (plan.command === null) return 1;
  const [program = '', ...words] = plan.command;
  return runVisibly(program, words, { cwd: root, env: { ...process.env, ...target.env }, keyboard: true });
});
