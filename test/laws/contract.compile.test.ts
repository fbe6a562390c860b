import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * Law 1 and law 2 in the types. Each program in wrong/ does one thing nobody may do; the compiler must refuse it, at the line marked `refused:`, with those words, and
 * must find nothing else wrong with it, so that a program can't fail for a reason of its own. They are text files, so that no editor and no other check meets them.
 */
const root = join(import.meta.dirname, '..', '..');
const ENDING = '.ts.txt';
const programs = readdirSync(join(import.meta.dirname, 'wrong'))
  .filter((name) => name.endsWith(ENDING))
  .map((name) => {
    const lines = readFileSync(join(import.meta.dirname, 'wrong', name), 'utf8').split('\n');
    const refused = lines.flatMap((line, index) => {
      const words = /\/\/ refused: (.+)$/.exec(line)?.[1];
      return words === undefined ? [] : [{ line: index + 1, words }];
    });
    return { name: name.slice(0, -ENDING.length), text: lines.join('\n'), sentence: lines[0]?.slice(3) ?? '', refused };
  });

interface Complaint {
  readonly program: string;
  readonly line: number;
  text: string;
}

/** One run of the compiler over all of them. */
const compile = async (folder: string): Promise<readonly Complaint[]> => {
  for (const { name, text } of programs) writeFileSync(join(folder, `${name}.ts`), text);
  const modules = join(root, 'node_modules');
  const compilerOptions = {
    types: ['node'],
    typeRoots: [join(modules, '@types')],
    paths: { 'anteroom/*': [`${root}/*`], '*': [`${modules}/*`] },
  };
  const lib = ['ES2024', 'DOM', 'DOM.Iterable'];
  const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions: { ...compilerOptions, lib }, include: ['.'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const compiler = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'bin/tsc');
  const output = await promisify(execFile)(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { cwd: folder }).then(
    ({ stdout }) => stdout,
    (failed: { stdout?: string }) => failed.stdout ?? '',
  );
  const complaints: Complaint[] = [];
  for (const line of output.split('\n')) {
    const [, file, at, text] = /^([^\s(][^(]*)\((\d+),\d+\): error (.*)$/.exec(line) ?? [];
    if (file !== undefined && at !== undefined && text !== undefined)
      complaints.push({ program: file.replace(/^.*\//, '').replace(/\.ts$/, ''), line: Number(at), text });
    else if (complaints.length > 0) (complaints.at(-1) ?? { text: '' }).text += `\n${line}`;
    else if (line.trim() !== '') complaints.push({ program: 'the compiler', line: 0, text: line });
  }
  return complaints;
};

describe('the compiler refuses', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wrong-programs-'));
  let complaints: readonly Complaint[] = [];
  beforeAll(async () => {
    complaints = await compile(folder);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('nothing outside the wrong programs', () => {
    const known = new Set(programs.map((program) => program.name));
    expect(complaints.filter(({ program }) => !known.has(program))).toEqual([]);
  });

  it('nothing in the right program', () => {
    expect(programs.map((program) => program.name)).toContain('the-right-program');
    expect(complaints.filter(({ program }) => program === 'the-right-program')).toEqual([]);
  });

  for (const { name, sentence, refused } of programs.filter((program) => program.name !== 'the-right-program')) {
    it(`${name}: ${sentence}`, () => {
      const found = complaints.filter(({ program }) => program === name);
      expect(refused).toHaveLength(1);
      expect(found.map(({ line }) => line)).toEqual(refused.map(({ line }) => line));
      expect(found[0]?.text).toContain(refused[0]?.words);
    });
  }
});
