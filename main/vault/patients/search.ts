import { ASSIGNED_ONLY, HIDDEN_FIELDS, type Role } from '../../../shared/permissions.ts';
import { compareKeys } from '../../../shared/person/name-key.ts';
import { readQuery } from '../../../shared/person/query.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Reader } from '../../store/statements.ts';
import { chartOf } from './search-entry.ts';
import { hitsOf } from './search-hits.ts';
import { forgivingLooks, looksOf, nicknameLooks, WAVES } from './search-looks.ts';
import { type Found, type Look, scan } from './search-scans.ts';
import type { Scope } from './search-sql.ts';
import { wordsNear } from './search-words.ts';

/** A chart found, and where it stands among the others. */
interface Ranked extends Found {
  readonly chart: number;
  readonly rank: number;
  /** By given name, then surname, where only a given name was looked for. */
  readonly byFirst: boolean;
}

const rank = (wave: number, look: Look, found: Found): Ranked => {
  const byFirst = look.last === undefined && look.first !== undefined;
  const { id, last, first, born, exact } = found;
  return { id, last, first, born, exact, chart: chartOf(id), byFirst, rank: wave + (exact ? 0 : 2) + (byFirst ? 1 : 0) };
};

const keyOrder = (a: Ranked, b: Ranked): number =>
  a.byFirst ? compareKeys(a.first, b.first) || compareKeys(a.last, b.last) : compareKeys(a.last, b.last) || compareKeys(a.first, b.first);

/** Rank, then names, then birth date; the rowid only to be the same every time. */
const bestFirst = (a: Ranked, b: Ranked): number => a.rank - b.rank || keyOrder(a, b) || a.born - b.born || a.id - b.id;

/** The best row of each chart, best chart first. */
const chartsOf = (rows: readonly Ranked[]): Ranked[] => {
  const charts = new Map<number, Ranked>();
  for (const row of [...rows].sort(bestFirst)) if (!charts.has(row.chart)) charts.set(row.chart, row);
  return [...charts.values()];
};

/** A chart may stand in a scan under several names, so a few rows more than charts are asked for, and more again when that was too few. */
const SPARE_ROWS = 3;
const MOST_ROWS = 4000;

const scanCharts = (reader: Reader, look: Look, scope: Scope, charts: number, wave: number): Ranked[] => {
  for (let limit = charts + SPARE_ROWS; ; limit *= 4) {
    const rows = scan(reader, look, scope, limit).map((found) => rank(wave, look, found));
    if (rows.length < limit || limit > MOST_ROWS || new Set(rows.map((row) => row.chart)).size >= charts) return rows;
  }
};

/** A number finds whoever has it: a role that sees no telephone of a patient asks for none. One index holds all three. */
const mayFindByPhone = (role: Role): boolean =>
  !(['mobilePhone', 'homePhone', 'workPhone'] as const).some((field) => HIDDEN_FIELDS[role].includes(field));

/** At most so many words are tried in the place of a mistyped one. */
const MOST_FORGIVEN_WORDS = 16;

export interface FoundCharts {
  readonly charts: readonly Ranked[];
  readonly more: boolean;
  readonly forgivingTypos: boolean;
}

/**
 * The charts a typed line finds, best first, in waves, each only while there is room: as typed; beginnings of given names and words written apart; any names
 * of one person in any places; everyday forms of given names; one typing error forgiven.
 */
export const findCharts = (reader: Reader, line: string, limit: number, scope: Scope, today: string, role: Role): FoundCharts => {
  const ways = readQuery(line, today)
    .filter((reading) => reading.phone === null || mayFindByPhone(role))
    .map(looksOf);
  const plain = ways.flatMap((way) => way.plain);
  const looser = ways.flatMap((way) => way.looser);
  let rows: Ranked[] = [];
  let charts: Ranked[] = [];
  const widen = (looks: readonly Look[], wave: number) => {
    const before = charts.length;
    for (const look of looks) rows = rows.concat(scanCharts(reader, look, scope, limit + 1, wave));
    if (looks.length > 0) charts = chartsOf(rows);
    return charts.length > before;
  };
  const answer = (forgivingTypos: boolean): FoundCharts => ({
    charts: charts.slice(0, limit),
    more: charts.length > limit,
    forgivingTypos,
  });
  widen(plain, WAVES.plain);
  if (charts.length <= limit) widen(looser, WAVES.looser);
  if (charts.length === 0)
    widen(
      ways.flatMap((way) => way.scattered),
      WAVES.scattered,
    );
  if (charts.length >= limit) return answer(false);
  const all = [...plain, ...looser];
  widen(nicknameLooks(all), WAVES.nickname);
  if (charts.length >= limit) return answer(false);
  const near = new Map<string, readonly string[]>();
  const wordsLike = (word: string) => {
    const known = near.get(word) ?? wordsNear(reader, word, MOST_FORGIVEN_WORDS);
    near.set(word, known);
    return known;
  };
  return answer(widen(forgivingLooks(all, wordsLike), WAVES.forgiving));
};

/**
 * `patient.search`: reads the line, scans the search index and shows the charts found. A role that sees only assigned patients finds only those:
 * the restriction is part of every query. Charts merged away are not found; their numbers find the survivor.
 */
export const searchPatients: PhiHandler<'patient.search'> = (access, { query, limit, includeArchived }) => {
  const { actor, today } = access.facts;
  const scope: Scope = { includeArchived, assignedTo: ASSIGNED_ONLY.has(actor.role) ? { userId: actor.userId, today } : null };
  const { charts, more, forgivingTypos } = findCharts(access.records, query, limit, scope, today, actor.role);
  return {
    hits: hitsOf(
      access.records,
      charts.map((found) => found.chart),
      actor.role,
      scope,
    ),
    more,
    forgivingTypos,
  };
};
