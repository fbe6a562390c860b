import { Failure } from '../../shared/failure.ts';
import type { Moment } from '../../shared/moment.ts';
import type { SessionEffect } from '../../shared/session-terms.ts';
import { type FailedTries, secondsBarred } from '../../shared/sign-in.ts';
import type { FromVault, Grant, VaultActor } from '../vault/control.ts';
import type { Workstation } from '../workstation/workstation.ts';
import type { Conductor } from './conductor.ts';
import type { LogKeeper } from './log-keeper.ts';
import { ANY_NAME, NOBODY } from './nobody.ts';
import type { Reception } from './reception.ts';
import type { RollbackDoor } from './rollback-door.ts';
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
  readonly rollback: RollbackDoor;
  readonly now: () => Moment;
  readonly machine: Pick<Conductor, 'tell' | 'state'>;
}

interface Pending {
  readonly vault: VaultHost;
  readonly request: number;
  readonly userId: string;
  /** A name was typed, rather than a person chosen. */
  readonly isTyped: boolean;
  /** Typed names have to wait. */
  readonly barred: FailedTries | undefined;
}

/** From a typed password to an open session or a refusal: whether it may be tried, what the vault gets for the try, and what its word on it counts for. */
export class Admission {
  readonly #parts: AdmissionParts;
  #pending: Pending | null = null;
  /** The vault that tries the password of a typed name. */
  #typed: VaultHost | null = null;
  /** Whom the vault vouches for, until the machine lets them in. */
  #arriving: VaultActor | null = null;

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
  }

  /**
   * Somebody typed a password: may it be tried? A name that nobody has, and any typed name while names are slowed down, goes the way of a wrong password: the vault derives a key from what was
   * typed and finds that it opens nothing.
   */
  async ask(vault: VaultHost, said: Extract<FromVault, { type: 'ask' }>): Promise<void> {
    const { workstation, tries, machine } = this.#parts;
    const person = await workstation.ledger.ask('find', said.who);
    const isTyped = said.who.userId === undefined;
    const slowed = isTyped ? await tries.failuresOfNames() : undefined;
    const barred = secondsBarred(slowed ?? null, this.#parts.now(), workstation.policy) > 0;
    const known = person !== undefined && person.state !== 'removed' && !barred ? person : undefined;
    const userId = known?.user_id ?? NOBODY;
    // Whether the count can be kept is known before the password is tried: where it can't, a guess would cost nothing.
    await tries.failuresOf(userId);
    this.#pending = { vault, request: said.request, userId, isTyped, barred: barred ? slowed : undefined };
    const state = machine.state();
    if (state.kind === 'unlocking' && state.epoch === vault.epoch && state.userId === userId) return this.giveShare(userId, state.factors);
    // A one-time password is the only factor there is until its holder has enrolled the second one.
    machine.tell({ type: 'attempt', epoch: vault.epoch, userId, withCode: said.withCode || known?.state === 'new' });
  }

  async giveShare(userId: string, factors: Grant['factors']): Promise<void> {
    const pending = this.#pending;
    this.#pending = null;
    if (pending === null || pending.userId !== userId) throw new Failure('internal');
    const { vault, request, isTyped, barred } = pending;
    if (barred !== undefined) {
      const { failures } = barred;
      return this.#parts.machine.tell({ type: 'refused', epoch: vault.epoch, code: 'barred', failures, lastOwner: true });
    }
    this.#typed = isTyped ? vault : null;
    await this.#parts.log.hand(vault);
    vault.say({ type: 'grant', request, grant: grantFor(this.#parts.workstation, userId, factors) });
  }

  /** The vault vouches for a person. */
  async opened(vault: VaultHost, actor: VaultActor): Promise<void> {
    const { reception, tries, machine } = this.#parts;
    let failedBefore = 0;
    try {
      failedBefore = await tries.signedIn(actor.userId);
      if (this.#typed === vault) await tries.forgive(ANY_NAME);
    } catch (error) {
      return this.#refuse(vault, actor.userId, error);
    }
    await reception.refreshPeople();
    this.#arriving = actor;
    reception.expect(actor.userId, failedBefore);
    machine.tell({ type: 'opened', epoch: vault.epoch, actor: { userId: actor.userId, sessionId: actor.sessionId } });
  }

  /** The person was proven and the day list for outages is out; nobody is let in. */
  async printed(vault: VaultHost, userId: string): Promise<void> {
    const { tries, reception, machine, log } = this.#parts;
    try {
      await tries.forgive(userId);
      if (this.#typed === vault) await tries.forgive(ANY_NAME);
    } catch (error) {
      return this.#refuse(vault, userId, error);
    }
    reception.noteOutage('printed');
    machine.tell({ type: 'printed', epoch: vault.epoch });
    await log.heard();
  }

  /** The machine lets them in. */
  enter({ actor }: Extract<SessionEffect, { type: 'open-workspace' }>): void {
    this.#parts.reception.seat(this.#arriving?.userId === actor.userId ? this.#arriving : null);
  }

  /** The try opened nothing. A guess is counted before the answer is given. */
  async refused(vault: VaultHost, said: Extract<FromVault, { type: 'refused' }>): Promise<void> {
    const { rollback, reception } = this.#parts;
    if (said.code === 'store-older') reception.offerOnly(await rollback.found('records'));
    if (!said.guess) return this.#refuse(vault, said.userId, new Failure(said.code));
    try {
      const { failures, lastOwner = false } = await this.#fail(vault, said.userId);
      this.#parts.machine.tell({ type: 'refused', epoch: vault.epoch, code: said.code, failures, lastOwner });
    } catch (error) {
      this.#refuse(vault, said.userId, error);
    }
  }

  /** A failure with a typed name counts for the names as well. What nobody's name comes to is the names' count alone; the other one is kept all the same, to take as long. */
  async #fail(vault: VaultHost, userId: string): Promise<FailedTries> {
    const { tries } = this.#parts;
    const own = await tries.fail(userId);
    if (this.#typed !== vault) return own;
    const names = await tries.failName();
    return userId === NOBODY ? names : own;
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
