import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { readCard } from '../../main/workstation/card.ts';

/** What a keychain says about one item of a practice, asked by another program of the same person, as anything they run could ask. */
const said = z.object({ state: z.enum(['ready', 'absent', 'unreadable', 'weak', 'kept']), value: z.string().optional() });
export type Said = z.infer<typeof said>;

type Question = { call: 'read' | 'remove' } | { call: 'write'; value: string };

export const askKeychain = async (env: NodeJS.ProcessEnv, account: string, question: Question): Promise<Said> => {
  const client = spawn(process.execPath, [join(import.meta.dirname, '..', 'keychain', 'keychain-client.ts')], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  client.stdin.end(`${JSON.stringify({ ...question, account })}\n`);
  return said.parse(JSON.parse(await text(client.stdout)));
};

/** The account name of an item of the practice in this folder. */
export const accountIn = (folder: string, item: string, userId?: string): string => {
  const card = readCard(folder);
  if (card === undefined) throw new Error('there is no practice');
  return [card.workstationId, item, ...(userId === undefined ? [] : [userId])].join('/');
};
