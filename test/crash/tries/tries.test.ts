import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANY_NAME } from '../../../main/session/nobody.ts';
import { freshFolder } from '../../support/access.ts';
import { foundStores, OWNER } from '../clinic/desk.ts';
import { keeperIn } from './place.ts';

let folder: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = freshFolder());
  foundStores(folder);
});
afterEach(() => remove());

/** A program that is killed between the grant and the answer. */
const killedAfterGrant = async (userId: string): Promise<void> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'tries-child.ts'), folder, userId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toBe('granted\n');
  child.kill('SIGKILL');
  await ended;
};

test('a try whose program is killed between the grant and the answer is counted, of a person and of a typed name', async () => {
  for (const count of [1, 2]) {
    await killedAfterGrant(OWNER);
    await killedAfterGrant(ANY_NAME);
    const { keeper, ledger } = keeperIn(folder);
    expect(await keeper.failuresOf(OWNER)).toMatchObject({ failures: count });
    expect(await keeper.failuresOfNames()).toMatchObject({ failures: count });
    ledger.store.close();
  }
  const { keeper, ledger } = keeperIn(folder);
  await keeper.charge(OWNER);
  // Two were cut off; the third is the sign-in's own, and no failure.
  expect(await keeper.signedIn(OWNER, 1)).toBe(2);
  expect(await keeper.failuresOf(OWNER)).toBeUndefined();
  ledger.store.close();
});
