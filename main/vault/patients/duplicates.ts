import * as z from 'zod';
import type { Result } from '../../../shared/operations/table.ts';
import { ASSIGNED_ONLY, HIDDEN_FIELDS, type Role } from '../../../shared/permissions.ts';
import { birthDateTwins, type Days } from '../../../shared/person/birth-date.ts';
import { type Comparable, comparableTo, type Match, matchOf } from '../../../shared/person/match.ts';
import { firstLetters } from '../../../shared/person/name-key.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Reader } from '../../store/statements.ts';
import { comparedColumns } from './compared-chart.ts';
import { chartOf } from './search-entry.ts';
import { type Look, scan } from './search-scans.ts';
import type { Scope } from './search-sql.ts';
import { wordsNear, wordsSounding } from './search-words.ts';

type Candidate = Result<'patient.duplicates'>['candidates'][number];

/** Rows read for one block. A block that has more is so common that what makes it a duplicate lies in another block as well. */
const BLOCK = 120;
const MOST_WORDS = 8;

const span = (from: number, to = from): Days => ({ from, to });

/**
 * Whom to compare with (blocking): everybody who shares the birth date, as written or with day and month exchanged; a phone; the surname, in either place,
 * and the first letters of the given name; or the year of birth with a surname that sounds alike or is one typing error away. Two charts of one person
 * agree in one of these unless nearly everything about them differs.
 */
const looksFor = (reader: Reader, person: Comparable): Look[] => {
  const looks: Look[] = [];
  const add = (look: Omit<Look, 'others'>) => looks.push({ ...look, others: [] });
  const [given = ''] = person.givens;
  const start = firstLetters(given, 2);
  const year = Number(person.birthDate.slice(0, 4));
  for (const born of birthDateTwins(person.birthDate)) {
    add({ born: span(born) });
    for (const family of person.families) add({ born: span(born), last: { begins: family } });
    if (given !== '') add({ born: span(born), first: { begins: given } });
  }
  for (const phone of person.phones) add({ phone });
  for (const family of person.families) {
    if (given === '') {
      add({ last: { anyOf: [family] } });
      continue;
    }
    add({ last: { anyOf: [family] }, first: { begins: given } });
    add({ last: { anyOf: [family] }, first: { begins: start } });
    add({ last: { begins: given }, first: { begins: firstLetters(family, 3) } });
    const alike = [...wordsNear(reader, family, MOST_WORDS), ...wordsSounding(reader, family, MOST_WORDS)];
    if (alike.length > 0) add({ last: { anyOf: alike }, first: { begins: start } });
    if (alike.length > 0 && year > 0) add({ last: { anyOf: alike }, born: span(year * 10000, year * 10000 + 1231) });
    if (year > 0)
      add({ last: { begins: firstLetters(family, 2) }, first: { begins: start }, born: span(year * 10000, year * 10000 + 1231) });
  }
  return looks;
};

const chartRow = comparedColumns.extend({ mrn: z.string(), city: z.string().nullable() });
type Chart = z.output<typeof chartRow>;

const CHARTS = `SELECT ${Object.keys(chartRow.shape).join(', ')} FROM patient WHERE id IN (SELECT value FROM json_each(?)) AND merged_into IS NULL`;

/** The charts most like a person, likeliest first, at most `limit`; none below the lowest threshold. What is hidden from the role is compared with nothing. Archived charts are among them. */
export const likest = (reader: Reader, person: Comparable, scope: Scope, limit: number, role: Role): { chart: Chart; match: Match }[] => {
  const rows = looksFor(reader, person).flatMap((look) => scan(reader, look, scope, BLOCK));
  const charts = [...new Set(rows.map((row) => chartOf(row.id)))];
  return reader
    .all(chartRow, CHARTS, JSON.stringify(charts))
    .map((chart) => ({ chart, match: matchOf(person, comparableTo(role, chart)) }))
    .filter(({ match }) => match.likelihood !== null)
    .sort((a, b) => b.match.weight - a.match.weight || (a.chart.patient_id < b.chart.patient_id ? -1 : 1))
    .slice(0, limit);
};

/** Of a restricted chart only the name, the birth year, that it is alike and how much: not in which fields. */
const candidateOf = (chart: Chart, match: Match, role: Role): Candidate | null => {
  if (match.likelihood === null) return null;
  const hidden = HIDDEN_FIELDS[role];
  const restricted = chart.restricted !== null;
  const phone = chart.mobilePhone ?? chart.homePhone ?? chart.workPhone;
  return {
    patientId: chart.patient_id,
    mrn: restricted ? '' : chart.mrn,
    familyName: chart.familyName,
    ...(chart.givenName === null ? {} : { givenName: chart.givenName }),
    ...(chart.birthDate === null ? {} : { birthDate: restricted ? chart.birthDate.slice(0, 4) : chart.birthDate }),
    ...(phone === null || restricted || hidden.includes('mobilePhone') ? {} : { phone }),
    ...(chart.city === null || restricted || hidden.includes('city') ? {} : { city: chart.city }),
    restricted: chart.restricted,
    weight: match.weight,
    likelihood: match.likelihood,
    reasons: restricted ? [] : match.reasons.map(({ field, agreement }) => ({ field, agreement })),
  };
};

const MOST_CANDIDATES = 5;

/**
 * `patient.duplicates`: who in the practice may already be the person being registered. Nothing is saved and nothing merges. Without a family name there is
 * nobody to look for.
 */
export const findDuplicates: PhiHandler<'patient.duplicates'> = (access, { details, except }) => {
  const { actor, today } = access.facts;
  const person = comparableTo(actor.role, details);
  if (person.families.length === 0) return { candidates: [] };
  const scope: Scope = { includeArchived: true, assignedTo: ASSIGNED_ONLY.has(actor.role) ? { userId: actor.userId, today } : null };
  const found = likest(access.records, person, scope, MOST_CANDIDATES + 1, actor.role).filter(({ chart }) => chart.patient_id !== except);
  const candidates = found.slice(0, MOST_CANDIDATES).flatMap(({ chart, match }) => candidateOf(chart, match, actor.role) ?? []);
  return { candidates };
};
