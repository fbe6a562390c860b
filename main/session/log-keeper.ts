import type { AuditAction, AuditOutcome } from '../../shared/audit-actions.ts';
import type { EntryDraft } from '../../shared/entry.ts';
import type { SessionEffect } from '../../shared/session-terms.ts';
import type { Workstation } from '../workstation/workstation.ts';
import type { AnchorKeeper } from './anchor-keeper.ts';
import { personOf } from './nobody.ts';
import type { VaultHost } from './vault-host.ts';

/** What the keeper needs of a workstation. */
export type LogPlace = Pick<Workstation, 'facts'> & {
  readonly ledger: {
    ask(method: 'record', drafts: readonly EntryDraft[]): Promise<number>;
    ask(method: 'seal'): Promise<{ readonly size: number; readonly root: string } | undefined>;
  };
};

/** What main has to say; the rest of an entry is empty for whoever holds no PHI. */
export interface MainWords {
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  readonly operation?: string;
  readonly user?: string | null;
  readonly object?: string | null;
  readonly reason?: string | null;
  readonly rows?: number;
}

/**
 * What main itself writes in the log, and who signs it. Main speaks for no session: a session it means stands as the object, for only the session's own key can vouch for entries
 * that name it. While a vault may hold an open session, that session signs; the device signs alone only when the last vault that was given a key is no more.
 */
export class LogKeeper {
  readonly #workstation: LogPlace;
  readonly #anchor: Pick<AnchorKeeper, 'keep' | 'flush'>;
  #granted: VaultHost | null = null;
  #sealing: Promise<void> = Promise.resolve();
  #size = 0;
  /** What happened while the log could not be written. */
  #owed: readonly MainWords[] = [];
  /** One entry after the other, in the order they were said. */
  #turn: Promise<void> = Promise.resolve();

  constructor(workstation: LogPlace, anchor: Pick<AnchorKeeper, 'keep' | 'flush'>) {
    this.#workstation = workstation;
    this.#anchor = anchor;
  }

  /** Entries in the log, as far as main has heard. */
  get size(): number {
    return this.#size;
  }

  /** A vault is about to get a key: from now on it may sign. Resolves when the device has put its own pen down. */
  async hand(vault: VaultHost): Promise<void> {
    await this.#sealing;
    this.#granted = vault;
  }

  /** The newest head, signed by an open session. */
  signed(size: number, root: string): void {
    this.#size = size;
    this.#anchor.keep(size, root);
  }

  /** Durable when it resolves; signed as well, unless a session is open that signs it within its second. */
  async record(words: MainWords): Promise<void> {
    await this.#write([words]);
  }

  /** As `record`; where the ledger can't be opened (its key is what is missing) main keeps it in mind and writes it with the first entry after that. */
  async recordOrOwe(words: MainWords): Promise<void> {
    if (this.#workstation.facts !== null) return this.record(words);
    this.#owed = [...this.#owed, words];
  }

  /** The vault wrote in the log before anybody was let in: it is signed now, with whatever was owed. */
  async heard(): Promise<void> {
    await this.#write([]);
  }

  async #write(words: readonly MainWords[]): Promise<void> {
    await this.#keep(words, false);
    await this.#sign();
  }

  /** What is owed, then these: durable when it resolves. Where they could not be written, `owe` puts them behind the rest of what is owed. */
  #keep(words: readonly MainWords[], owe: boolean): Promise<void> {
    const turn = this.#turn.then(async () => {
      try {
        for (let [first] = this.#owed; first !== undefined; [first] = this.#owed) {
          await this.#workstation.ledger.ask('record', [draftOf(first)]);
          this.#owed = this.#owed.slice(1);
        }
        this.#size = await this.#workstation.ledger.ask('record', words.map(draftOf));
      } catch (error) {
        if (owe) this.#owed = [...this.#owed, ...words];
        throw error;
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when no vault can be signing any more. */
  async silence(): Promise<void> {
    await this.#granted?.gone;
  }

  /** Says what could not be said when it happened. */
  async catchUp(): Promise<void> {
    if (this.#owed.length > 0) await this.#write([]);
  }

  /** The end of a session undoes itself for no entry. Where the log can't be written then, it says so as soon as it can be; an entry that is only not signed yet is not said twice. */
  async #recordEnd(words: MainWords): Promise<void> {
    await this.#keep([words], true);
    await this.#sign();
  }

  /** What the session machine wants said. */
  async recordSession(effect: Extract<SessionEffect, { type: 'record' }>): Promise<void> {
    if (this.#workstation.facts === null) return;
    const { sessionId, outcome } = effect;
    const userId = personOf(effect.userId);
    const ok = outcome === 'ok';
    const reason = ok ? null : outcome;
    switch (effect.action) {
      case 'session.set-up':
        return this.record({ action: 'workstation.create', outcome: 'allowed', object: userId, reason });
      case 'session.clock-moved':
        return this.record({ action: 'clock.moved', outcome: 'allowed', reason });
      case 'session.expired':
      case 'session.lock':
      case 'session.sign-out':
        return this.#recordEnd({ action: effect.action, outcome: 'allowed', user: userId, object: sessionId, reason });
      case 'session.switch':
      case 'session.unlock':
        return this.record({ action: effect.action, outcome: 'allowed', user: userId, object: sessionId });
      case 'session.sign-in': {
        const action = ok ? 'session.sign-in' : outcome === 'barred' ? 'session.barred' : 'session.failed';
        return this.record({ action, outcome: ok ? 'allowed' : 'refused', user: userId, object: sessionId, reason });
      }
    }
  }

  async #sign(): Promise<void> {
    const vault = this.#granted;
    if (vault !== null && !vault.over) return vault.say({ type: 'recorded', entries: 1 });
    await vault?.gone;
    if (this.#granted !== vault) return this.#sign();
    this.#granted = null;
    this.#sealing = this.#seal();
    await this.#sealing;
    await this.#anchor.flush();
  }

  async #seal(): Promise<void> {
    const head = await this.#workstation.ledger.ask('seal');
    if (head !== undefined) this.signed(head.size, head.root);
  }
}

const draftOf = ({ action, outcome, operation, user, object, reason, rows }: MainWords): EntryDraft => ({
  user: user ?? null,
  session: null,
  operation: operation ?? 'main.session',
  action,
  patients: [],
  object: object ?? null,
  purpose: null,
  reason: reason ?? null,
  detail: null,
  outcome,
  rows: rows ?? 0,
});
