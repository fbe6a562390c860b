import { signIn } from './practice.ts';

/** Signs the owner in, and dies by SIGKILL at the step named, if one is. Arguments: folder, step. Says `in` when somebody is let in. */
const [folder = '', step = ''] = process.argv.slice(2);
const session = await signIn(folder, {
  onStep: (at) => {
    if (at === step) process.kill(process.pid, 'SIGKILL');
  },
});
session.end();
console.log('in');
process.exit(0);
