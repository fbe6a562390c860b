import { Failure } from '../../shared/failure.ts';
import type { Moment } from '../../shared/moment.ts';
import type { Open } from '../../shared/session-terms.ts';
import { type FailedTries, secondsBarred } from '../../shared/sign-in.ts';
import type { Conductor } from './conductor.ts';
import type { TriesKeeper } from './tries-keeper.ts';
import type { VaultHost } from './vault-host.ts';

export interface StepUpCountParts {
  readonly tries: Pick<TriesKeeper, 'failuresOf' | 'fail' | 'forgive'>;
  readonly machine: Pick<Conductor, 'tell' | 'state'>;
  readonly now: () => Moment;
}

/** Main's part when an open session asks for a fresh code: the same durable count of failed tries as at the door, and the same waits. */
export class StepUpCount {
  readonly #parts: StepUpCountParts;
  constructor(parts: StepUpCountParts) {
    this.#parts = parts;
  }

  /** May the signed-in person try a code now? Throws Failure `barred` with the seconds to wait, `locked` where there is no session. */
  async admit(vault: Pick<VaultHost, 'epoch'>): Promise<void> {
    const { desk, actor } = this.#open(vault);
    const tries = await this.#parts.tries.failuresOf(actor.userId);
    const seconds = secondsBarred(tries ?? null, this.#parts.now(), desk.policy);
    if (seconds > 0) throw new Failure('barred', Number.isFinite(seconds) ? { seconds } : {});
  }

  /** The vault has judged one. Durable when it resolves; `settle` gives the answer before a lock ends whoever waits for it. */
  async judged(vault: Pick<VaultHost, 'epoch'>, right: boolean, settle: () => void): Promise<void> {
    const { epoch, desk, actor } = this.#open(vault);
    const { tries, machine } = this.#parts;
    if (right && !desk.tries.some(({ userId }) => userId === actor.userId)) return settle();
    const count: Pick<FailedTries, 'failures' | 'lastOwner'> = right ? { failures: 0 } : await tries.fail(actor.userId);
    if (right) await tries.forgive(actor.userId);
    settle();
    machine.tell({ type: 'stepped-up', epoch, failures: count.failures, lastOwner: count.lastOwner ?? false });
  }

  #open(vault: Pick<VaultHost, 'epoch'>): Open {
    const state = this.#parts.machine.state();
    if (state.kind !== 'open' || state.epoch !== vault.epoch) throw new Failure('locked');
    return state;
  }
}
