import type { Row } from '../../figures.ts';
import { appLedger } from './app-ledger.ts';
import { tamperAll } from './tampered.ts';

const TRIES = 100;

/** Each way to meddle with the log of the application itself, many times at random places: how often it was called by its name. */
export const torture = async (): Promise<Row[]> => {
  const ledger = await appLedger(40);
  try {
    const all = await tamperAll(ledger, TRIES, 10, 31);
    for (const { id, missed } of all) for (const one of missed) console.log(`case ${id}: ${one}`);
    return all
      .toSorted((a, b) => a.id - b.id)
      .map(({ id, what, tried, named }) => ({
        id: `tamper-${String(id).padStart(2, '0')}`,
        value: named,
        unit: `of ${tried} named (${what})`,
        goal: `all ${tried}`,
        met: tried > 0 && named === tried,
      }));
  } finally {
    ledger.remove();
  }
};
