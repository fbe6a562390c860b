import { existsSync } from 'node:fs';
import { hashRaw } from '@node-rs/argon2';
import type { Page } from '@playwright/test';
import { readBundleHeader } from '../../../main/keys/bundle.ts';
import { deriveKey } from '../../../main/keys/derive.ts';
import { loadDevice } from '../../../main/keys/device.ts';
import { KDF_FLOOR, type KdfParams } from '../../../main/keys/kek.ts';
import { openKeychain } from '../../../main/keys/keychain.ts';
import { openLedger } from '../../../main/vault/ledger-side.ts';
import { readCard } from '../../../main/workstation/card.ts';
import type { Row } from '../../figures.ts';
import { isAlive, until } from '../../support/bare-workstation.ts';
import { OWNER } from '../../support/people.ts';
import { sayLast, type TestWorkstation } from '../../support/workstation.ts';
import { atMost, median } from '../stopwatch.ts';

const CYCLES = 9;
const REST_MS = 1_000;

const derive = async ({ memoryKiB, passes, lanes, salt }: KdfParams): Promise<void> => {
  await hashRaw(Buffer.from(OWNER.password), { memoryCost: memoryKiB, timeCost: passes, parallelism: lanes, outputLen: 32, salt });
};

/**
 * A moment of quiet, and the memory of a derivation in the machine's hands, as it is in a computer at a desk. A virtual machine gives its free memory back to its host after about 2 s, and the first touch
 * of 256 MiB after that costs 100 to 500 ms, by chance now on one side and now on the other.
 */
const rest = async (params: KdfParams): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  await derive({ ...params, passes: KDF_FLOOR.passes });
};

/** A search box one can type in, painted, in a window one can see: epoch milliseconds of each, noted by the page and by main. */
const watchArrival = async (station: TestWorkstation, waiting: Page): Promise<() => Promise<number>> => {
  await waiting.evaluate(() => {
    const usable = (): boolean => document.activeElement?.getAttribute('role') === 'combobox' && document.hasFocus();
    Reflect.set(
      window,
      'benchUsable',
      new Promise((resolve) => {
        const frame = (): void => {
          if (!usable()) requestAnimationFrame(frame);
          else requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
        };
        requestAnimationFrame(frame);
      }),
    );
  });
  const window = await station.app.browserWindow(waiting);
  await window.evaluate((its) => {
    Reflect.set(
      globalThis,
      'benchShown',
      new Promise((resolve) => {
        its.once('show', () => resolve(performance.timeOrigin + performance.now()));
      }),
    );
  });
  return async () => {
    const painted: number = await waiting.evaluate(() => Reflect.get(window, 'benchUsable'));
    const shown: number = await station.app.evaluate(() => Reflect.get(globalThis, 'benchShown'));
    return Math.max(painted, shown);
  };
};

const waitingWorkspace = (station: TestWorkstation, gone: Page): Promise<Page> =>
  until('the workspace that waits', async () => {
    const page = station.app.windows().find((one) => one !== gone && !one.isClosed() && one.url().endsWith('/workspace.html'));
    const ready = page === undefined ? false : await page.evaluate(() => document.readyState === 'complete').catch(() => false);
    return ready ? page : undefined;
  });

interface Turn {
  readonly desk: Page;
  readonly lockMs: number;
  readonly unlockMs: number;
}

/** Locks with Ctrl+L and unlocks with the password, as a person does at the keyboard; what comes `before` Enter is not timed. */
export const lockAndUnlock = async (station: TestWorkstation, desk: Page, before?: () => Promise<void>): Promise<Turn> => {
  const doomed = await station.app.evaluate(({ app, BrowserWindow }) => {
    const pages = BrowserWindow.getAllWindows().map((window) => window.webContents.getOSProcessId());
    const vaults = app.getAppMetrics().filter(({ serviceName, name }) => serviceName === 'Anteroom vault' || name === 'Anteroom vault');
    return [...pages, ...vaults.map(({ pid }) => pid)];
  });
  if (doomed.length < 2) throw new Error('page and vault were not found');
  const asked = performance.now();
  void desk.keyboard.press('Control+L').catch(() => sayLast(desk, 'session.lock', {}));
  await gone(doomed);
  const lockMs = performance.now() - asked;

  const door = await station.page('unlock');
  const field = door.locator('input[name="password"]');
  await field.fill(OWNER.password);
  const next = await waitingWorkspace(station, desk);
  const arrival = await watchArrival(station, next);
  await before?.();
  const pressed = Date.now();
  void field.press('Enter').catch(() => undefined);
  const unlockMs = (await bounded(arrival())) - pressed;
  return { desk: next, lockMs, unlockMs };
};

const bounded = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([work, new Promise<T>((_resolve, reject) => setTimeout(() => reject(new Error('the door did not open')), 20_000).unref())]);

const gone = async (pids: readonly number[]): Promise<void> => {
  for (const end = performance.now() + 10_000; pids.some((pid) => existsSync(`/proc/${pid}`) && isAlive(pid)); ) {
    if (performance.now() > end) throw new Error('what should die at lock lives');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};

/** The parameters that stand in the owner's sealed keys. */
const kdfOf = async (folder: string): Promise<KdfParams> => {
  const card = readCard(folder);
  if (card === undefined) throw new Error('there is no practice');
  const answer = await loadDevice(openKeychain(), card.workstationId, { keyId: card.keyId });
  if (answer.state !== 'ready') throw new Error(`the device's keys are ${answer.state}`);
  const ledger = openLedger(folder, deriveKey(answer.device.secret, 'ledger'), 'existing');
  const person = ledger.roll.find({ signInName: OWNER.signInName });
  const slot = person && ledger.roll.slot(person.user_id);
  if (slot === undefined) throw new Error('there is nobody of that name');
  // Left open: a connection that closes tidies the journal away while the application works with it.
  return readBundleHeader(slot.bundle).params;
};

/** The bare key derivation, in a process with nothing else to do: the floor under every unlock. */
const bareKdf = async (params: KdfParams): Promise<number> => {
  await rest(params);
  const began = performance.now();
  await derive(params);
  return performance.now() - began;
};

/**
 * Unlock from the press of Enter to a painted search box that has the focus in a visible window, each beside one bare derivation with the same parameters; both begin
 * after a moment of quiet with an untimed derivation behind them. Lock from the press of Ctrl+L until the vault and every page of the session are dead. Both include the way of the key through
 * the driver.
 */
export const unlockFigures = async (station: TestWorkstation, first: Page, folder: string): Promise<Row[]> => {
  const params = await kdfOf(folder);
  const [locks, unlocks, bare, over]: [number[], number[], number[], number[]] = [[], [], [], []];
  let desk = first;
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const kdfMs = await bareKdf(params);
    const turn = await lockAndUnlock(station, desk, () => rest(params));
    desk = turn.desk;
    locks.push(turn.lockMs);
    unlocks.push(turn.unlockMs);
    bare.push(kdfMs);
    over.push(turn.unlockMs - kdfMs);
  }
  console.log(
    `  unlock ${median(unlocks).toFixed(0)} ms, bare derivation ${median(bare).toFixed(0)} ms (${params.memoryKiB / 1024} MiB, ${params.passes} passes, ${params.lanes} lanes)`,
  );
  return [atMost('desktop.unlock-over-kdf', median(over), 'ms', 300), atMost('desktop.lock', Math.max(...locks), 'ms', 500)];
};
