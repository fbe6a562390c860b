import { Failure } from '../../shared/failure.ts';
import type { SessionEffect } from '../../shared/session-terms.ts';
import type { FromVault, Grant, VaultActor } from '../vault/control.ts';
import type { Workstation } from '../workstation/workstation.ts';
import type { Conductor } from './conductor.ts';
import type { LogKeeper } from './log-keeper.ts';
import type { Reception } from './reception.ts';
import type { TriesKeeper } from './tries-keeper.ts';
import type { VaultHost } from './vault-host.ts';

/** The device's part of one person's keys, for a vault that is about to try their password. */
export const grantFor = (workstation: Workstation, userId: string, factors: Grant['factors']): Grant => ({
  place: workstation.place(),
  userId,
  factors,
  share: workstation.share(userId),
  ledgerKey: workstation.derive('ledger'),
  deviceSigning: workstation.rawSigning(),
  sessionHours: workstation.policy.maxSessionHours,
});

export interface AdmissionParts {
  readonly workstation: Workstation;
  readonly reception: Reception;
  readonly tries: TriesKeeper;
  readonly log: LogKeeper;
  readonly machine: Pick<Conductor, 'tell' | 'state'>;
}

type Pending = { readonly vault: VaultHost; readonly request: number; readonly userId: string };

/** From a typed password to an open session or a refusal: whether it may be tried, what the vault gets for the try, and what its word on it counts for. */
export class Admission {
  readonly #parts: AdmissionParts;
  #pending: Pending | null = null;
  /** Whom the vault vouches for, until the machine lets them in. */
  #arriving: VaultActor | null = null;

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
  }

  /** Somebody typed a password: may it be tried? An unknown name is refused like a wrong password. */
  async ask(vault: VaultHost, said: Extract<FromVault, { type: 'ask' }>): Promise<void> {
    const { workstation, log, tries, machine } = this.#parts;
    const person = await workstation.ledger.ask('find', said.who);
    if (person === undefined || person.state === 'removed') {
      await log.record({ action: 'session.failed', outcome: 'refused' });
      return vault.say({ type: 'deny', request: said.request, code: 'sign-in-failed' });
    }
    const userId = person.user_id;
    // Whether the count can be kept is known before the password is tried: where it can't, a guess would cost nothing.
    await tries.failuresOf(userId);
    this.#pending = { vault, request: said.request, userId };
    const state = machine.state();
    if (state.kind === 'unlocking' && state.epoch === vault.epoch && state.userId === userId) return this.giveShare(userId, state.factors);
    // A one-time password is the only factor there is until its holder has enrolled the second one.
    machine.tell({ type: 'attempt', epoch: vault.epoch, userId, withCode: said.withCode || person.state === 'new' });
  }

  async giveShare(userId: string, factors: Grant['factors']): Promise<void> {
    const pending = this.#pending;
    this.#pending = null;
    if (pending === null || pending.userId !== userId) throw new Failure('internal');
    await this.#parts.log.hand(pending.vault);
    pending.vault.say({ type: 'grant', request: pending.request, grant: grantFor(this.#parts.workstation, userId, factors) });
  }

  /** The vault vouches for a person. */
  async opened(vault: VaultHost, actor: VaultActor): Promise<void> {
    const { reception, tries, machine } = this.#parts;
    let failedBefore = 0;
    try {
      failedBefore = await tries.signedIn(actor.userId);
    } catch (error) {
      return this.#refuse(vault, actor.userId, error);
    }
    await reception.refreshPeople();
    this.#arriving = actor;
    reception.expect(actor.userId, failedBefore);
    machine.tell({ type: 'opened', epoch: vault.epoch, actor: { userId: actor.userId, sessionId: actor.sessionId } });
  }

  /** The machine lets them in. */
  enter({ actor }: Extract<SessionEffect, { type: 'open-workspace' }>): void {
    this.#parts.reception.seat(this.#arriving?.userId === actor.userId ? this.#arriving : null);
  }

  /** The try opened nothing. A guess is counted before the answer is given. */
  async refused(vault: VaultHost, said: Extract<FromVault, { type: 'refused' }>): Promise<void> {
    if (!said.guess) return this.#refuse(vault, said.userId, new Failure(said.code));
    try {
      const { failures, lastOwner = false } = await this.#parts.tries.fail(said.userId);
      this.#parts.machine.tell({ type: 'refused', epoch: vault.epoch, code: said.code, failures, lastOwner });
    } catch (error) {
      this.#refuse(vault, said.userId, error);
    }
  }

  /** A try that came to nothing for another reason than a wrong guess: the count stays as it was, and the vault that heard the password goes. */
  #refuse(vault: VaultHost, userId: string, error: unknown): void {
    const { machine } = this.#parts;
    const code = error instanceof Failure ? error.code : 'internal';
    const known = machine.state().desk.tries.find((tries) => tries.userId === userId);
    const { failures = 0, lastOwner = false } = known ?? {};
    machine.tell({ type: 'refused', epoch: vault.epoch, code, failures, lastOwner });
  }
}
