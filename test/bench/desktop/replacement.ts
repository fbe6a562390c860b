import type { Row } from '../../figures.ts';
import { type BareWorkstation, isAlive, startBareWorkstation, until } from '../../support/bare-workstation.ts';
import { codeFor, OWNER } from '../../support/people.ts';
import { given, sayLast } from '../../support/workstation.ts';
import { atMost } from '../stopwatch.ts';

const CYCLES = 2;

const signIn = async (station: BareWorkstation, secret: string, first: boolean): Promise<void> => {
  const door = await station.page('unlock');
  const [person] = (await given(door, 'door.status', {})).people;
  const code = first ? { code: await codeFor(secret) } : {};
  sayLast(door, 'door.sign-in', { userId: person?.userId ?? '', password: OWNER.password, ...code });
};

/** From the end of the old main until the next one's lock screen stands, answers, and has the focus in its password field. */
const backAfter = async (station: BareWorkstation): Promise<number> => {
  const desk = await station.page('workspace');
  const old = station.mainPid();
  sayLast(desk, 'session.lock', {});
  await until('the end of the old main', async () => (old !== undefined && isAlive(old) ? undefined : true));
  const ended = performance.now();
  await station.attach();
  const door = await station.page('unlock');
  await until('a field to type in', async () => {
    const ready = await door.evaluate(() => document.activeElement?.getAttribute('name') === 'password').catch(() => false);
    return ready ? true : undefined;
  });
  return performance.now() - ended;
};

/**
 * The application as its users start it, where main replaces itself once it was locked and left alone for 10 s. Looked at every 20 ms over Chromium's own port; taking hold of
 * the new main counts as well.
 */
export const replacementFigures = async (practice: string, secret: string): Promise<Row[]> => {
  const station = await startBareWorkstation([], practice);
  try {
    const times: number[] = [];
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      await signIn(station, secret, cycle === 0);
      times.push(await backAfter(station));
    }
    console.log(`  lock screen back after ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`);
    return [atMost('desktop.lock-screen-after-replacement', Math.max(...times), 'ms', 2000)];
  } finally {
    await station.close();
  }
};
