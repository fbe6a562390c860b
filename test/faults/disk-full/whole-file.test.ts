import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FullDisk } from './disk-full.ts';

/** A small file (workstation.json, look.json) that is written whole or not at all. */
let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'whole-file-'));
  folder = join(home, 'practice');
  mkdirSync(folder);
  writeFileSync(join(folder, 'card.json'), 'the old card');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const program = `
const [module, folder] = process.argv.slice(1);
const { writeWhole } = await import(module);
let said = 'ok';
try { writeWhole(folder, 'card.json', 'the new card'); } catch (error) { said = error.code; }
process.stdout.write(said);
`;

const written = (disk: FullDisk): string => {
  const module = join(import.meta.dirname, '..', '..', '..', 'main', 'store', 'durable-file.ts');
  const args = ['--input-type=module', '-e', program, module, folder];
  return spawnSync(process.execPath, args, { env: { ...process.env, ...disk.env }, encoding: 'utf8' }).stdout;
};
const card = (): string => readFileSync(join(folder, 'card.json'), 'utf8');

test('a disk that takes half of a write and no more leaves the old file, and nothing beside it', () => {
  for (const nth of [1, 2, 3]) {
    using disk = new FullDisk(folder);
    disk.fillAt(nth, { partial: true });
    expect([nth, written(disk)]).toEqual([nth, 'ENOSPC']);
    expect(card()).toBe('the old card');
    expect(readdirSync(folder)).toEqual(['card.json']);
  }
});

test('a disk that takes a write in two halves has the whole file', () => {
  using disk = new FullDisk(folder);
  disk.fillAt(4, { partial: true });
  expect(written(disk)).toBe('ok');
  expect(card()).toBe('the new card');
});
