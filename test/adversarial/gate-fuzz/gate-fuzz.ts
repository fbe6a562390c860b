import { isPhiName, isReadName, isReleaseName } from '../../../main/gate/handlers.ts';
import { RollBook } from '../../../main/ledger/roll.ts';
import { Writer } from '../../../main/store/statements.ts';
import { FAILURES } from '../../../shared/failure.ts';
import { OPERATIONS, type PhiName } from '../../../shared/operations/table.ts';
import { may, ROLES } from '../../../shared/permissions.ts';
import { chance } from '../../random.ts';
import { openTestGate } from '../../support/gate.ts';
import { honestWorker } from '../../support/import-desk.ts';
import { SETUP } from '../../support/schedule.ts';
import { spoil } from './hostile.ts';
import { Known } from './known.ts';

/** How it went with one operation. */
export interface Tally {
  calls: number;
  answered: number;
  rowsAnswered: number;
  rowsAudited: number;
}

/** What a run of hostile calls found; `wrong` holds a sentence for everything that broke a law. */
export interface Fuzzed {
  readonly calls: number;
  readonly codes: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
  readonly operations: Readonly<Record<string, Tally>>;
}

/** Counted on its own, from the answer as the page sees it: every object in the longest list, or the one thing there is. */
const rowsOf = (answer: unknown): number => {
  if (typeof answer !== 'object' || answer === null) return 0;
  if (Object.hasOwn(answer, 'patientId')) return 1;
  let longest = -1;
  for (const value of Object.values(answer)) if (Array.isArray(value)) longest = Math.max(longest, value.length);
  return longest < 0 ? 1 : longest;
};

const patientsOf = (answer: unknown): Set<string> =>
  new Set([...JSON.stringify(answer).matchAll(/"patientId":"([^"]+)"/g)].map(([, id]) => id ?? ''));

const same = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size === b.size && [...a].every((one) => b.has(one));

const PHI_NAMES: readonly PhiName[] = Object.keys(OPERATIONS).filter(isPhiName);
/** The steps of an import: the last is only reached over all the others. */
const WAY_IN = ['import.begin', 'import.bytes', 'import.read', 'import.map', 'import.check', 'import.advance', 'import.undo'] as const;
/** Enough people to choose from; more would only make each call slower. */
const PATIENTS = 300;

/** Lets the document worker, which is not of this thread's turn, come to its own. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** Makes this many hostile calls to a real gate over real stores, in every role, and checks each against the log. Replayable by its seed. */
export const fuzzGate = async (calls: number, seed: number): Promise<Fuzzed> => {
  const dice = chance(seed);
  const gate = openTestGate('owner', { askDocument: honestWorker });
  try {
    new RollBook(new Writer(gate.ledger)).set('schedule', SETUP);
    const sessions = ROLES.map((role) => (role === 'owner' ? gate : gate.as(role)));
    const known = new Known([gate.actor.userId, ...sessions.map(({ actor }) => actor.userId)], dice);
    const [first, ...rest] = PHI_NAMES;
    if (first === undefined) throw new Error('there are no operations');

    const codes: Record<string, number> = {};
    const wrong: string[] = [];
    const operations = new Map(
      PHI_NAMES.map((name): [PhiName, Tally] => [name, { calls: 0, answered: 0, rowsAnswered: 0, rowsAudited: 0 }]),
    );
    /** Those that were answered least: what few inputs fit is tried until it was reached. */
    const seldom = (): readonly [PhiName, ...PhiName[]] => {
      const [least = first, ...others] = [...operations]
        .toSorted(([, one], [, other]) => one.answered - other.answered)
        .map(([name]) => name);
      return [least, ...others.slice(0, 4)];
    };
    for (let call = 0; call < calls; call += 1) {
      const few = known.patients < 8;
      const name = few
        ? 'patient.register'
        : dice.happens(0.25)
          ? dice.pick(WAY_IN)
          : dice.pick(dice.happens(0.2) ? seldom() : [first, ...rest]);
      if (name === 'patient.register' && known.patients > PATIENTS && dice.happens(0.9)) continue;
      const tally = operations.get(name) ?? { calls: 0, answered: 0, rowsAnswered: 0, rowsAudited: 0 };
      const permitted = sessions.filter(({ actor }) => may(actor.role, OPERATIONS[name].permission));
      const [somebody = gate, ...others] = few ? [gate] : dice.happens(0.75) ? permitted : sessions;
      // A file is read where it came in, in the session whose document worker has it; a print is sent from where it was made.
      const asker = /^(?:import|print)\./.test(name) && dice.happens(0.8) ? gate : dice.pick([somebody, ...others]);
      const sensible = known.input(name);
      const raw: unknown = structuredClone(dice.happens(0.4) && !few ? spoil(sensible, dice) : sensible);
      const asked: unknown = structuredClone(raw);
      const because = { code: dice.pick(['treatment', 'emergency', 'other']), text: dice.pick(['', 'because', 'ñ']) };
      const reason: unknown = !dice.happens(0.3) ? undefined : dice.happens(0.2) ? spoil(because, dice) : because;

      const before = gate.log.size;
      const complain = (what: string): unknown => wrong.push(`call ${call} of seed ${seed}, ${name}: ${what}`);
      let answer: ReturnType<typeof asker.askRaw>;
      try {
        answer = isReleaseName(name) ? await asker.release(name, raw, reason) : asker.askRaw(name, raw, reason);
      } catch (error) {
        complain(`threw ${error instanceof Error ? error.name : 'something'}`);
        continue;
      }
      const entries = gate.entries(before);
      const shown = entries.filter(({ outcome }) => outcome === 'allowed' || outcome === 'committed');
      tally.calls += 1;
      tally.rowsAudited += shown.reduce((rows, entry) => rows + entry.rows, 0);
      if (entries.length === 0) complain('left no entry');
      if (entries.some(({ user, operation }) => user !== asker.actor.userId || operation !== name))
        complain('an entry names somebody or something else');
      if (answer.ok) {
        tally.answered += 1;
        tally.rowsAnswered += rowsOf(answer.value);
        const named = new Set(shown.flatMap((entry) => entry.patients));
        const subjects = patientsOf(answer.value);
        if (subjects.size > 0 && !same(new Set([...subjects].map(gate.pseudonym)), named))
          complain('the entry does not name whom the answer shows');
        if (!may(asker.actor.role, OPERATIONS[name].permission)) complain(`answered to a ${asker.actor.role}`);
        known.learn(name, asked, answer.value);
      } else {
        codes[answer.code] = (codes[answer.code] ?? 0) + 1;
        if (!Object.hasOwn(FAILURES, answer.code)) complain(`the code ${answer.code} is not in the list`);
        if (answer.code === 'internal' || answer.code === 'answer-refused') complain(answer.code);
        if (shown.length > 0) complain('refused, and yet an entry says it was shown');
        if (Object.keys(answer).some((key) => !['ok', 'code', 'seconds'].includes(key))) complain('a refusal carries more than its code');
      }
      if (Reflect.get({}, 'polluted') !== undefined) complain('a prototype was polluted');
      if (name === 'import.read') await breathe();
    }
    for (const [name, { rowsAnswered, rowsAudited }] of operations)
      if (rowsAnswered !== rowsAudited)
        wrong.push(`${name}, a ${isReadName(name) ? 'read' : 'change'}: ${rowsAnswered} rows answered, ${rowsAudited} in the log`);
    return { calls, codes, wrong, operations: Object.fromEntries(operations) };
  } finally {
    gate.close();
  }
};
