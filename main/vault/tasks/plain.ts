import type { VaultPlainHandlers } from '../../gate/handlers.ts';
import { localDate } from '../../ledger/account-end.ts';
import type { TaskCounts } from './counts.ts';
import type { TaskPeople } from './people.ts';

/** What an inbox needs that is about no patient. */
export const taskPlain = (people: TaskPeople, counts: TaskCounts): Pick<VaultPlainHandlers, 'task.people' | 'task.count'> => ({
  'task.people': () => ({ people: people.all(localDate(Date.now())) }),
  'task.count': () => counts.now(Date.now()),
});
