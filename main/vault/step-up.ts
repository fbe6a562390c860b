import { Failure } from '../../shared/failure.ts';
import { checkTotp } from '../keys/totp.ts';
import type { MainLine } from './main-line.ts';
import { type Entrant, WrongGuess } from './sign-in.ts';

/**
 * The acting person's fresh code for what changes somebody's rights. It is judged under the same count of failed tries as a sign-in, kept by main and durable before the answer: a
 * page that guesses waits longer and longer, and loses its session after a few (NIST SP 800-63B-4, 3.2.2). One try at a time, so that none of many asked at
 * once is judged before the ones ahead of it are counted.
 */
export class StepUp {
  readonly #entrant: Entrant;
  readonly #line: Pick<MainLine, 'askStepUp' | 'tellStepUp'>;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(entrant: Entrant, line: Pick<MainLine, 'askStepUp' | 'tellStepUp'>) {
    this.#entrant = entrant;
    this.#line = line;
  }

  /**
   * Spends the code, durably and like any other, then does `also`, whose WrongGuess counts as well. Throws Failure `barred` with the seconds to wait, `sign-in-failed`,
   * `code-used`.
   */
  prove<T>(code: string, also: () => T | Promise<T>): Promise<T> {
    const proven = this.#turn.then(() => this.#judge(code, also));
    this.#turn = proven.catch(() => undefined);
    return proven;
  }

  async #judge<T>(code: string, also: () => T | Promise<T>): Promise<T> {
    await this.#line.askStepUp();
    try {
      this.#spend(code);
      const done = await also();
      // What was done stands already: that the count could not begin anew must not hide it.
      await this.#line.tellStepUp(true).catch(() => undefined);
      return done;
    } catch (error) {
      if (!(error instanceof WrongGuess)) throw error;
      await this.#line.tellStepUp(false);
      throw error.failure;
    }
  }

  #spend(code: string): void {
    const { ledger, person, keys } = this.#entrant;
    const lastStep = ledger.roll.slot(person.user_id)?.totp_step ?? -1;
    const answer = checkTotp(keys.totpSecret, code, Date.now(), lastStep);
    // Nobody guesses a code that was right a moment ago: whoever does two things within half a minute types it again.
    if (answer.state === 'used') throw new Failure('code-used');
    if (answer.state === 'wrong') throw new WrongGuess(new Failure('sign-in-failed'));
    ledger.within(() => ledger.roll.spendTotpStep(person.user_id, answer.step));
  }
}
