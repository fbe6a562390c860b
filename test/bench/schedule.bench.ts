import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { Writer } from '../../main/store/statements.ts';
import { findFree } from '../../main/vault/schedule/next-free.ts';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { PARTS_OF_DAY } from '../../shared/phi/free-slot.ts';
import type { Row } from '../figures.ts';
import { diceOf } from '../support/dice.ts';
import { insertPatient } from '../support/patient-store.ts';
import { population } from '../support/population.ts';
import { AMARA, CHECKUP, SETUP } from '../support/schedule.ts';
import { atMost, median, percentile, timed } from './stopwatch.ts';
import { newTwins } from './stores.ts';

const size = (name: string, usual: number): number => Number(process.env[name] ?? usual);
const PROVIDERS = 10;
const LENGTHS: readonly [number, ...number[]] = [15, 15, 30, 45];
const NOW = Temporal.PlainDateTime.from('2026-11-23T07:00');
/** Visits of so many days before now; as many again lie ahead. */
const DAYS_BEFORE = 200;
const QUESTIONS = 300;
const TRIES = 3;

const setup: ScheduleSetup = {
  ...SETUP,
  providers: Array.from({ length: PROVIDERS }, (_, at) => ({
    ...AMARA,
    providerId: `0195f3a0-7c1e-7a51-8c11-2f6a4d1b0c${String(at).padStart(2, '0')}`,
  })),
};
const providerIds = setup.providers.map(({ providerId }) => providerId);

const INSERT = `INSERT INTO visit (visit_id, patient, day, start, minutes, providerId, visitTypeId, state, version, schema_version, created_at, created_by, created_on,
  created_seq, stamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 1, 0, 1, 1, 0, '0')`;

/** So many visits, day after day and without a gap, some of them cancelled; a provider's days half a year ahead are full. */
const bookAll = (writers: readonly Writer[], visits: number, patients: number): string => {
  const dice = diceOf(11);
  let day = NOW.toPlainDate().subtract({ days: DAYS_BEFORE });
  let made = 0;
  for (; made < visits; day = day.add({ days: 1 })) {
    if (day.dayOfWeek > 5) continue;
    for (const providerId of providerIds) {
      for (let start = 480; start < 1020 && made < visits; ) {
        const minutes = Math.min(dice.pick(LENGTHS), 1020 - start);
        made += 1;
        const id = `0195f3a0-7c1e-7a51-8c11-${String(made).padStart(12, '0')}`;
        const state = dice.below(100) < 2 ? 'cancelled' : 'booked';
        const patient = 1 + dice.below(patients);
        for (const writer of writers)
          writer.run(INSERT, id, patient, day.toString(), start, minutes, providerId, CHECKUP.visitTypeId, state);
        start += minutes;
      }
    }
  }
  return day.toString();
};

/**
 * The next free times over half a year. `full` looks for two hours where everything is taken, so that every day of every provider is read; the others are questions as they come on the
 * telephone. The plain store answers the same, turn about.
 */
export const bench = async (): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'));
  const [visits, patients] = [size('ANTEROOM_BENCH_VISITS', 200_000), size('ANTEROOM_BENCH_VISIT_PATIENTS', 50_000)];
  const { sealed, plain } = newTwins(folder, 'schedule');
  try {
    const writers = [new Writer(sealed), new Writer(plain)] as const;
    for (const store of [sealed, plain]) store.exec('BEGIN');
    for (const person of population(patients)) for (const writer of writers) insertPatient(writer, person);
    const until = bookAll(writers, visits, patients);
    for (const store of [sealed, plain]) store.exec('COMMIT');
    const dice = diceOf(5);
    const questions = Array.from({ length: QUESTIONS }, () => ({
      ...{ from: NOW.toPlainDate().toString(), after: null, minutes: dice.pick(LENGTHS), part: dice.pick(PARTS_OF_DAY) },
      ...{ weekdays: dice.below(2) === 0 ? [] : [1 + dice.below(5)], providerId: dice.below(3) === 0 ? null : dice.pick(providerIds) },
    }));
    const full = {
      ...{ from: NOW.toPlainDate().toString(), after: null, minutes: 240, part: 'any' as const },
      weekdays: [],
      providerId: null,
    };
    const answer = (writer: Writer, wanted: (typeof questions)[number]) =>
      findFree(writer, { setup, wanted, now: NOW, providerIds: wanted.providerId === null ? providerIds : [wanted.providerId] });
    const best = (writer: Writer, wanted: (typeof questions)[number]): number =>
      Math.min(...Array.from({ length: TRIES }, () => timed(() => answer(writer, wanted))));
    const fullTimes = writers.map((writer) => best(writer, full));
    const times: [number[], number[]] = [[], []];
    for (const [turn, wanted] of questions.entries())
      for (const at of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) times[at].push(best(writers[at], wanted));
    const say = (name: string, list: readonly number[]) =>
      `${name} p50 ${median(list).toFixed(2)} ms p95 ${percentile(list, 0.95).toFixed(2)} ms`;
    console.log(
      `  ${visits} visits of ${patients} patients until ${until}; next free times: ${say('sealed', times[0])}, ${say('plain', times[1])}`,
    );
    console.log(
      `  half a year that is full: ${fullTimes.map((ms) => `${ms.toFixed(1)} ms`).join(', plain ')}; ${answer(writers[0], full).length} found`,
    );
    return [
      atMost('schedule.next-free.p95', percentile(times[0], 0.95), 'ms', 200),
      atMost('schedule.next-free.full', fullTimes[0] ?? Number.POSITIVE_INFINITY, 'ms', 200),
      atMost('schedule.next-free.plain', median(times[0]) / median(times[1]), 'x plain', 1.5),
    ];
  } finally {
    sealed.close();
    plain.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) console.table(await bench());
