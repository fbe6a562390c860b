import * as z from 'zod';
import type { VaultPlainHandlers } from '../gate/handlers.ts';
import type { Roll } from '../ledger/roll.ts';
import type { LedgerSide } from './ledger-side.ts';

const kept = z.strictObject({ publicPlace: z.boolean() });

/** Where the workstation stands; what was never said is a back office, what can't be read is a public place. */
const readPlace = (roll: Roll): z.output<typeof kept> => {
  const said = roll.setting('place');
  if (said === undefined) return { publicPlace: false };
  const parsed = kept.safeParse(said);
  return parsed.success ? parsed.data : { publicPlace: true };
};

export const placeHandlers = ({ roll }: LedgerSide): Pick<VaultPlainHandlers, 'place.read' | 'place.write'> => ({
  'place.read': () => readPlace(roll),
  'place.write': (place, { commit }) =>
    commit(() => {
      roll.set('place', place);
      return place;
    }),
});
