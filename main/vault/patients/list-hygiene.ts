import type * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { CHART_LISTS, type ChartLists, chartLists } from '../../../shared/phi/patient.ts';
import { dateProblems, tidyText } from './hygiene.ts';

const someLists = chartLists.partial();
export type SomeLists = z.output<typeof someLists>;

/** Lists as they are kept: texts tidied, an id once per list, a coverage that ends after it starts. Failure `bad-input`. */
export const tidyLists = (given: SomeLists, today: string): SomeLists => {
  const parsed = someLists.safeParse(tidyDeep(given));
  if (!parsed.success) throw new Failure('bad-input');
  const lists = parsed.data;
  for (const name of CHART_LISTS) {
    const ids = (lists[name] ?? []).map(({ id }) => id);
    if (new Set(ids).size !== ids.length) throw new Failure('bad-input');
  }
  for (const { start, end, subscriberBirthDate } of lists.coverages ?? []) {
    if (start !== undefined && end !== undefined && end < start) throw new Failure('bad-input');
    if (dateProblems({ birthDate: subscriberBirthDate }, today).length > 0) throw new Failure('bad-input');
  }
  return lists;
};

/** As `tidyLists`, where all four are given. */
export const tidyAllLists = (given: ChartLists, today: string): ChartLists => chartLists.parse(tidyLists(given, today));

/** A text that is empty after tidying is not known, so its key goes. */
const tidyDeep = (value: unknown): unknown => {
  if (typeof value === 'string') {
    const text = tidyText(value, 'one-line');
    if (text === undefined) throw new Failure('bad-input');
    return text ?? undefined;
  }
  if (Array.isArray(value)) return value.map(tidyDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, tidyDeep(inner)])
      .filter(([, inner]) => inner !== undefined),
  );
};
