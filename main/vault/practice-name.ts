import * as z from 'zod';
import type { Roll } from '../ledger/roll.ts';

const setting = z.object({ name: z.string() });

/** The practice's name, for the head of what is printed; empty where it has none. */
export const practiceName = (roll: Roll): string => setting.safeParse(roll.setting('practice')).data?.name ?? '';

/** What of the office itself a password must not lean on: the names of the practice and of this workstation. */
export const officeNames = (roll: Roll): readonly string[] =>
  (['practice', 'workstation'] as const).flatMap((one) => setting.safeParse(roll.setting(one)).data?.name ?? []);
