import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../shared/failure.ts';
import { newRecoveryKit } from '../keys/recovery.ts';
import { readKit } from './recovery-door.ts';
import { type Sheet, SheetSaver } from './sheet-saver.ts';

/** Another file system than the temporary folder's, as a removable drive is; every Linux has it. */
const DRIVE = '/dev/shm';

let home: string;
let drive: string;
let chosen: string | null;
let sheets: Sheet[];
let saver: SheetSaver;
let recipient: string;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'sheets-'));
  drive = mkdtempSync(join(DRIVE, 'sheets-drive-'));
  const kit = await newRecoveryKit('shares');
  recipient = kit.recipient;
  sheets = kit.sheets.map(({ label, words, qr }) => ({ label: label ?? '', words: words.join(' '), qr }));
  const line = { askFileAway: () => Promise.resolve({ file: chosen, practiceFolder: join(home, 'practice') }) };
  saver = new SheetSaver(line, 'Clínica Junípero', sheets, 2);
});
afterEach(() => {
  for (const folder of [home, drive]) rmSync(folder, { recursive: true, force: true });
});

const onDrive = (name: string): string => {
  const folder = join(drive, name);
  mkdirSync(folder, { recursive: true });
  return join(folder, 'sheet.txt');
};
const save = (at: number, file: string | null, language: 'en' | 'es' = 'en'): Promise<boolean> => {
  chosen = file;
  return saver.save(at, language);
};

const failed = (saving: Promise<boolean>): Promise<unknown> =>
  saving.then(
    (saved) => saved,
    (error: unknown) => (error instanceof Failure ? error.code : error),
  );

describe('a sheet on a drive', () => {
  test('holds its own words and nobody else’s, and two of them read back are the kit', async () => {
    expect(await save(0, onDrive('one'))).toBe(true);
    expect(await save(2, onDrive('two'), 'es')).toBe(true);
    expect(saver.saved).toBe(2);
    const texts = ['one', 'two'].map((name) => readFileSync(onDrive(name), 'utf8'));
    expect(texts[0]).toContain('Anteroom recovery kit: Clínica Junípero');
    expect(texts[1]).toContain('Kit de recuperación');
    const words = texts.map((text) => [...text.matchAll(/^ ?\d+\. (\S+)/gm)].map(([, word]) => word).join(' '));
    expect((await readKit(words, recipient)).recipient).toBe(recipient);
    const codes = texts.map((text) => text.trim().split('\r\n').at(-1) ?? '');
    expect((await readKit(codes, recipient)).recipient).toBe(recipient);
    expect(texts[0]).not.toContain(sheets[1]?.qr);
    expect(statSync(onDrive('one')).mode & 0o077).toBe(0);
  });

  test('is never put beside another sheet, but may be saved again where it was', async () => {
    expect(await save(0, onDrive('one'))).toBe(true);
    expect(await failed(save(1, join(drive, 'one', 'other.txt')))).toBe('sheet-place');
    expect(readdirSync(join(drive, 'one'))).toEqual(['sheet.txt']);
    expect(await save(0, onDrive('one'))).toBe(true);
    expect(saver.saved).toBe(1);
  });
});

test('a sheet is never written to the disk the practice is on, nor to a folder that is not there, and choosing nothing writes nothing', async () => {
  expect(await failed(save(0, join(home, 'sheet.txt')))).toBe('sheet-place');
  expect(await failed(save(0, join(home, 'practice', 'sheet.txt')))).toBe('sheet-place');
  expect(await failed(save(0, join(home, 'nowhere', 'sheet.txt')))).toBe('file-not-written');
  expect(await save(0, null)).toBe(false);
  expect(await failed(save(9, null))).toBe('bad-input');
  expect(saver.saved).toBe(0);
  expect(readdirSync(home)).toEqual(['practice']);
});
