import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { codeNow, foundDemo } from '../../../build/demo/founding.ts';
import { openStore } from '../../../main/store/open.ts';
import { Writer } from '../../../main/store/statements.ts';
import { dropIndexes, ensureIndexes, indexPatients } from '../../../main/vault/patients/search-index.ts';
import { newId } from '../../../shared/ids.ts';
import { diceOf } from '../../support/dice.ts';
import { insertPatient } from '../../support/patient-store.ts';
import { population } from '../../support/population.ts';
import { NO_LISTS } from '../../support/workstation.ts';

/** The practice of the figures: ten who see patients, open on every day, so that a run is the same on a Sunday. */
export interface FilledDesk {
  readonly userId: string;
  readonly password: string;
  readonly code: () => Promise<string>;
  readonly today: string;
  readonly providerId: string;
  readonly visitTypeId: string;
}

const PROVIDERS = 10;
const [OPENS, NOON, AFTERNOON, CLOSES] = [480, 720, 780, 1020] as const;
const LENGTHS: readonly [number, ...number[]] = [15, 15, 30, 45];
const INSERT = `INSERT INTO visit (visit_id, patient, day, start, minutes, providerId, visitTypeId, state, version, schema_version, created_at, created_by, created_on,
  created_seq, stamp) VALUES (?, ?, ?, ?, ?, ?, ?, 'booked', 1, 1, 0, 1, 1, 0, '0')`;
/** Their rowids stand behind those of patients who were registered. */
const FIRST_ID = 1000;

/** Founds a practice and fills its records by the store's own statements, half of the visits before today and half after. The hour of noon is free in every column. */
export const fillDesk = async (folder: string, patients: number, visits: number): Promise<FilledDesk> => {
  const practice = await foundDemo(folder, '0.1.0');
  const blank = await practice.owner.ask('schedule.setup', {});
  const setup = await practice.owner.ask('schedule.set-up', {
    ...blank,
    providers: Array.from({ length: PROVIDERS }, (_, at) => ({
      providerId: newId(),
      name: `Dr. Number ${at + 1}`,
      color: at % 12,
      active: true,
    })),
    visitTypes: [{ visitTypeId: newId(), name: 'Check-up', minutes: 15, color: 1, active: true }],
    hours: Array.from({ length: 7 }, () => ({ opens: OPENS, closes: CLOSES })),
  });
  // Whoever registers somebody stands in the store as an author, and so does the machine.
  await practice.owner.ask('patient.register', { details: { familyName: 'Aaron', givenName: 'First' }, lists: NO_LISTS });
  const { recordsKey } = practice.owner.entrant;
  await practice.owner.end();
  const store = openStore({ file: join(folder, 'records.db'), key: recordsKey, mode: 'existing', cacheMiB: 256 });
  const writer = new Writer(store);
  const today = Temporal.Now.plainDateISO(setup.timeZone);
  store.transaction(() => {
    dropIndexes(writer);
    const ids: number[] = [];
    for (const person of population(patients, 7, FIRST_ID)) {
      insertPatient(writer, person);
      ids.push(person.id);
    }
    indexPatients(writer, ids);
    ensureIndexes(writer);
    const dice = diceOf(11);
    const perDay = (PROVIDERS * (CLOSES - OPENS - 60)) / 26;
    let day = today.subtract({ days: Math.ceil(visits / perDay / 2) });
    for (let made = 0; made < visits; day = day.add({ days: 1 })) {
      for (const { providerId } of setup.providers) {
        for (let start: number = OPENS; start < CLOSES && made < visits; ) {
          if (start === NOON) start = AFTERNOON;
          const until = start < NOON ? NOON : CLOSES;
          const minutes = Math.min(dice.pick(LENGTHS), until - start);
          made += 1;
          writer.run(
            INSERT,
            newId(),
            FIRST_ID + dice.below(patients),
            day.toString(),
            start,
            minutes,
            providerId,
            setup.visitTypes[0]?.visitTypeId ?? '',
          );
          start += minutes;
        }
      }
    }
  })();
  store.pragma('wal_checkpoint(TRUNCATE)');
  store.close();
  await practice.close();
  const maria = practice.people.find(({ signInName }) => signInName === 'maria');
  if (maria === undefined) throw new Error('nobody is called maria');
  return {
    ...{ userId: maria.userId, password: maria.password, code: () => codeNow(maria.secret) },
    ...{ today: today.toString(), providerId: setup.providers[0]?.providerId ?? '', visitTypeId: setup.visitTypes[0]?.visitTypeId ?? '' },
  };
};
