import * as z from 'zod';
import type { Roll } from '../ledger/roll.ts';

const setting = z.object({ name: z.string() });

/** The practice's name, for the head of what is printed; empty where it has none. */
export const practiceName = (roll: Roll): string => setting.safeParse(roll.setting('practice')).data?.name ?? '';
