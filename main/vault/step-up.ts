import { Failure } from '../../shared/failure.ts';
import { checkTotp } from '../keys/totp.ts';
import type { Entrant } from './sign-in.ts';

/** What changes somebody's rights asks the acting person's code again, a fresh one, spent like any other. Throws Failure `sign-in-failed` or `code-used`. */
export const spendFreshCode = (entrant: Entrant, code: string): void => {
  const userId = entrant.person.user_id;
  const lastStep = entrant.ledger.roll.slot(userId)?.totp_step ?? -1;
  const answer = checkTotp(entrant.keys.totpSecret, code, Date.now(), lastStep);
  if (answer.state === 'used') throw new Failure('code-used');
  if (answer.state === 'wrong') throw new Failure('sign-in-failed');
  entrant.ledger.within(() => entrant.ledger.roll.spendTotpStep(userId, answer.step));
};
