import { spawn } from 'node:child_process';

/** A step of the set-up could not be done. The message says what is missing and what to do, in one or two lines. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Kills the command after so many milliseconds. */
  readonly timeout?: number;
  /** The command reads what is typed on this terminal. */
  readonly keyboard?: boolean;
}

/** Runs a program quietly and returns what it printed. Throws a SetupError with the end of its output when it fails. */
export function run(program: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('error', (error) => reject(new SetupError(`${program} could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new SetupError(`${[program, ...args].join(' ')} ended with ${signal ?? code}\n${lastLines(errors || output, 15)}`));
    });
  });
}

/** Runs a program on this terminal and returns its exit code (128 when a signal ended it). */
export function runVisibly(program: string, args: readonly string[], options: CommandOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const { keyboard, ...rest } = options;
    const child = spawn(program, args, { stdio: [keyboard === true ? 'inherit' : 'ignore', 'inherit', 'inherit'], ...rest });
    const passOn = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGINT', passOn).on('SIGTERM', passOn);
    child.on('error', (error) => reject(new SetupError(`${program} could not be started: ${error.message}`)));
    child.on('close', (code) => {
      process.off('SIGINT', passOn).off('SIGTERM', passOn);
      resolve(code ?? 128);
    });
  });
}

/** One line of progress. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
