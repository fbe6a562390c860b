import * as z from 'zod';
import { isVaultPlainName } from '../../../main/gate/handlers.ts';
import type { Entrant } from '../../../main/vault/sign-in.ts';
import { decodeEntry } from '../../../shared/audit-bytes.ts';
import type { AuditEntry } from '../../../shared/entry.ts';
import { FAILURES } from '../../../shared/failure.ts';
import { scheduleSetup } from '../../../shared/operations/schedule.ts';
import { OPERATIONS, type VaultPlainName } from '../../../shared/operations/table.ts';
import { may, type Role } from '../../../shared/permissions.ts';
import { type Chance, chance } from '../../random.ts';
import { drawn } from './drawn.ts';
import type { Fuzzed, Tally } from './gate-fuzz.ts';
import { spoil } from './hostile.ts';
import { OWNER, Practice } from './practice.ts';
import { FINDING } from './stand-in-main.ts';

const NAMES: readonly VaultPlainName[] = Object.keys(OPERATIONS).filter(isVaultPlainName);
const ROLES_TRIED: readonly [Role, ...Role[]] = ['owner', 'administrator', 'privacy-officer', 'front-desk', 'auditor'];
const NEW_PASSWORDS = ['nine paper boats drift past 73', 'seven tin drums under snow 18'] as const;

const row = z.object({ bytes: z.instanceof(Uint8Array) });
const sizeRow = z.object({ size: z.int() });
const sizeOf = ({ ledger }: Entrant): number => sizeRow.parse(ledger.store.prepare('SELECT count(*) AS size FROM audit_entry').get()).size;
const entriesSince = ({ ledger }: Entrant, seq: number): AuditEntry[] =>
  ledger.store
    .prepare('SELECT bytes FROM audit_entry WHERE seq >= ? ORDER BY seq')
    .all(seq)
    .map((one) => decodeEntry(row.parse(one).bytes));

/** Hostile and honest calls to everything of the vault that carries no record, in several roles, each held against the log. */
export const fuzzPlain = async (calls: number, seed: number): Promise<Fuzzed> => {
  const dice = chance(seed, 1);
  const practice = new Practice();
  const codes: Record<string, number> = {};
  const wrong: string[] = [];
  const operations = new Map(
    NAMES.map((name): [VaultPlainName, Tally] => [name, { calls: 0, answered: 0, rowsAnswered: 0, rowsAudited: 0 }]),
  );
  const users: string[] = [];
  try {
    await practice.found();
    for (let done = 0; done < calls; ) {
      const role = dice.happens(0.5) ? 'owner' : dice.pick(ROLES_TRIED);
      const { session, entrant, leave } = await practice.sit(role);
      // Whoever may import has a file of the vault's making to take out.
      practice.fileId = may(role, 'import.run') ? await practice.makeFile(session) : null;
      if (users.length === 0) users.push(entrant.person.user_id);
      for (let turn = 0; turn < 60 && done < calls; turn += 1, done += 1) {
        const [first, ...rest] = NAMES;
        if (first === undefined) throw new Error('there are no operations');
        const name = dice.pick([first, ...rest]);
        const honest = await sensible(name, dice, practice, users);
        const spoilt = dice.happens(0.45);
        const input: unknown = structuredClone(spoilt ? spoil(honest, dice) : honest);
        const before = sizeOf(entrant);
        const complain = (what: string): unknown => wrong.push(`call ${done} of seed ${seed}, ${name} as ${role}: ${what}`);
        const tally = operations.get(name);
        if (tally !== undefined) tally.calls += 1;
        const answer = await session.answer({ id: done, name, input });
        const entries = entriesSince(entrant, before).filter(({ operation }) => operation === name);
        // A deed of which the officers are told has an alert beside its outcome.
        const outcomes = entries
          .filter((entry) => entry.action !== 'audit.alert')
          .map(({ outcome }) => outcome)
          .join(' ');
        const { action, effect, permission } = OPERATIONS[name];
        if (entries.some(({ user }) => user !== entrant.person.user_id)) complain('an entry names somebody else');
        if (action === null && entries.length > 0) complain('an entry for what touches nobody');
        if (answer.ok) {
          if (tally !== undefined) tally.answered += 1;
          if (permission !== 'anyone' && !may(role, permission)) complain('answered to a role that may not');
          // Whoever is asked where a file shall go may say nowhere.
          const givenUp = (name === 'audit.export' || name === 'file.save') && outcomes === 'intent undone';
          if (action !== null && !givenUp && outcomes !== (effect === 'change' ? 'intent committed' : 'allowed'))
            complain(`answered, and the log says ${outcomes}`);
          heed(name, input, answer.value, practice, users);
        } else {
          codes[answer.code] = (codes[answer.code] ?? 0) + 1;
          if (!Object.hasOwn(FAILURES, answer.code) || answer.code === 'internal' || answer.code === 'answer-refused')
            complain(answer.code);
          if (action !== null && !['refused', 'failed', 'intent failed'].includes(outcomes))
            complain(`refused, and the log says ${outcomes}`);
          if (Object.keys(answer).some((key) => !['ok', 'code', 'seconds'].includes(key))) complain('a refusal carries more than its code');
        }
        if (Reflect.get({}, 'polluted') !== undefined) complain('a prototype was polluted');
      }
      leave();
    }
    return { calls, codes, wrong, operations: Object.fromEntries(operations) };
  } finally {
    await practice.close();
  }
};

/** An input the operation would take now: a fresh code where one is asked for, people that are there. */
const sensible = async (
  name: VaultPlainName,
  dice: Chance,
  practice: Practice,
  users: readonly string[],
): Promise<Record<string, unknown>> => {
  const code = dice.happens(0.7) ? await practice.clock.freshCode(practice.secret) : '000000';
  const newPassword = NEW_PASSWORDS.find((one) => one !== practice.password) ?? OWNER.password;
  // The owner is left in their place, or nobody could go on.
  const user = users.slice(1).at(dice.below(Math.max(1, users.length - 1))) ?? users[0];
  return drawn(name, dice, (field) => {
    if (field === 'code') return code;
    if (field === 'userId') return dice.happens(0.9) ? user : users[0];
    if (field === 'role') return dice.pick(['front-desk', 'biller', 'clinician', 'auditor']);
    if (field === 'endsOn') return dice.pick([null, '2099-12-31']);
    if (field === 'oldPassword') return dice.happens(0.8) ? practice.password : 'not this one';
    if (field === 'newPassword') return dice.happens(0.8) ? newPassword : 'password';
    if (name === 'schedule.set-up' && field in practice.schedule && dice.happens(0.9)) return Reflect.get(practice.schedule, field);
    if (field === 'fileId' && practice.fileId !== null) return practice.fileId;
    if (field === 'seq') return dice.happens(0.5) ? FINDING : undefined;
    return undefined;
  });
};

const heed = (name: VaultPlainName, input: unknown, answer: unknown, practice: Practice, users: string[]): void => {
  if (name === 'staff.add' && typeof answer === 'object' && answer !== null && 'userId' in answer) users.push(String(answer.userId));
  const setup = name === 'schedule.setup' || name === 'schedule.set-up' ? scheduleSetup.safeParse(answer) : null;
  if (setup?.success === true) practice.schedule = setup.data;
  if (name === 'account.change-password' && typeof input === 'object' && input !== null && 'newPassword' in input)
    practice.password = String(input.newPassword);
};
