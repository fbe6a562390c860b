import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The system's print tools as a test has them: what `lp` is given is kept in a file, for the test to read. */
export interface FakeSpooler {
  readonly folder: string;
  /** What the next jobs do: are taken, are refused, or are never answered. */
  readonly behave: (how: 'takes' | 'refuses' | 'hangs') => void;
  /** The last print that was taken whole, and the words `lp` was called with; undefined while there is none. */
  readonly last: () => { readonly pdf: Buffer; readonly words: readonly string[] } | undefined;
  /** Waits for the next print; this one is put away. */
  readonly forget: () => void;
  /** The machine has no print system any more. */
  readonly vanish: () => void;
  /** The process of the job that hangs; undefined while there is none. */
  readonly hanging: () => number | undefined;
}

export const fakeSpooler = (printers: readonly string[], usual = printers[0] ?? ''): FakeSpooler => {
  const folder = mkdtempSync(join(process.env['HOME'] ?? '.', 'spooler-'));
  const kept = join(folder, 'kept');
  mkdirSync(kept);
  const at = (name: string): string => join(kept, name);
  const tool = (name: string, script: string): void => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  writeFileSync(at('names'), printers.map((name) => `${name}\n`).join(''));
  tool('lpstat', `[ "$1" = -e ] && exec cat '${at('names')}'; echo 'system default destination: ${usual}'`);
  const HOW = {
    takes: `printf '%s\\n' "$@" > '${at('words')}'; cat > '${at('half')}' && mv '${at('half')}' '${at('paper')}'`,
    refuses: 'cat > /dev/null; echo no paper >&2; exit 1',
    hangs: `echo $$ > '${at('pid')}'; sleep 600; cat > '${at('paper')}'`,
  };
  const behave: FakeSpooler['behave'] = (how) => tool('lp', HOW[how]);
  behave('takes');
  return {
    folder,
    behave,
    last: () =>
      existsSync(at('paper'))
        ? {
            pdf: readFileSync(at('paper')),
            words: existsSync(at('words')) ? readFileSync(at('words'), 'utf8').split('\n').slice(0, -1) : [],
          }
        : undefined,
    forget: () => {
      if (existsSync(at('paper'))) renameSync(at('paper'), at('former'));
    },
    vanish: () => {
      for (const name of ['lp', 'lpstat']) rmSync(join(folder, name));
    },
    hanging: () => {
      const pid = existsSync(at('pid')) ? Number(readFileSync(at('pid'), 'utf8')) : 0;
      return pid === 0 ? undefined : pid;
    },
  };
};
