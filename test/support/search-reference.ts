import { bornOf, namesOf, type SearchSource } from '../../main/vault/patients/search-entry.ts';
import { compareKeys } from '../../shared/person/name-key.ts';
import { readQuery } from '../../shared/person/query.ts';
import type { MadePatient } from './population.ts';

/** A made-up patient as the index reads one. */
export const sourceOf = (p: MadePatient): SearchSource => ({
  id: p.id,
  patient_id: p.patientId,
  mrn: p.mrn,
  familyName: p.familyName,
  givenName: p.givenName,
  middleName: p.middleName,
  suffix: null,
  preferredName: p.preferredName,
  formerName: p.formerName,
  birthDate: p.birthDate,
  deathDate: null,
  sex: p.sex,
  mobilePhone: p.mobilePhone,
  homePhone: p.homePhone,
  workPhone: null,
  city: p.city,
  externalId: p.externalId,
  restricted: null,
  archived: p.archived,
});

interface Standing {
  readonly id: number;
  readonly at: number;
  readonly last: string;
  readonly first: string;
  readonly born: number;
  readonly rank: number;
}

/**
 * What search promises for one or two names with or without a birth date, said the slow way: every name of every chart is looked at, nothing is indexed.
 * Answers the charts in order.
 */
export const searchByLooking = (people: readonly MadePatient[], line: string, today: string): number[] => {
  const found: Standing[] = [];
  for (const { names, born } of readQuery(line, today)) {
    const [a = '', b] = names;
    for (const person of people) {
      if (person.archived === 1) continue;
      const date = bornOf(person.birthDate);
      if (born.length > 0 && !born.some(({ from, to }) => date >= from && date <= to)) continue;
      for (const [at, { last, first }] of namesOf(sourceOf(person)).names.entries()) {
        const stand = (rank: number) => found.push({ id: person.id, at, last, first, born: date, rank });
        if (b === undefined) {
          if (last.startsWith(a)) stand(last === a ? 0 : 2);
          if (first === a) stand(1);
          if (first.startsWith(a)) stand(7);
        } else {
          for (const [x, y] of [
            [a, b],
            [b, a],
          ] as const) {
            if (last.startsWith(x) && first.startsWith(y)) stand(last === x && first === y ? 0 : 2);
          }
          if (last.startsWith(a + b)) stand(last === a + b ? 4 : 6);
          if (first.startsWith(a + b)) stand(first === a + b ? 5 : 7);
        }
      }
    }
  }
  const byNames = (x: Standing, y: Standing): number =>
    x.rank % 2 === 1
      ? compareKeys(x.first, y.first) || compareKeys(x.last, y.last)
      : compareKeys(x.last, y.last) || compareKeys(x.first, y.first);
  found.sort((x, y) => x.rank - y.rank || byNames(x, y) || x.born - y.born || x.id - y.id || x.at - y.at);
  return [...new Set(found.map(({ id }) => id))];
};
