import { type ChildProcess, spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../../shared/failure.ts';
import type { PrintSheet } from '../../../shared/print-window.ts';

export interface Printers {
  readonly names: readonly string[];
  /** The one the system prints to where none is named. */
  readonly usual: string | null;
}

export interface PrintOrder {
  readonly printer: string;
  readonly copies: number;
  readonly pages: number;
  readonly sheet: PrintSheet;
}

/** The way to paper. */
export interface Spooler {
  /** Failure `printer-none`, `printer-silent`. */
  readonly printers: () => Promise<Printers>;
  /** Resolves when the system has taken the whole print. Failure `printer-none`, `printer-gone`, `printer-failed`, `printer-silent`, `locked`. */
  readonly print: (pdf: Uint8Array, order: PrintOrder) => Promise<void>;
}

/** One session's way to paper, which ends with it. */
export interface SessionSpooler extends Spooler {
  /** Whatever is under way is killed, in the moment of the lock. */
  readonly end: () => void;
}

/** Where the system keeps its print tools on Linux and macOS; a development runtime may name another folder (start-options.ts). */
const toolFolder = (): string => process.env['ANTEROOM_SPOOLER'] ?? '/usr/bin';

/** What somebody reads in the system's queue. It says nothing of what is printed. */
const TITLE = 'Anteroom';

const MOST_PRINTERS = 50;
const MOST_OUTPUT = 65_536;
const NAME = /^[^\p{Cc}]{1,127}$/u;

/**
 * The system's own print spooler (CUPS), by `lp` and `lpstat`: one process for one job, with no shell between, killed when it is done, when it takes too long and when the session ends. The page is handed
 * over on its standard input and is in no file of ours.
 */
export class SystemSpooler implements SessionSpooler {
  readonly #folder: string;
  readonly #patienceMs: number;
  readonly #running = new Set<ChildProcess>();
  #ended = false;

  constructor(folder = toolFolder(), patienceMs = 30_000) {
    this.#folder = folder;
    this.#patienceMs = patienceMs;
  }

  readonly printers = async (): Promise<Printers> => {
    // one after the other: a spooler that is not there is said once
    const listed = await this.#run('lpstat', ['-e']).catch(emptyWhereRefused);
    const usual = await this.#run('lpstat', ['-d']).catch(emptyWhereRefused);
    const names = listed.split('\n').filter((name) => NAME.test(name));
    const name = /: (.+)$/m.exec(usual)?.[1] ?? null;
    return { names: names.slice(0, MOST_PRINTERS), usual: name !== null && names.includes(name) ? name : null };
  };

  readonly print = async (pdf: Uint8Array, { printer, copies }: Pick<PrintOrder, 'printer' | 'copies'>): Promise<void> => {
    const { names } = await this.printers();
    if (!names.includes(printer)) throw new Failure('printer-gone');
    await this.#run('lp', ['-d', printer, '-n', String(copies), '-t', TITLE], pdf);
  };

  /** Kills what is running, in the moment of the lock. */
  end(): void {
    this.#ended = true;
    for (const child of this.#running) kill(child);
  }

  #run(program: 'lp' | 'lpstat', words: readonly string[], input?: Uint8Array): Promise<string> {
    if (this.#ended) return Promise.reject(new Failure('locked'));
    return new Promise((resolve, reject) => {
      // a group of its own, so that what it starts dies with it
      const child = spawn(join(this.#folder, program), [...words], {
        cwd: '/',
        detached: true,
        env: { HOME: homedir(), LC_ALL: 'C' },
        stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
      });
      this.#running.add(child);
      let said = '';
      const timer = setTimeout(() => {
        end();
        kill(child);
        reject(new Failure('printer-silent'));
      }, this.#patienceMs);
      const end = (): void => {
        clearTimeout(timer);
        this.#running.delete(child);
      };
      child.once('error', (cause: NodeJS.ErrnoException) => {
        end();
        reject(new Failure(cause.code === 'ENOENT' ? 'printer-none' : 'printer-failed', { cause }));
      });
      child.once('close', (code) => {
        end();
        if (code === 0) resolve(said);
        else reject(new Failure(this.#ended ? 'locked' : 'printer-failed'));
      });
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        if (said.length < MOST_OUTPUT) said += text;
      });
      // one that reads nothing says by its end why
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    });
  }
}

/** A spooler without printers answers with an error; one that does not answer, or is not there, is another thing. */
const emptyWhereRefused = (error: unknown): string => {
  if (error instanceof Failure && error.code === 'printer-failed') return '';
  throw error;
};

const kill = (child: ChildProcess): void => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
};
