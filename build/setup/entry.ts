import { SetupError } from './command.ts';

/** Runs a command of build/ to its exit code. A SetupError is shown as its message, anything else whole. */
export async function main(work: (args: readonly string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`\n${error instanceof SetupError ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}
