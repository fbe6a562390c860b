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
import type { ChargedTry, TriesKeeper } from './tries-keeper.ts';
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
  readonly reception: Pick<Reception, 'offerOnly' | 'refreshPeople' | 'expect' | 'seat' | 'noteOutage'>;
  readonly tries: TriesKeeper;
  readonly log: Pick<LogKeeper, 'hand' | 'heard'>;
  readonly rollback: Pick<RollbackDoor, 'found'>;
  readonly now: () => Moment;
  readonly machine: Pick<Conductor, 'tell' | 'state'>;
}

interface Pending {
  readonly vault: VaultHost;
  readonly request: number;
  readonly userId: string;
  /** A name was typed, rather than a person chosen. */
  readonly isTyped: boolean;
  /** Typed names have to wait, or this person has, for a try that was never judged. */
  readonly barred: FailedTries | undefined;
}

/** The try a vault was given keys for: counted as failed until it turns out to be none. */
interface Charge {
  readonly vault: VaultHost;
  readonly own: ChargedTry;
  /** Of a typed name. */
  readonly names: ChargedTry | undefined;
}

/** From a typed password to an open session or a refusal: whether it may be tried, what the vault gets for the try, and what its word on it counts for. */
export class Admission {
  readonly #parts: AdmissionParts;
  #pending: Pending | null = null;
  #charge: Charge | null = null;
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
    const kept = await tries.failuresOf(userId);
    // A try whose vault died before it was judged is counted, which the machine has not been told.
    const owes = userId !== NOBODY && secondsBarred(kept ?? null, this.#parts.now(), workstation.policy) > 0;
    this.#pending = { vault, request: said.request, userId, isTyped, barred: barred ? slowed : owes ? kept : undefined };
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
      const { failures, lastOwner = false } = barred;
      return this.#parts.machine.tell({ type: 'refused', epoch: vault.epoch, code: 'barred', failures, lastOwner });
    }
    const { tries } = this.#parts;
    // Counted as failed before anything is given out that a guess could be tried with; the keychain is written while the key is derived.
    this.#charge = { vault, own: await tries.charge(userId), names: isTyped ? await tries.charge(ANY_NAME) : undefined };
    await this.#parts.log.hand(vault);
    vault.say({ type: 'grant', request, grant: grantFor(this.#parts.workstation, userId, factors) });
  }

  /** Resolves when the try this vault judges stands as failed in both places: before that nobody is told that it failed. Failure `key-unreadable`. */
  async counted(vault: VaultHost): Promise<void> {
    const charge = this.#chargeOf(vault);
    await charge?.own.settled();
    await charge?.names?.settled();
  }

  #chargeOf(vault: VaultHost): Charge | null {
    return this.#charge?.vault === vault ? this.#charge : null;
  }

  /** Somebody with a one-time password was proven; they are let in only when they have enrolled. */
  async proven(vault: VaultHost): Promise<void> {
    const charge = this.#chargeOf(vault);
    this.#charge = null;
    await charge?.own.takeBack();
    await charge?.names?.takeBack();
  }

  /** The vault vouches for a person. */
  async opened(vault: VaultHost, actor: VaultActor): Promise<void> {
    const { reception, tries, machine } = this.#parts;
    let failedBefore = 0;
    try {
      const charge = this.#chargeOf(vault);
      // One write at a time: that of the charge is over before the new era begins, however it went.
      await this.counted(vault).catch(() => undefined);
      failedBefore = await tries.signedIn(actor.userId, charge === null ? 0 : 1);
      if (charge?.names !== undefined) await tries.forgive(ANY_NAME);
      this.#charge = null;
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
      const isTyped = this.#chargeOf(vault)?.names !== undefined;
      await this.proven(vault);
      await tries.forgive(userId);
      if (isTyped) await tries.forgive(ANY_NAME);
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

  /** The try opened nothing. A guess was counted before it was made; what was none is taken back. */
  async refused(vault: VaultHost, said: Extract<FromVault, { type: 'refused' }>): Promise<void> {
    const { rollback, reception } = this.#parts;
    if (said.code === 'store-older') reception.offerOnly(await rollback.found('records'));
    if (!said.guess) {
      await this.proven(vault).catch(() => undefined);
      return this.#refuse(vault, said.userId, new Failure(said.code));
    }
    try {
      const { failures, lastOwner = false } = await this.#failed(vault, said.userId);
      this.#parts.machine.tell({ type: 'refused', epoch: vault.epoch, code: said.code, failures, lastOwner });
    } catch (error) {
      this.#refuse(vault, said.userId, error);
    }
  }

  /** A failure with a typed name counts for the names as well. What nobody's name comes to is the names' count alone; the other one is kept all the same, to take as long. */
  async #failed(vault: VaultHost, userId: string): Promise<FailedTries> {
    const charge = this.#chargeOf(vault);
    if (charge === null) return this.#parts.tries.fail(userId);
    const own = await charge.own.settled();
    const names = await charge.names?.settled();
    return userId === NOBODY && names !== undefined ? names : own;
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
