import { MigrationPath } from '../../migrate.ts';
import { patients } from './0001-patients.ts';
import { search } from './0002-search.ts';
import { importing } from './0003-import.ts';
import { importMapping } from './0004-import-mapping.ts';
import { importDuplicates } from './0005-import-duplicates.ts';
import { schedule } from './0006-schedule.ts';
import { checkIn } from './0007-check-in.ts';
import { tasks } from './0008-tasks.ts';
import { freeTime } from './0010-free-time.ts';
import { blocksAndRooms } from './0011-blocks-and-rooms.ts';
import { waitList } from './0012-wait-list.ts';
import { series } from './0013-series.ts';
import { calls } from './0014-calls.ts';
import { keysAnew } from './0015-keys-anew.ts';

/** Every step of records.db, in order. */
export const RECORDS = MigrationPath.fromEmpty()
  .with(patients)
  .with(search)
  .with(importing)
  .with(importMapping)
  .with(importDuplicates)
  .with(schedule)
  .with(checkIn)
  .with(tasks)
  .with(freeTime)
  .with(blocksAndRooms)
  .with(waitList)
  .with(series)
  .with(calls)
  .with(keysAnew);
