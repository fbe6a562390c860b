import * as z from 'zod';
import type { Visit } from '../../shared/phi/visit.ts';
import { visitTime } from '../../shared/phi/visit.ts';
import { useKept } from '../workspace/kept.ts';

const freed = z.strictObject({ ...visitTime, providerId: z.uuid() });
/** A time that became free when a visit was cancelled or moved. */
export type Freed = z.infer<typeof freed>;

const none = freed.nullable();

export const freedBy = ({ day, start, minutes, providerId }: Pick<Visit, keyof Freed>): Freed => ({ day, start, minutes, providerId });

/** The time that became free last, as long as nobody has put it aside. */
export const useFreed = () => useKept<Freed | null>('schedule.freed', none, null);
