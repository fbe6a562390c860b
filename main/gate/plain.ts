import type { AuditOutcome } from '../../shared/audit-actions.ts';
import type { Answer } from '../../shared/contract.ts';
import { Failure } from '../../shared/failure.ts';
import { OPERATIONS, parseInput, type VaultPlainName } from '../../shared/operations/table.ts';
import { may } from '../../shared/permissions.ts';
import { failureOf } from '../store/open.ts';
import type { Actor } from './access.ts';
import type { PlainCall, VaultPlainHandlers } from './handlers.ts';
import { AlreadyRecorded, draftOf, type Happening, type LedgerSink, outcomeOf, type Recorded, Recorder } from './recorder.ts';
import { admitShape } from './shape.ts';

export interface PlainGateParts {
  readonly audit: LedgerSink;
  readonly live: () => boolean;
  readonly actor: Actor;
  readonly handlers: VaultPlainHandlers;
}

/**
 * The same pipeline for what carries no PHI: session, permission, shape, entry, work, answer parsed. A right or a key is never touched without an
 * entry: a change is announced in the log before anything is done, and its outcome stands in the transaction that makes it.
 */
export class PlainGate {
  readonly #parts: PlainGateParts;
  readonly #recorder: Recorder;
  constructor(parts: PlainGateParts) {
    this.#parts = parts;
    this.#recorder = new Recorder(parts.audit, () => '');
  }

  async answer<K extends VaultPlainName>(name: K, raw: unknown): Promise<Answer<unknown>> {
    try {
      if (!this.#parts.live()) throw new Failure('locked');
      const { permission, effect } = OPERATIONS[name];
      if (permission !== 'anyone' && !may(this.#parts.actor.role, permission)) throw new Failure('not-permitted');
      admitShape(raw);
      return { ok: true, value: effect === 'change' ? await this.#change(name, raw) : await this.#read(name, raw) };
    } catch (error) {
      const failure = error instanceof AlreadyRecorded ? error.failure : this.#refuse(name, raw, failureOf(error));
      return { ok: false, code: failure.code, ...(failure.seconds === undefined ? {} : { seconds: failure.seconds }) };
    }
  }

  async #read<K extends VaultPlainName>(name: K, raw: unknown): Promise<unknown> {
    const value = await this.#work(name, raw, READ_ONLY);
    this.#record(name, 'allowed', about(raw));
    return value;
  }

  async #change<K extends VaultPlainName>(name: K, raw: unknown): Promise<unknown> {
    parseInput(name, raw);
    const detail = this.#record(name, 'intent', about(raw))?.leaf ?? null;
    let stands = false;
    const commit: PlainCall['commit'] = (work, { object, alert, rows = 0, outcome = 'committed' } = {}) => {
      if (stands) throw new Failure('internal');
      if (!this.#parts.live()) throw new Failure('locked');
      const done = this.#parts.audit.together((append) => {
        // the entries first: what work does outside of the ledger, a file's name, is done last
        const seen = this.#seen(name, outcome, about(raw) ?? object ?? null, detail);
        if (seen !== null) append(draftOf(seen, [], rows));
        if (seen !== null && alert !== undefined) append({ ...draftOf(seen, [], 0), action: 'audit.alert', reason: alert, detail: null });
        return work();
      });
      stands = true;
      return done;
    };
    try {
      const value = await this.#work(name, raw, { commit });
      if (!stands) throw new Failure('internal');
      return value;
    } catch (error) {
      if (!stands) this.#record(name, 'failed', about(raw), detail);
      throw new AlreadyRecorded(failureOf(error));
    }
  }

  async #work<K extends VaultPlainName>(name: K, raw: unknown, call: PlainCall): Promise<unknown> {
    const value = OPERATIONS[name].output.safeParse(await this.#parts.handlers[name](parseInput(name, raw), call));
    if (!value.success) throw new Failure('answer-refused', { cause: value.error });
    return value.data;
  }

  #refuse(name: VaultPlainName, raw: unknown, failure: Failure): Failure {
    try {
      this.#record(name, outcomeOf(failure), about(raw));
      return failure;
    } catch (error) {
      return error instanceof AlreadyRecorded ? error.failure : new Failure('audit-unavailable');
    }
  }

  #record(name: VaultPlainName, outcome: AuditOutcome, object: string | null, detail: string | null = null): Recorded | null {
    const seen = this.#seen(name, outcome, object, detail);
    return seen === null ? null : this.#recorder.record(seen);
  }

  #seen(name: VaultPlainName, outcome: AuditOutcome, object: string | null, detail: string | null): Happening | null {
    const { action } = OPERATIONS[name];
    if (action === null) return null;
    return { actor: this.#parts.actor, operation: name, action, outcome, patients: [], rows: 0, object, detail };
  }
}

/** A read has nothing to commit. */
const READ_ONLY: PlainCall = {
  commit: () => {
    throw new Failure('internal');
  },
};

const USER_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The user a call is about, as far as it says so. */
const about = (said: unknown): string | null => {
  if (typeof said !== 'object' || said === null || !('userId' in said)) return null;
  return typeof said.userId === 'string' && USER_ID.test(said.userId) ? said.userId : null;
};
