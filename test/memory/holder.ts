import { spawn } from 'node:child_process';
import { readSync, writeSync } from 'node:fs';

/**
 * A process that holds what it is told, for the scanner's tests. Lines on stdin: `bytes HEX` keeps them in one buffer, `latin TEXT-IN-HEX`
 * and `wide TEXT-IN-HEX` in a string V8 stores with one or two bytes a letter, `child HEX` in a process of its own, `wipe` overwrites
 * the buffers. Each is answered with `done`. Secrets come as hex complement, so that reading the line does not itself hold one.
 */
const line = Buffer.alloc(1 << 16);
const kept: Buffer[] = [];
const strings: string[] = [];

for (;;) {
  const length = readSync(0, line);
  if (length === 0) break;
  const [order = '', hidden = ''] = line.toString('latin1', 0, length).trim().split(' ');
  line.fill(0);
  if (order === 'bytes') kept.push(revealed(hidden));
  if (order === 'latin') strings.push(once(revealed(hidden), 'latin1'));
  if (order === 'wide') strings.push(once(revealed(hidden), 'utf16le'));
  if (order === 'child')
    spawn(process.execPath, [import.meta.filename], { stdio: ['pipe', 'ignore', 'ignore'] }).stdin?.write(`bytes ${hidden}\n`);
  if (order === 'wipe') for (const bytes of kept) bytes.fill(0);
  writeSync(1, 'done\n');
  if (order === 'child') await new Promise(() => undefined);
}

function revealed(hidden: string): Buffer {
  const bytes = Buffer.alloc(hidden.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = ~Number.parseInt(hidden.slice(at * 2, at * 2 + 2), 16) & 255;
  return bytes;
}

/** A string of the bytes, which are then overwritten. */
function once(bytes: Buffer, encoding: 'latin1' | 'utf16le'): string {
  const text = bytes.toString(encoding);
  bytes.fill(0);
  return text;
}
