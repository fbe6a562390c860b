// What `npm start` runs for a demonstration: makes a practice in a throw-away folder, prints who can sign in, opens the application on it, prints the present codes at each Enter,
// and removes folder and keys when the window is closed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { say } from '../setup/command.ts';
import { main } from '../setup/entry.ts';
import { credentialLines } from './credentials.ts';
import { forgetDemo } from './forget.ts';
import { makeDemo } from './making.ts';
import type { DemoPerson } from './staff.ts';
import { type DemoWindow, openWindow } from './window.ts';

const PATIENTS = 500;
const showCredentials = async (people: readonly DemoPerson[]): Promise<void> => {
  for (const line of ['', ...(await credentialLines(people, Date.now()))]) say(line);
};

if (import.meta.main) {
  await main(async ([electron = '', ...words]) => {
    const home = mkdtempSync(join(tmpdir(), 'anteroom-demo-'));
    const folder = join(home, 'practice');
    let window: DemoWindow | null = null;
    let stopped = false;
    const stop = (): void => {
      stopped = true;
      window?.close();
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    let people: readonly DemoPerson[] = [];
    try {
      say('Making a demonstration practice with synthetic patients ...');
      people = await makeDemo(folder, PATIENTS, (done) => say(`  ${done} of ${PATIENTS} patients`));
      say(`\nThe demonstration is in ${folder}. It and its keys are removed when you close the window. Its patients do not exist.`);
      if (stopped) return 0;
      await showCredentials(people);
      say('  Press Enter here to see the present codes.');
      const terminal = createInterface({ input: process.stdin });
      terminal.on('line', () => void showCredentials(people));
      window = openWindow(electron, words, folder);
      const code = await window.closed;
      terminal.close();
      return code;
    } finally {
      await forgetDemo(
        folder,
        people.map(({ userId }) => userId),
      );
      rmSync(home, { recursive: true, force: true });
    }
  });
}
