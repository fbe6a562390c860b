import { Failure } from '../../shared/failure.ts';
import type { Moment } from '../../shared/moment.ts';
import { may } from '../../shared/permissions.ts';
import { secondsBarred } from '../../shared/sign-in.ts';
import type { Person } from '../ledger/roll.ts';
import type { FromVault, Grant, Lost } from '../vault/control.ts';
import type { Workstation } from '../workstation/workstation.ts';
import type { AnchorKeeper } from './anchor-keeper.ts';
import type { LogKeeper } from './log-keeper.ts';
import { ANY_NAME, NOBODY, personOf } from './nobody.ts';
import type { ChargedTry, TriesKeeper } from './tries-keeper.ts';
import type { VaultHost } from './vault-host.ts';

export interface RollbackDoorParts {
  readonly workstation: Workstation;
  readonly log: Pick<LogKeeper, 'record' | 'heard' | 'hand'>;
  readonly anchor: Pick<AnchorKeeper, 'accept'>;
  readonly tries: Pick<TriesKeeper, 'failuresOf' | 'failuresOfNames' | 'charge' | 'forgive'>;
  readonly now: () => Moment;
  readonly grantFor: (workstation: Workstation, userId: string, factors: Grant['factors']) => Grant;
}

/**
 * The door of a workstation whose files are an older copy than the keychain remembers, or whose records are older than its ledger: nobody can sign in, and only an owner or privacy officer, with password and code, can
 * decide that the practice goes on with this copy. What was lost stands in the log: the size and root of the head the keychain knew.
 */
export class RollbackDoor {
  readonly #parts: RollbackDoorParts;
  #lost: Lost = 'records';
  /** The try under way, counted as failed before it is made. */
  #charge: ChargedTry | null = null;
  constructor(parts: RollbackDoorParts) {
    this.#parts = parts;
  }

  /** Says in the log that an older copy was found, and of what; answers with whose names the door offers. */
  async found(lost: Lost): Promise<readonly Person[]> {
    const { log, workstation } = this.#parts;
    this.#lost = lost;
    if (lost === 'records') await workstation.ledger.ask('bar');
    await workstation.ledger.ask('begin');
    await log.record({
      action: 'audit.alert',
      outcome: 'refused',
      operation: 'main.start',
      object: typeof lost === 'string' ? lost : lost.root,
      rows: typeof lost === 'string' ? 0 : lost.size,
      reason: 'store-older',
    });
    const everyone = await workstation.ledger.ask('everyone');
    return everyone.filter((person) => may(person.role, 'audit.decide-rollback'));
  }

  /** Somebody typed a password to decide. */
  async admit(vault: VaultHost, said: Extract<FromVault, { type: 'ask-decision' }>): Promise<void> {
    const grant = await this.#grant(vault, said.who);
    vault.say({ type: 'decision-grant', request: said.request, grant, lost: this.#lost });
  }

  /**
   * Somebody typed a password to print the day list for outages. Where the records alone are older the ledger is the newest there is: it knows the newest list, who may print it and what was tried before.
   * Where the ledger itself is older it knows none of that, and nobody prints. Failure `store-older`; the same for a sign-in.
   */
  async admitPrint(vault: VaultHost, said: Extract<FromVault, { type: 'ask' }>): Promise<void> {
    if (said.purpose !== 'print' || this.#lost !== 'records') throw new Failure('store-older');
    vault.say({ type: 'grant', request: said.request, grant: await this.#grant(vault, said.who) });
  }

  /** The list is out, and who printed it was proven. The bar stays. */
  async printed(vault: VaultHost, userId: string): Promise<void> {
    try {
      await this.#takeBack();
      await this.#parts.tries.forgive(userId);
    } finally {
      vault.kill(0);
      await this.#parts.log.heard();
    }
  }

  /** A name that nobody has goes the way of a wrong password; tries count as at any door. */
  async #grant(vault: VaultHost, who: Extract<FromVault, { type: 'ask' }>['who']): Promise<Grant> {
    const { workstation, log, tries, now } = this.#parts;
    const person = await workstation.ledger.ask('find', who);
    const userId = person?.state === 'active' ? person.user_id : NOBODY;
    const failures = await (userId === NOBODY ? tries.failuresOfNames() : tries.failuresOf(userId));
    const seconds = secondsBarred(failures ?? null, now(), workstation.policy);
    if (seconds > 0) {
      await log.record({ action: 'session.barred', outcome: 'refused', user: personOf(userId), reason: 'store-older' });
      throw new Failure('barred', Number.isFinite(seconds) ? { seconds } : {});
    }
    this.#charge = await tries.charge(userId === NOBODY ? ANY_NAME : userId);
    await log.hand(vault);
    return this.#parts.grantFor(workstation, userId, 'password-and-code');
  }

  /** Resolves when the try under way stands as failed in both places. Failure `key-unreadable`. */
  async counted(): Promise<void> {
    await this.#charge?.settled();
  }

  async #takeBack(): Promise<void> {
    const charge = this.#charge;
    this.#charge = null;
    await charge?.takeBack();
  }

  /** The decision was refused: the vault that heard the password dies, and a wrong guess is counted before the door is shown again. Failure `key-unreadable` where the keychain did not keep the count; the try stands in the log all the same. */
  async refused(vault: VaultHost, said: Extract<FromVault, { type: 'refused' }>): Promise<void> {
    vault.kill(0);
    const { log } = this.#parts;
    try {
      if (said.guess) await this.counted();
      else await this.#takeBack().catch(() => undefined);
    } finally {
      await log.record({ action: 'session.failed', outcome: 'refused', user: personOf(said.userId), reason: said.code });
    }
  }

  /**
   * The decision stands in the log, signed by the person's own key. From now on the newest head is the one of this copy. Where the keychain does not keep that, nothing was decided after all: the log says
   * so before the door is shown again, and a second decision behind it is no riddle. Failure `key-unreadable`.
   */
  async decided(vault: VaultHost, userId: string): Promise<void> {
    const { log, tries, anchor } = this.#parts;
    try {
      await this.#takeBack();
      await tries.forgive(userId);
      vault.kill(0);
      await vault.gone;
      await anchor.accept();
    } catch (error) {
      vault.kill(0);
      const reason = error instanceof Failure ? error.code : 'internal';
      await log.record({ action: 'session.failed', outcome: 'failed', user: personOf(userId), reason });
      throw error;
    }
  }
}
