import type { Result } from '../../shared/operations/table.ts';
import type { VaultPlainHandlers } from '../gate/handlers.ts';
import { AlertBook } from '../ledger/alert-book.ts';
import type { Entrant } from './sign-in.ts';

/** What this officer has not been told yet. */
export const alertHandlers = ({ ledger, person }: Entrant): Pick<VaultPlainHandlers, 'alert.list' | 'alert.seen'> => {
  const book = new AlertBook(ledger.roll);
  const unseen = (): Result<'alert.list'> => ({
    alerts: book
      .unseenBy(person.user_id)
      .map(({ alertId, kind, about, at }) => ({ alertId, kind, at, name: ledger.roll.find({ userId: about })?.name ?? '' })),
  });
  return {
    'alert.list': unseen,
    'alert.seen': ({ alertIds }, { commit }) =>
      commit(() => {
        book.markSeen(alertIds, person.user_id);
        return unseen();
      }),
  };
};
