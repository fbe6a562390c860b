import { Failure } from '../../../shared/failure.ts';
import type { Result } from '../../../shared/operations/table.ts';
import { headerOf } from '../../keys/sealed-for.ts';
import { printersHere } from '../printing/printers.ts';
import type { Spooler } from '../printing/spooler.ts';
import { wallClock } from '../tasks/wall-clock.ts';
import { readHeader } from './list.ts';
import { readOutageFile } from './print-list.ts';

type Days = Pick<Result<'door.outage-list'>, 'madeAt' | 'timeZone' | 'days' | 'today'>;

/** What the unlock page offers before anybody has typed anything: the days the file says it has, in clear and not yet proven, and the printers. Failure `outage-altered`. */
export const keptDays = async (folder: string, spooler: Spooler): Promise<Result<'door.outage-list'>> => ({
  ...(await daysIn(folder)),
  ...(await printersHere(spooler)),
});

const daysIn = async (folder: string): Promise<Days> => {
  const now = Date.now();
  const file = await readOutageFile(folder);
  if (file === null) return { madeAt: null, timeZone: 'UTC', days: [], today: wallClock('UTC', now).day };
  const { madeAt, timeZone, days } = readHeader(inClear(file));
  return { madeAt, timeZone, days, today: wallClock(timeZone, now).day };
};

const inClear = (file: Uint8Array): Uint8Array => {
  try {
    return headerOf(file);
  } catch (cause) {
    throw new Failure('outage-altered', { cause });
  }
};
