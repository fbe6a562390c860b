// Runs before anything is installed: nothing here may import a package, and it must run on Node 20.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program on this terminal to its end and answers with its exit code. A signal that reaches this process alone is handed on, and the end still waited for: whoever stops the
 * outermost command stops everything under it, and learns when it is over.
 */
export const runThrough = (program, args, options) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', ...options });
    const handOn = (signal) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, handOn);
    const rest = () => {
      for (const signal of SIGNALS) process.off(signal, handOn);
    };
    child.once('error', (error) => {
      rest();
      reject(error);
    });
    child.once('close', (code, signal) => {
      rest();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
