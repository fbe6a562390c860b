import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDoorName } from '../../../main/gate/handlers.ts';
import type { Lobby } from '../../../main/vault/lobby.ts';
import { OUTAGE_FILE } from '../../../main/vault/outage/list.ts';
import type { Answer } from '../../../shared/contract.ts';
import { FAILURES } from '../../../shared/failure.ts';
import { type DoorName, OPERATIONS } from '../../../shared/operations/table.ts';
import { type Chance, chance } from '../../random.ts';
import { fakeSpooler } from '../../support/fake-spooler.ts';
import { drawn } from './drawn.ts';
import type { Fuzzed, Tally } from './gate-fuzz.ts';
import { spoil } from './hostile.ts';
import { OWNER, Practice } from './practice.ts';

const NAMES: readonly DoorName[] = Object.keys(OPERATIONS).filter(isDoorName);

/** What a page may lawfully do at the door, one thing after the other; each step's input is made when it is its turn, from what was answered before. */
type Step = readonly [DoorName, (answers: readonly unknown[]) => Promise<Record<string, unknown>> | Record<string, unknown>];

const textIn = (said: unknown, ...path: readonly string[]): string => {
  let at: unknown = said;
  for (const part of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined;
  return typeof at === 'string' ? at : '';
};

const scripts = (
  practice: Practice,
  newcomers: { signInName: string; password: string }[],
  dice: Chance,
): readonly [readonly Step[], ...(readonly Step[])[]] => {
  const owner = async (): Promise<Record<string, unknown>> => ({
    signInName: OWNER.signInName,
    password: OWNER.password,
    code: await practice.clock.freshCode(practice.secret),
  });
  const name = `u${dice.below(1_000_000_000)}`;
  return [
    [['door.sign-in', owner]],
    [['door.decide-rollback', async () => ({ ...(await owner()), reason: dice.pick(['disk-fault', 'not-known']) })]],
    [
      ['door.outage-list', () => ({})],
      [
        'door.print-outage-list',
        async ([kept]) => ({ ...(await owner()), day: textIn(kept, 'days', '0'), printer: textIn(kept, 'usual'), language: 'en' }),
      ],
    ],
    [['door.check-password', () => ({ password: 'nine paper boats drift past 73', about: ['Amara'] })]],
    [
      ['door.set-up', () => ({ practice: 'Other', workstation: 'Desk', solo: dice.happens(0.5), ...OWNER })],
      ['door.set-up-code', async ([made]) => ({ code: await practice.clock.freshCode(textIn(made, 'enrolment', 'secret')) })],
      ['door.save-sheet', () => ({ sheet: 0, language: 'en' })],
      ['door.rotation', () => ({ postpone: false })],
    ],
    [
      [
        'door.recover',
        () => ({ shares: practice.shares.slice(0, 2), name: 'New Owner', signInName: name, password: 'seven tin drums under snow 18' }),
      ],
      ['door.recover-code', async ([made]) => ({ code: await practice.clock.freshCode(textIn(made, 'enrolment', 'secret')) })],
    ],
    ...(newcomers.length === 0
      ? []
      : ([
          [
            ['door.sign-in', () => newcomers.pop() ?? {}],
            [
              'door.enrol',
              async ([made]) => ({
                password: 'green kettles hum all night 55',
                code: await practice.clock.freshCode(textIn(made, 'enrolment', 'secret')),
              }),
            ],
            ['door.enter', () => ({})],
          ],
        ] satisfies Step[][])),
  ];
};

/** Hostile calls at the door, among them whole lawful ways through it: nobody is let in but by one of those. */
export const fuzzDoors = async (calls: number, seed: number): Promise<Fuzzed> => {
  const dice = chance(seed, 2);
  const practice = new Practice();
  const codes: Record<string, number> = {};
  const wrong: string[] = [];
  const operations = new Map(NAMES.map((name): [DoorName, Tally] => [name, { calls: 0, answered: 0, rowsAnswered: 0, rowsAudited: 0 }]));
  let done = 0;
  const tried = async (lobby: Lobby, name: DoorName, input: unknown, lawful: boolean): Promise<Answer<unknown>> => {
    const complain = (what: string): unknown => wrong.push(`call ${done} of seed ${seed}, ${name}: ${what}`);
    const tally = operations.get(name);
    done += 1;
    const answer = await lobby.answer({ id: done, name, input: structuredClone(input) });
    if (tally !== undefined) tally.calls += 1;
    if (answer.ok && tally !== undefined) tally.answered += 1;
    if (!answer.ok) {
      codes[answer.code] = (codes[answer.code] ?? 0) + 1;
      if (!Object.hasOwn(FAILURES, answer.code) || answer.code === 'internal') complain(answer.code);
      if (Object.keys(answer).some((key) => !['ok', 'code', 'seconds'].includes(key))) complain('a refusal carries more than its code');
    }
    const entrant = practice.takeEntrant();
    if (entrant !== undefined && !lawful) complain('somebody was let in');
    if (entrant !== undefined && !(answer.ok && textIn(answer.value, 'next') === 'open')) complain('somebody was let in and not told so');
    entrant?.ledger.store.close();
    if (Reflect.get({}, 'polluted') !== undefined) complain('a prototype was polluted');
    return answer;
  };
  const spooler = fakeSpooler(['Front-Desk']);
  const before = process.env['ANTEROOM_SPOOLER'];
  process.env['ANTEROOM_SPOOLER'] = spooler.folder;
  try {
    await practice.found();
    for (const name of ['door.set-up', 'door.set-up-code', 'door.set-up-finish'] as const) {
      const tally = operations.get(name);
      if (tally !== undefined) tally.answered += 1;
    }
    const newcomers = await hire(practice);
    const ways = () => scripts(practice, newcomers, dice);
    // Every way once, then any.
    for (let round = 0; done < calls || round < ways().length; round += 1) {
      const lobby = practice.lobby();
      const answers: unknown[] = [];
      for (const [step, made] of ways().at(round) ?? dice.pick(ways())) {
        // Another page's noise between two lawful steps; none of it is what the next one needs.
        for (let noise = dice.below(12); noise > 0; noise -= 1) {
          const [first, ...rest] = NAMES.filter((name) => name !== step);
          if (first === undefined) break;
          const name = dice.pick([first, ...rest]);
          const rubbish = spoil(
            drawn(name, dice, (field) => (field === 'signInName' ? OWNER.signInName : undefined)),
            dice,
          );
          // A well-formed set-up or recovery would lawfully begin anew; rubbish must not.
          if (!OPERATIONS[name].input.safeParse(rubbish).success) await tried(lobby, name, rubbish, false);
        }
        const answer = await tried(lobby, step, await made(answers), true);
        if (!answer.ok && answer.code !== 'sheet-place')
          wrong.push(`call ${done} of seed ${seed}, ${step}: the lawful way was refused with ${answer.code}`);
        answers.push(answer.ok ? answer.value : null);
      }
      const guess = { signInName: OWNER.signInName, password: dice.pick(['wrong', 'x'.repeat(1024), '\uFFFD']), code: '000000' };
      if (dice.happens(0.3)) await tried(lobby, 'door.sign-in', guess, false);
    }
    return { calls: done, codes, wrong, operations: Object.fromEntries(operations) };
  } finally {
    await practice.close();
    rmSync(spooler.folder, { recursive: true });
    if (before === undefined) delete process.env['ANTEROOM_SPOOLER'];
    else process.env['ANTEROOM_SPOOLER'] = before;
  }
};

/** People with a one-time password each; meanwhile the day list for outages is made. */
const hire = async (practice: Practice): Promise<{ signInName: string; password: string }[]> => {
  const { session, leave } = await practice.sit('owner');
  session.outage.begin(20);
  const hired: { signInName: string; password: string }[] = [];
  for (const signInName of ['nina', 'tomas', 'wei']) {
    const code = await practice.clock.freshCode(practice.secret);
    const answer = await session.answer({ id: 0, name: 'staff.add', input: { name: signInName, signInName, role: 'front-desk', code } });
    if (!answer.ok) throw new Error(`staff.add: ${answer.code}`);
    hired.push({ signInName, password: textIn(answer.value, 'oneTimePassword') });
  }
  const file = join(practice.main.workstation.folder, OUTAGE_FILE);
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 20));
  leave();
  return hired;
};
