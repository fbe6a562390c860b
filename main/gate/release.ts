import * as z from 'zod';
import type { AuditOutcome } from '../../shared/audit-actions.ts';
import type { Answer, Reason } from '../../shared/contract.ts';
import { Failure } from '../../shared/failure.ts';
import { OPERATIONS, parseInput } from '../../shared/operations/table.ts';
import { failureOf } from '../store/open.ts';
import { Reader, Writer } from '../store/statements.ts';
import type { CallFacts } from './access.ts';
import { patientsIn, rowsIn } from './answer.ts';
import type { ReleaseName } from './handlers.ts';
import { permit } from './permit.ts';
import type { GateParts } from './pipeline.ts';
import { AlreadyRecorded, endOf, outcomeOf, type Recorded, Recorder } from './recorder.ts';
import { saidReason } from './said-reason.ts';
import { admitShape } from './shape.ts';
import { inTransaction } from './transaction.ts';

/** What an entry says beyond who asked what. */
interface Said {
  readonly patients: readonly string[];
  readonly rows: number;
  readonly detail: string | null;
}

/**
 * The same pipeline for PHI that leaves by another way than the answer: session, shape, permission, entry, handing over, outcome. The announcement, with its patients and the salted hash of what was
 * typed, is durable before the first byte leaves; what failed is an entry too. It takes as long as the other side does, and nobody waits behind it.
 */
export class ReleaseGate {
  readonly #parts: Pick<GateParts, 'store' | 'handlers' | 'audit' | 'notes' | 'rights' | 'live' | 'facts'>;
  readonly #recorder: Recorder;
  readonly #reader: Reader;
  readonly #writer: Writer;

  constructor(parts: Pick<GateParts, 'store' | 'handlers' | 'audit' | 'notes' | 'rights' | 'live' | 'facts'>) {
    this.#parts = parts;
    this.#recorder = new Recorder(parts.audit, (patientId) => parts.notes.pseudonym(patientId));
    this.#reader = new Reader(parts.store);
    this.#writer = new Writer(parts.store);
  }

  async answer<K extends ReleaseName>(name: K, raw: unknown, said?: unknown): Promise<Answer<unknown>> {
    let reason: Reason | undefined;
    try {
      if (!this.#parts.live()) throw new Failure('locked');
      reason = saidReason(said);
      admitShape(raw);
      return { ok: true, value: await this.#release(name, raw, reason) };
    } catch (error) {
      const failure = error instanceof AlreadyRecorded ? error.failure : this.#refuse(name, reason, failureOf(error));
      return { ok: false, code: failure.code, ...(failure.seconds === undefined ? {} : { seconds: failure.seconds }) };
    }
  }

  async #release<K extends ReleaseName>(name: K, raw: unknown, reason: Reason | undefined): Promise<unknown> {
    const facts = this.#parts.facts();
    const input = parseInput(name, raw);
    permit({ name, input, reason, facts }, this.#parts.rights, this.#reader);
    const { patients, against, send } = this.#parts.handlers.releases[name](facts, input, reason);
    if (against !== null) {
      this.#record(name, facts, outcomeOf(against), reason, { patients, rows: 0, detail: null });
      throw new AlreadyRecorded(against);
    }
    const intent = this.#announce(name, facts, reason, patients);
    let value: unknown;
    try {
      const parsed = z.safeParse(OPERATIONS[name].output, await send());
      if (!parsed.success) throw new Failure('answer-refused', { cause: parsed.error });
      if (patientsIn(parsed.data).some((id) => !patients.includes(id))) throw new Failure('answer-refused');
      value = parsed.data;
    } catch (error) {
      const failure = failureOf(error);
      this.#record(name, facts, endOf(failure), reason, { patients, rows: 0, detail: intent.leaf });
      throw new AlreadyRecorded(failure);
    }
    this.#recordDone(name, facts, reason, { patients, rows: rowsIn(value), detail: intent.leaf });
    return value;
  }

  #announce(name: ReleaseName, facts: CallFacts, reason: Reason | undefined, patients: readonly string[]): Recorded {
    const { notes, store } = this.#parts;
    const text = reason?.text ?? '';
    const salted = text === '' ? null : notes.saltReason(text);
    const intent = this.#record(name, facts, 'intent', reason, { patients, rows: 0, detail: salted?.hash ?? null });
    if (salted !== null && reason !== undefined) {
      try {
        inTransaction(store, 'BEGIN IMMEDIATE', () => notes.keepReason(this.#writer, intent.leaf, reason.code, salted));
      } catch (error) {
        this.#record(name, facts, 'failed', reason, { patients, rows: 0, detail: intent.leaf });
        throw new AlreadyRecorded(failureOf(error));
      }
    }
    return intent;
  }

  /** It is out. Where the closing line can't be written the person must not be told that it is not. */
  #recordDone(name: ReleaseName, facts: CallFacts, reason: Reason | undefined, said: Said): void {
    try {
      this.#record(name, facts, 'committed', reason, said);
    } catch (cause) {
      if (cause instanceof AlreadyRecorded && cause.failure.code === 'locked') throw cause;
      throw new AlreadyRecorded(new Failure('print-unrecorded', { cause }));
    }
  }

  #record(name: ReleaseName, facts: CallFacts, outcome: AuditOutcome, reason: Reason | undefined, said: Said): Recorded {
    return this.#recorder.record({ actor: facts.actor, operation: name, action: OPERATIONS[name].action, outcome, reason, ...said });
  }

  /** A refusal is an entry too. When even that can't be written, the person is told so. */
  #refuse(name: ReleaseName, reason: Reason | undefined, failure: Failure): Failure {
    try {
      this.#record(name, this.#parts.facts(), outcomeOf(failure), reason, { patients: [], rows: 0, detail: null });
      return failure;
    } catch (error) {
      return error instanceof AlreadyRecorded ? error.failure : new Failure('audit-unavailable');
    }
  }
}
