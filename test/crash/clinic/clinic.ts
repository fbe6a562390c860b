import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Answer } from '../../../shared/contract.ts';
import type { Asked, OperationName } from '../../../shared/operations/table.ts';
import { chance } from '../../random.ts';
import type { Job, Workload } from '../workload.ts';
import { foundStores, signIn } from './desk.ts';
import { judgeClinic } from './judge.ts';

/**
 * The application itself as a workload: a signed-in session registers, edits and opens patients through the gate, over the real stores and the real log. Each answer is
 * acknowledged after it was given, so that what a person was told is what must be there after the crash.
 */
export const workload: Workload = { run, check: judgeClinic };

/** The first calls of a fresh process are slow; they are made before anything is acknowledged, so that a kill meets a session in full swing. The option `warm` says how many. */
const WARM = '12';

/** One acknowledged answer. `shown` is a digest of what was saved. */
export const acknowledged = z.discriminatedUnion('did', [
  z.strictObject({ did: z.literal('found') }),
  z.strictObject({ did: z.literal('register'), patientId: z.uuid(), note: z.string() }),
  z.strictObject({ did: z.literal('update'), patientId: z.uuid(), version: z.int(), note: z.string() }),
  z.strictObject({ did: z.literal('open'), patientId: z.uuid(), version: z.int() }),
]);
export type Acknowledged = z.infer<typeof acknowledged>;

const NO_LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
const PAUSE_EVERY = 8;

async function run({ dir, seed, transactions, options, ack }: Job): Promise<void> {
  const random = chance(seed);
  const warm = Number(options.warm ?? WARM);
  let turn = 0;
  const say = (done: Acknowledged): void => {
    if (turn >= warm) ack(JSON.stringify(done));
  };
  foundStores(dir);
  const session = signIn(dir);
  say({ did: 'found' });
  let id = 0;
  const ask = async <K extends OperationName>(name: K, input: Asked<K>): Promise<unknown> => {
    id += 1;
    return taken(await session.answer({ id, name, input }));
  };
  const known: { patientId: string; version: number }[] = [];
  for (turn = 1; turn <= transactions; turn += 1) {
    const one = known[random.below(Math.max(known.length, 1))];
    const note = noteOf(seed, turn, random.below(600));
    const act = random.below(3);
    if (one === undefined || act === 0) {
      const details = { familyName: nameOf(seed, turn), givenName: 'Ann', birthDate: '1980-02-03', deskNote: note };
      const saved = savedSchema.parse(await ask('patient.register', { details, lists: NO_LISTS }));
      known.push({ patientId: saved.patientId, version: 1 });
      say({ did: 'register', patientId: saved.patientId, note: digest(note) });
    } else if (act === 1) {
      const changes = { deskNote: note, givenName: nameOf(seed, turn) };
      const saved = savedSchema.parse(await ask('patient.update', { patientId: one.patientId, version: one.version, changes, lists: {} }));
      one.version = saved.version;
      say({ did: 'update', patientId: one.patientId, version: saved.version, note: digest(note) });
    } else {
      const { version } = z.object({ version: z.int() }).parse(await ask('patient.open', { patientId: one.patientId }));
      say({ did: 'open', patientId: one.patientId, version });
    }
    // The timers of the session (a signed head every second) get their turn, as between two clicks.
    if (turn % PAUSE_EVERY === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  session.end();
}

const savedSchema = z.object({ patientId: z.uuid(), version: z.int() });

const taken = (answer: Answer<unknown>): unknown => {
  if (!answer.ok) throw new Error(`answered ${answer.code}`);
  return answer.value;
};

const nameOf = (seed: number, turn: number): string => `Q${createHash('sha256').update(`${seed}/${turn}`).digest('hex').slice(0, 12)}`;
const noteOf = (seed: number, turn: number, length: number): string =>
  `${seed}.${turn} ${'calls back after noon. '.repeat(Math.ceil(length / 23))}`.trim();
export const digest = (note: string): string => createHash('sha256').update(note).digest('hex').slice(0, 16);
