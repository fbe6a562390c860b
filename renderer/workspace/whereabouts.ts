import * as z from 'zod';
import type { Draft } from '../../shared/operations/drafts.ts';
import { section } from '../patients/desk.ts';
import { spot } from './spot.ts';

/** Under this name a person's whereabouts lie among their drafts: sealed under their own key, given back to them alone. */
export const WHEREABOUTS = 'whereabouts';
/** A person has one; it replaces itself. */
export const WHEREABOUTS_ID = '01890000-0000-7000-8000-00000000d35c';
/** Older whereabouts are not gone back to: a chart that opens by itself is a look the log will show, and must be about the work at hand. */
const FRESH_MS = 12 * 3_600_000;
const START = 'today';

/** Where somebody stands in the workspace, and what stands in its screens. */
const whereabouts = z.strictObject({
  place: z.string().max(40),
  patientId: z.uuid().nullable(),
  section,
  query: z.string().max(200),
  withArchived: z.boolean(),
  /** The chart that was to be merged with the open one; `otherId` is null while it was looked for. */
  merging: z.strictObject({ otherId: z.uuid().nullable() }).nullable(),
  /** A form in which nothing was typed yet, of which there is no draft. */
  untouched: z.enum(['register', 'edit']).nullable(),
  screens: z.record(z.string().max(60), z.unknown()),
  spot,
});
export type Whereabouts = z.infer<typeof whereabouts>;

/** Whether somebody stands where everybody begins: nothing would be missed. */
export const isStart = ({ place, patientId, query, screens, untouched }: Whereabouts): boolean =>
  place === START &&
  patientId === null &&
  query === '' &&
  untouched === null &&
  Object.values(screens).every((kept) => kept === '' || kept === null);

/** The whereabouts among a person's drafts: `was` is null where they are too old, or were written by another version. */
export const whereaboutsIn = (
  drafts: readonly Pick<Draft, 'form' | 'content' | 'keptAt'>[],
  now: number,
): { readonly keptAt: number; readonly was: Whereabouts | null } | null => {
  const kept = drafts.find(({ form }) => form === WHEREABOUTS);
  if (kept === undefined) return null;
  const { keptAt, content } = kept;
  return { keptAt, was: now - keptAt > FRESH_MS ? null : read(content) };
};

const read = (text: string): Whereabouts | null => {
  try {
    return whereabouts.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};
