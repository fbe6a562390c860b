import type { AuditOutcome } from '../../shared/audit-actions.ts';
import type { Answer } from '../../shared/contract.ts';
import { Failure } from '../../shared/failure.ts';
import { OPERATIONS, parseInput, type VaultPlainName } from '../../shared/operations/table.ts';
import { may } from '../../shared/permissions.ts';
import { failureOf } from '../store/open.ts';
import type { Actor } from './access.ts';
import type { VaultPlainHandlers } from './handlers.ts';
import type { AuditSink } from './pipeline.ts';
import { admitShape } from './shape.ts';

export interface PlainGateParts {
  readonly audit: AuditSink;
  readonly live: () => boolean;
  readonly actor: Actor;
  readonly handlers: VaultPlainHandlers;
}

/** The same pipeline for what carries no PHI: session, permission, shape, entry, work, answer parsed. A right or a key is never touched without an entry. */
export class PlainGate {
  readonly #parts: PlainGateParts;
  constructor(parts: PlainGateParts) {
    this.#parts = parts;
  }

  async answer<K extends VaultPlainName>(name: K, raw: unknown): Promise<Answer<unknown>> {
    const operation = OPERATIONS[name];
    try {
      if (!this.#parts.live()) throw new Failure('locked');
      if (operation.permission !== 'anyone' && !may(this.#parts.actor.role, operation.permission)) throw new Failure('not-permitted');
      admitShape(raw);
      const input = parseInput(name, raw);
      const value = operation.output.safeParse(await this.#parts.handlers[name](input));
      if (!value.success) throw new Failure('answer-refused');
      this.#record(name, 'allowed');
      return { ok: true, value: value.data };
    } catch (error) {
      const failure = failureOf(error);
      try {
        this.#record(name, failure.code === 'not-permitted' || failure.code === 'locked' ? 'refused' : 'failed');
      } catch {
        return { ok: false, code: 'audit-unavailable' };
      }
      return { ok: false, code: failure.code, ...(failure.seconds === undefined ? {} : { seconds: failure.seconds }) };
    }
  }

  #record(name: VaultPlainName, outcome: AuditOutcome): void {
    const { action } = OPERATIONS[name];
    if (action === null) return;
    const { userId, sessionId } = this.#parts.actor;
    this.#parts.audit.append([
      {
        user: userId,
        session: sessionId,
        operation: name,
        action,
        patients: [],
        object: null,
        purpose: null,
        reason: null,
        detail: null,
        outcome,
        rows: 0,
      },
    ]);
  }
}
