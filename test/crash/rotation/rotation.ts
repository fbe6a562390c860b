import * as z from 'zod';
import { newId } from '../../../shared/ids.ts';
import type { Job, Workload } from '../workload.ts';
import { judgeRotation } from './judge.ts';
import type { Acknowledged } from './notes.ts';
import { foundPractice, hireAndRemove, signIn } from './practice.ts';

const saved = z.object({ ok: z.literal(true), value: z.object({ patientId: z.uuid() }) });
const NO_LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };

/** Registers so many patients in one session; `tell` hears of each. */
export const registerSome = async (folder: string, count: number, tell: (patientId: string) => void): Promise<void> => {
  const session = await signIn(folder);
  for (let id = 0; id < count; id += 1) {
    const details = { familyName: `Okafor ${newId().slice(-12)}`, givenName: 'Ada', birthDate: '1970-01-02' };
    const { value } = saved.parse(await session.answer({ id, name: 'patient.register', input: { details, lists: NO_LISTS } }));
    tell(value.patientId);
  }
  session.end();
};

/** Days on which somebody leaves every evening, so that every sign-in begins with a rotation. */
const run = async ({ dir, transactions, ack }: Job): Promise<void> => {
  const say = (done: Acknowledged): void => ack(JSON.stringify(done));
  say({ did: 'found', kit: await foundPractice(dir) });
  for (let day = 0; day < transactions; day += 1) {
    await registerSome(dir, 3, (patientId) => say({ did: 'register', patientId }));
    say({ did: 'remove', ...(await hireAndRemove(dir)) });
  }
};

export const workload: Workload = { run, check: judgeRotation };
