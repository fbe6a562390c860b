import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readCard } from '../../../main/workstation/card.ts';
import { freshFolder } from '../../support/access.ts';
import { keychainIn, setUp, workstationIn } from './set-up.ts';

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

const desk = () => {
  const { folder: root, remove } = freshFolder();
  removals.push(remove);
  return { folder: join(root, 'practice'), items: join(root, 'keychain.json') };
};
const run = ({ folder, items }: ReturnType<typeof desk>, step: number) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'set-up.ts'), folder, items, String(step)], { encoding: 'utf8' });

/** Whose keys and anchors the keychain holds. */
const owners = (items: string): string[] =>
  existsSync(items) ? [...new Set(Object.keys(JSON.parse(readFileSync(items, 'utf8'))).map((account) => account.split('/')[0] ?? ''))] : [];

const ITEMS = 4;

test('a first run that is killed before any of its steps leaves nothing, or the whole practice', { timeout: 600_000 }, async () => {
  const whole = desk();
  const { stdout, status, stderr } = run(whole, 0);
  expect([status, stderr]).toEqual([0, '']);
  const steps = Number(stdout);
  expect(steps).toBeGreaterThan(20);
  const outcomes: string[] = [];
  for (let step = 1; step <= steps; step += 1) {
    const at = desk();
    expect(run(at, step).signal).toBe('SIGKILL');
    const workstation = workstationIn(at.folder, keychainIn(at.items));
    const found = await workstation.look();
    outcomes.push(found);
    const card = readCard(at.folder);
    expect([step, owners(at.items)]).toEqual([step, card === undefined ? [] : [card.workstationId]]);
    expect([step, readdirSync(at.folder).includes('.making')]).toEqual([step, false]);
    if (found === 'practice') expect(Object.keys(JSON.parse(readFileSync(at.items, 'utf8')))).toHaveLength(ITEMS);
    await workstation.close();
  }
  expect(outcomes.join(' ')).toMatch(/^(?:nothing )+(?:practice ?)+$/);
  expect(outcomes.filter((outcome) => outcome === 'practice').length).toBeGreaterThan(5);
});

test('a first run that was given up leaves no key behind when it is begun again', { timeout: 60_000 }, async () => {
  const { folder, items } = desk();
  const keychain = keychainIn(items);
  const workstation = workstationIn(folder, keychain);
  await workstation.look();
  await workstation.beginMaking();
  const [first] = owners(items);
  await setUp(workstation);
  expect(owners(items)).toEqual([workstation.card?.workstationId]);
  expect(owners(items)).not.toEqual([first]);
  await workstation.close();
});
