import { isPhiName } from '../../../main/gate/handlers.ts';
import { FAILURES } from '../../../shared/failure.ts';
import { OPERATIONS } from '../../../shared/operations/table.ts';
import { ROLES } from '../../../shared/permissions.ts';
import { chance } from '../../random.ts';
import { given, openTestGate } from '../../support/gate.ts';
import { aPatient, noLists } from '../../support/patients.ts';
import { type Attempt, attempt } from './hostile.ts';

/** What a run of hostile calls found; `wrong` holds a sentence for everything that broke a law. */
export interface Fuzzed {
  readonly calls: number;
  readonly answered: number;
  readonly refused: number;
  readonly rowsAnswered: number;
  readonly rowsAudited: number;
  readonly codes: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
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

/** Makes this many hostile calls to a real gate over real stores, in every role, and checks each against the log. Replayable by its seed. */
export const fuzzGate = (calls: number, seed: number): Fuzzed => {
  const dice = chance(seed);
  const gate = openTestGate();
  try {
    const sessions = ROLES.map((role) => gate.as(role));
    const [session, ...others] = sessions;
    if (session === undefined) throw new Error('there are no roles');
    const register = (familyName: string): string =>
      given(gate.ask('patient.register', { details: aPatient({ familyName }), lists: noLists() })).patientId;
    const patients: [string, ...string[]] = [register('García'), ...['Garza', 'Nguyen', 'O’Brien', 'Smith'].map(register)];
    const known = { patients, users: [gate.actor.userId, ...sessions.map(({ actor }) => actor.userId)] as const };
    const [first, ...rest] = Object.keys(OPERATIONS).filter(isPhiName);
    if (first === undefined) throw new Error('there are no operations');

    const codes: Record<string, number> = {};
    const wrong: string[] = [];
    const sums = { answered: 0, refused: 0, rowsAnswered: 0, rowsAudited: 0 };
    for (let call = 0; call < calls; call += 1) {
      const made: Attempt = attempt([first, ...rest], dice, known);
      const before = gate.log.size;
      const complain = (what: string): unknown => wrong.push(`call ${call} of seed ${seed}, ${made.name}: ${what}`);
      const asker = dice.pick([session, ...others]);
      let answer: ReturnType<typeof asker.askRaw>;
      try {
        answer = asker.askRaw(made.name, made.input, made.reason);
      } catch (error) {
        complain(`threw ${error instanceof Error ? error.name : 'something'}`);
        continue;
      }
      const entries = gate.entries(before);
      const shown = entries.filter(({ outcome }) => outcome === 'allowed' || outcome === 'committed');
      if (entries.length === 0) complain('left no entry');
      if (entries.some(({ user, operation }) => user !== asker.actor.userId || operation !== made.name))
        complain('an entry names somebody or something else');
      sums.rowsAudited += shown.reduce((rows, entry) => rows + entry.rows, 0);
      if (answer.ok) {
        sums.answered += 1;
        sums.rowsAnswered += rowsOf(answer.value);
        const named = new Set(shown.flatMap((entry) => entry.patients));
        const subjects = patientsOf(answer.value);
        if (subjects.size > 0 && !same(new Set([...subjects].map(gate.pseudonym)), named))
          complain('the entry does not name whom the answer shows');
        if (made.name === 'patient.register') for (const id of subjects) if (patients.length < 400) patients.push(id);
      } else {
        sums.refused += 1;
        codes[answer.code] = (codes[answer.code] ?? 0) + 1;
        if (!Object.hasOwn(FAILURES, answer.code)) complain(`the code ${answer.code} is not in the list`);
        if (answer.code === 'internal') complain('internal');
        if (shown.length > 0) complain('refused, and yet an entry says it was shown');
        if (Object.keys(answer).some((key) => !['ok', 'code', 'seconds'].includes(key))) complain('a refusal carries more than its code');
      }
      if (Reflect.get({}, 'polluted') !== undefined) complain('a prototype was polluted');
    }
    if (sums.rowsAnswered !== sums.rowsAudited) wrong.push(`${sums.rowsAnswered} rows answered, ${sums.rowsAudited} in the log`);
    return { calls, ...sums, codes, wrong };
  } finally {
    gate.close();
  }
};
