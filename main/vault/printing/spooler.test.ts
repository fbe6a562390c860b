import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../../shared/failure.ts';
import { freshFolder } from '../../../test/support/access.ts';
import { SystemSpooler } from './spooler.ts';

const PDF = Buffer.from(`%PDF-1.3 ${'x'.repeat(300_000)} %%EOF`);

let place: ReturnType<typeof freshFolder>;
let spooler: SystemSpooler;
beforeEach(() => {
  place = freshFolder();
  spooler = new SystemSpooler(place.folder, 60_000);
});
afterEach(() => {
  spooler.end();
  place.remove();
});

/** The system's tools, as this test has them. */
const tool = (name: 'lp' | 'lpstat', script: string): void => {
  const file = join(place.folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
};
const printers = (...names: readonly string[]): void => {
  writeFileSync(join(place.folder, 'names'), names.map((name) => `${name}\n`).join(''));
  tool('lpstat', `[ "$1" = -e ] && exec cat '${place.folder}/names'; echo 'system default destination: ${names[0] ?? ''}'`);
};
const at = (name: string): string => join(place.folder, name);
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'printed',
    (error: unknown) => (error instanceof Failure ? error.code : 'another error'),
  );

test('a print goes to the printer on standard input, whole, under a title that says nothing, and leaves no file', async () => {
  printers('Front', 'Labels');
  tool('lp', `printf '%s\\n' "$@" > '${at('words')}'; cat > '${at('paper')}'; env > '${at('env')}'`);
  const before = readdirSync(place.folder);
  await spooler.print(PDF, { printer: 'Labels', copies: 3 });
  expect(readFileSync(at('paper')).equals(PDF)).toBe(true);
  expect(readFileSync(at('words'), 'utf8').split('\n')).toEqual(['-d', 'Labels', '-n', '3', '-t', 'Anteroom', '']);
  expect(readdirSync(place.folder).filter((name) => !before.includes(name))).toEqual(['env', 'paper', 'words']);
  expect(readFileSync(at('env'), 'utf8')).not.toMatch(/ANTEROOM/);
});

test('a printer whose name is a command is a name and nothing is run; one that nobody listed is not printed to', async () => {
  const names = ['; rm -rf ~', `$(touch ${at('ran')})`, '-oraw', 'it\'s `the` "one"'];
  printers(...names);
  tool('lp', `printf '%s' "$2" > '${at('to')}'; cat > /dev/null`);
  expect((await spooler.printers()).names).toEqual(names);
  for (const printer of names) {
    await spooler.print(PDF, { printer, copies: 1 });
    expect(readFileSync(at('to'), 'utf8')).toBe(printer);
  }
  expect(existsSync(at('ran'))).toBe(false);
  expect(await codeOf(spooler.print(PDF, { printer: 'Front', copies: 1 }))).toBe('printer-gone');
});

test('a printer that refuses, reads nothing, dies, or is not there at all is said by its code', async () => {
  expect(await codeOf(spooler.printers())).toBe('printer-none');
  printers('Front');
  expect(await codeOf(spooler.print(PDF, { printer: 'Front', copies: 1 }))).toBe('printer-none');
  for (const script of ['cat > /dev/null; echo secret >&2; exit 1', 'exit 1', 'kill -9 $$']) {
    tool('lp', script);
    expect([script, await codeOf(spooler.print(PDF, { printer: 'Front', copies: 1 }))]).toEqual([script, 'printer-failed']);
  }
  tool('lpstat', 'echo nothing configured >&2; exit 1');
  expect(await spooler.printers()).toEqual({ names: [], usual: null });
});

const pidIn = async (file: string): Promise<number> => {
  while (!existsSync(file) || readFileSync(file, 'utf8').trim() === '') await new Promise((resolve) => setTimeout(resolve, 5));
  return Number(readFileSync(file, 'utf8'));
};
const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};
const gone = async (pid: number): Promise<void> => {
  while (lives(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
};

test('a printer that hangs is killed with all it started, and said to have been silent', async () => {
  const hasty = new SystemSpooler(place.folder, 1_000);
  printers('Front');
  tool('lp', `sleep 600 & echo $! > '${at('child')}'; echo $$ > '${at('own')}'; wait`);
  expect(await codeOf(hasty.print(PDF, { printer: 'Front', copies: 1 }))).toBe('printer-silent');
  await gone(await pidIn(at('own')));
  await gone(await pidIn(at('child')));
});

test('the lock in the middle of a print kills it, and nothing is printed afterwards', async () => {
  printers('Front');
  tool('lp', `echo $$ > '${at('own')}'; sleep 600; cat > '${at('paper')}'`);
  const printing = codeOf(spooler.print(PDF, { printer: 'Front', copies: 1 }));
  const pid = await pidIn(at('own'));
  spooler.end();
  expect(await printing).toBe('locked');
  await gone(pid);
  expect(existsSync(at('paper'))).toBe(false);
  expect(await codeOf(spooler.print(PDF, { printer: 'Front', copies: 1 }))).toBe('locked');
});
