import { createInterface } from 'node:readline';
import * as z from 'zod';
import { foundStores, isFounded, signIn } from '../crash/clinic/desk.ts';

/** A signed-in session in a process of its own, for faults that are put under a process: one call a line on stdin, one answer a line on stdout. The first line says that it is there. */
const folder = z.string().parse(process.argv[2]);
if (!isFounded(folder)) foundStores(folder);
const session = signIn(folder);
process.stdout.write('ready\n');
const call = z.strictObject({ name: z.string(), input: z.unknown() });
let id = 0;
for await (const line of createInterface({ input: process.stdin })) {
  id += 1;
  const { name, input } = call.parse(JSON.parse(line));
  process.stdout.write(`${JSON.stringify(await session.answer({ id, name, input }))}\n`);
}
session.end();
