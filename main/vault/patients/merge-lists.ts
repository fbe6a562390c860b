import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { type ChartListName, chartLists } from '../../../shared/phi/patient.ts';

const entries = z.array(z.looseObject({ id: z.string(), rank: z.int().optional() }));
type Entry = z.output<typeof entries>[number];
const read = (text: string | null): Entry[] => entries.parse(JSON.parse(text ?? '[]'));

/** What an entry says, without which entry it is and where it stands. */
const meaning = ({ id: _id, rank: _rank, ...said }: Entry): string => JSON.stringify(said);

/**
 * Two charts' lists as one: nothing either chart warned of or was covered by is lost. An entry that says the same as one before it is left out;
 * coverages are ranked anew in their order. Failure `too-large` when the joined list is longer than a chart may hold: a person shortens it first.
 */
export const joinLists = (name: ChartListName, first: string | null, second: string | null): string => {
  const lead = read(first);
  const said = new Set(lead.map(meaning));
  const ids = new Set(lead.map(({ id }) => id));
  const added = read(second).filter((entry) => !said.has(meaning(entry)) && !ids.has(entry.id));
  if (added.length === 0) return first ?? '[]';
  const joined = [...lead, ...added].map((entry, index) => (entry.rank === undefined ? entry : { ...entry, rank: index + 1 }));
  return fitting(name, joined);
};

const fitting = (name: ChartListName, list: readonly Entry[]): string => {
  if (!chartLists.shape[name].safeParse(list).success) throw new Failure('too-large');
  return JSON.stringify(list);
};

/**
 * A list with what a merge did to it taken back: entries the merge brought and nobody touched go, entries it re-ranked and nobody touched get their old
 * rank, entries it left out come back unless it was the list's own order that changed since. What people edited or added after the merge stays.
 * Failure `too-large` as above.
 */
export const withdrawList = (name: ChartListName, current: string | null, before: string | null, after: string | null): string | null => {
  if (current === after) return before;
  const was = new Map(read(before).map((entry) => [entry.id, entry]));
  const made = new Map(read(after).map((entry) => [entry.id, JSON.stringify(entry)]));
  const now = read(current);
  const kept = now.flatMap((entry) => {
    if (made.get(entry.id) !== JSON.stringify(entry)) return [entry];
    const original = was.get(entry.id);
    return original === undefined ? [] : [original];
  });
  const returning = [...was.values()].filter(({ id }) => !made.has(id) && !now.some((entry) => entry.id === id));
  return fitting(name, [...kept, ...returning]);
};
