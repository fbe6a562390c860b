import type { AuditOutcome } from '../../shared/audit-actions.ts';
import type { Answer } from '../../shared/contract.ts';
import { Failure } from '../../shared/failure.ts';
import { OPERATIONS, parseInput, type VaultPlainName } from '../../shared/operations/table.ts';
import { may } from '../../shared/permissions.ts';
import { failureOf } from '../store/open.ts';
import type { Actor } from './access.ts';
import type { VaultPlainHandlers } from './handlers.ts';
import { AlreadyRecorded, type AuditSink, outcomeOf, type Recorded, Recorder } from './recorder.ts';
import { admitShape } from './shape.ts';

export interface PlainGateParts {
  readonly audit: AuditSink;
  readonly live: () => boolean;
  readonly actor: Actor;
  readonly handlers: VaultPlainHandlers;
}

/**
 * The same pipeline for what carries no PHI: session, permission, shape, entry, work, answer parsed. A right or a key is never touched without an
 * entry: a change is announced in the log before anything is done, and its outcome recorded before the answer.
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
    const value = await this.#work(name, raw);
    this.#record(name, 'allowed', about(raw));
    return value;
  }

  async #change<K extends VaultPlainName>(name: K, raw: unknown): Promise<unknown> {
    parseInput(name, raw);
    const intent = this.#record(name, 'intent', about(raw));
    const detail = intent?.leaf ?? null;
    let value: unknown;
    try {
      value = await this.#work(name, raw);
    } catch (error) {
      this.#record(name, 'failed', about(raw), detail);
      throw new AlreadyRecorded(failureOf(error));
    }
    try {
      const done = rowsTaken(value);
      this.#record(name, done === null ? 'undone' : 'committed', about(raw) ?? about(value), detail, done ?? 0);
    } catch (cause) {
      throw new AlreadyRecorded(new Failure('saved-unrecorded', { cause }));
    }
    return value;
  }

  async #work<K extends VaultPlainName>(name: K, raw: unknown): Promise<unknown> {
    const value = OPERATIONS[name].output.safeParse(await this.#parts.handlers[name](parseInput(name, raw)));
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

  #record(name: VaultPlainName, outcome: AuditOutcome, object: string | null, detail: string | null = null, rows = 0): Recorded | null {
    const { action } = OPERATIONS[name];
    if (action === null) return null;
    return this.#recorder.record({ actor: this.#parts.actor, operation: name, action, outcome, patients: [], rows, object, detail });
  }
}

/** How many rows were taken out; null where a person thought better of it, and nothing was. */
const rowsTaken = (value: unknown): number | null => {
  if (typeof value !== 'object' || value === null) return 0;
  if ('saved' in value && value.saved === false) return null;
  const count = 'rows' in value ? value.rows : 'entries' in value ? value.entries : 0;
  return typeof count === 'number' ? count : 0;
};

const USER_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The user a call is about, as far as it says so. */
const about = (said: unknown): string | null => {
  if (typeof said !== 'object' || said === null || !('userId' in said)) return null;
  return typeof said.userId === 'string' && USER_ID.test(said.userId) ? said.userId : null;
};
