import * as z from 'zod';
import type { AuditAction, AuditOutcome, AuditPurpose } from '../../shared/audit-actions.ts';
import type { Answer, Reason } from '../../shared/contract.ts';
import { type EntryDraft, PATIENTS_PER_ENTRY } from '../../shared/entry.ts';
import { Failure, type FailureCode } from '../../shared/failure.ts';
import { OPERATIONS, type PhiName, parseInput } from '../../shared/operations/table.ts';
import { ASSIGNED_ONLY, may } from '../../shared/permissions.ts';
import { failureOf, guarded, type Store } from '../store/open.ts';
import { Reader, Writer } from '../store/statements.ts';
import { bear, type CallFacts, type PhiAccess } from './access.ts';
import { patientsIn, rowsIn, toMinimumView } from './answer.ts';
import { type ChangeName, isChangeName, isReadName, type PhiHandlers, type ReadName } from './handlers.ts';
import type { PatientRights, RightsQuery } from './rights.ts';
import { admitShape } from './shape.ts';

/** Where entries go. Returns when they are durable, or throws; nothing is answered before. */
export interface AuditSink {
  append(drafts: readonly EntryDraft[]): readonly { readonly seq: number; readonly leaf: string }[];
}

export interface SaltedReason {
  readonly text: string;
  readonly salt: Uint8Array;
  /** Hex. */
  readonly hash: string;
}

/** What the gate keeps in the records beside a change, in the same transaction. */
export interface RecordsNotes {
  /** The pseudonym of a patient in the log; its key never leaves the vault. */
  pseudonym(patientId: string): string;
  /** A typed reason with a fresh salt; only `hash` goes into the entry. */
  saltReason(text: string): SaltedReason;
  /** Keeps the reason's words beside the number of its entry. */
  keepReason(writer: Writer, entrySeq: number, code: string, salted: SaltedReason): void;
  /** A keyed hash of the question asked. */
  questionHash(text: string): string;
  /** Notes that the change announced by this entry was committed, so that a kill before the outcome entry can be settled. */
  noteCommitted(writer: Writer, entrySeq: number, now: number, patientIds: readonly string[]): void;
}

export interface GateParts {
  readonly store: Store;
  readonly handlers: PhiHandlers;
  readonly audit: AuditSink;
  readonly notes: RecordsNotes;
  readonly rights: RightsQuery;
  /** False from the moment the session's deadline has passed, whatever the page believes. */
  readonly live: () => boolean;
  readonly facts: () => CallFacts;
}

const PURPOSE: Record<Reason['code'], AuditPurpose> = {
  treatment: 'TREAT',
  payment: 'HPAYMT',
  operations: 'HOPERAT',
  'patient-request': 'PATRQT',
  emergency: 'ETREAT',
  other: 'HOPERAT',
};

/**
 * The one way to PHI: session, shape, permission, audit, work, answer parsed. Every call that arrives leaves an entry, allowed or refused.
 *
 * A read is done, recorded, then answered. A change is announced in the log, made in one transaction that also notes the announcement, then its
 * outcome is recorded. If an entry can't be written the call fails and nothing is shown (45 CFR 164.312(b)).
 */
export class Gate {
  readonly #parts: GateParts;
  readonly #reader: Reader;
  readonly #writer: Writer;
  /** Restricted charts this person has already given a reason for; the session's process dies with it. */
  readonly #reasoned = new Set<string>();

  constructor(parts: GateParts) {
    this.#parts = parts;
    this.#reader = new Reader(parts.store);
    this.#writer = new Writer(parts.store);
  }

  answer(name: PhiName, raw: unknown, reason: Reason | undefined): Answer<unknown> {
    try {
      if (!this.#parts.live()) throw new Failure('locked');
      admitShape(raw);
      return {
        ok: true,
        value: isReadName(name) ? this.#read(name, raw, reason) : isChangeName(name) ? this.#change(name, raw, reason) : null,
      };
    } catch (error) {
      const failure = error instanceof AlreadyRecorded ? error.failure : this.#refuse(name, failureOf(error));
      return { ok: false, code: failure.code, ...(failure.seconds === undefined ? {} : { seconds: failure.seconds }) };
    }
  }

  #read<K extends ReadName>(name: K, raw: unknown, reason: Reason | undefined): unknown {
    const operation = OPERATIONS[name];
    const facts = this.#parts.facts();
    const input = parseInput(name, raw);
    const subjects = this.#permit(name, facts, input, reason);
    const access = bear.read(facts, this.#reader);
    const value = this.#finish(
      name,
      facts,
      subjects,
      within(access, () => this.#parts.handlers.reads[name](access, input)),
    );
    const shown = patientsIn(value);
    const question = operation.action === 'patient.search' ? this.#parts.notes.questionHash(JSON.stringify(input)) : null;
    const salted = this.#salted(reason);
    const detail = question ?? salted?.hash ?? null;
    const entry = this.#record(
      name,
      facts,
      operation.action,
      'allowed',
      shown.length === 0 ? subjects : shown,
      rowsIn(value),
      reason,
      detail,
    );
    if (salted !== null && reason !== undefined)
      this.#transaction(() => this.#parts.notes.keepReason(this.#writer, entry.seq, reason.code, salted));
    return value;
  }

  #change<K extends ChangeName>(name: K, raw: unknown, reason: Reason | undefined): unknown {
    const operation = OPERATIONS[name];
    const facts = this.#parts.facts();
    const input = parseInput(name, raw);
    const subjects = this.#permit(name, facts, input, reason);
    const salted = this.#salted(reason);
    const intent = this.#record(name, facts, operation.action, 'intent', subjects, 0, reason, salted?.hash ?? null);
    const fail = (error: unknown): never => {
      const failure = failureOf(error);
      this.#record(name, facts, operation.action, 'failed', subjects, 0, reason, intent.leaf);
      throw new AlreadyRecorded(failure);
    };
    let value: unknown;
    try {
      value = this.#transaction(() => {
        const access = bear.change(facts, this.#writer, intent.seq);
        const done = this.#finish(
          name,
          facts,
          subjects,
          within(access, () => this.#parts.handlers.changes[name](access, input)),
        );
        this.#parts.notes.noteCommitted(this.#writer, intent.seq, facts.now, patientsIn(done));
        if (salted !== null && reason !== undefined) this.#parts.notes.keepReason(this.#writer, intent.seq, reason.code, salted);
        return done;
      });
    } catch (error) {
      return fail(error);
    }
    const shown = patientsIn(value);
    this.#record(name, facts, operation.action, 'committed', shown.length === 0 ? subjects : shown, rowsIn(value), reason, intent.leaf);
    return value;
  }

  /** Role, then for each named patient: there at all, assigned, and a reason where the chart is restricted. */
  #permit(name: PhiName, facts: CallFacts, input: unknown, reason: Reason | undefined): readonly string[] {
    const operation = OPERATIONS[name];
    const { role, userId } = facts.actor;
    if (!may(role, operation.permission)) throw new Failure('not-permitted');
    if (operation.subject.kind !== 'named') return [];
    const fields = new Map<string, unknown>(typeof input === 'object' && input !== null ? Object.entries(input) : []);
    const subjects = operation.subject.keys.map((key) => fields.get(key)).filter((id) => typeof id === 'string');
    if (subjects.length !== operation.subject.keys.length) throw new Failure('bad-input');
    const rights = new Map(this.#parts.rights(this.#reader, role, userId, subjects, facts.today).map((right) => [right.patientId, right]));
    for (const subject of subjects) this.#allow(rights.get(subject), reason);
    return subjects;
  }

  #allow(right: PatientRights | undefined, reason: Reason | undefined): void {
    // A patient who is not assigned looks the same as one who does not exist.
    if (right === undefined || !right.assigned) throw new Failure('not-found');
    if (right.restricted === null || this.#reasoned.has(right.patientId)) return;
    if (reason === undefined) throw new Failure('reason-needed');
    this.#reasoned.add(right.patientId);
  }

  /** Parses the answer, refuses it when it speaks of anybody who was not asked about, and cuts it to the role's minimum view. */
  #finish(name: PhiName, facts: CallFacts, subjects: readonly string[], result: unknown): unknown {
    const operation = OPERATIONS[name];
    const parsed = z.safeParse(operation.output, result);
    if (!parsed.success) throw new Failure('answer-refused', { cause: parsed.error });
    const shown = patientsIn(parsed.data);
    if (operation.subject.kind === 'named' && shown.some((id) => !subjects.includes(id))) throw new Failure('answer-refused');
    if (operation.subject.kind === 'unfiled' && shown.length > 0) throw new Failure('answer-refused');
    if (operation.subject.kind === 'found' && ASSIGNED_ONLY.has(facts.actor.role)) {
      const rights = this.#parts.rights(this.#reader, facts.actor.role, facts.actor.userId, shown, facts.today);
      if (rights.filter((right) => right.assigned).length !== shown.length) throw new Failure('answer-refused');
    }
    toMinimumView(facts.actor.role, parsed.data);
    return parsed.data;
  }

  #transaction<T>(work: () => T): T {
    guarded(() => this.#parts.store.exec('BEGIN IMMEDIATE'));
    try {
      const done = work();
      guarded(() => this.#parts.store.exec('COMMIT'));
      return done;
    } catch (error) {
      if (this.#parts.store.inTransaction) this.#parts.store.exec('ROLLBACK');
      throw error;
    }
  }

  #salted(reason: Reason | undefined): SaltedReason | null {
    const text = reason?.text;
    return text === undefined || text === '' ? null : this.#parts.notes.saltReason(text);
  }

  #record(
    name: PhiName,
    facts: CallFacts,
    action: AuditAction,
    outcome: AuditOutcome,
    patientIds: readonly string[],
    rows: number,
    reason: Reason | undefined,
    detail: string | null,
  ): { readonly seq: number; readonly leaf: string } {
    const pseudonyms = patientIds.map((id) => this.#parts.notes.pseudonym(id));
    const groups: string[][] = [];
    for (let from = 0; from === 0 || from < pseudonyms.length; from += PATIENTS_PER_ENTRY)
      groups.push(pseudonyms.slice(from, from + PATIENTS_PER_ENTRY));
    const drafts = groups.map(
      (patients, index): EntryDraft => ({
        user: facts.actor.userId,
        session: facts.actor.sessionId,
        operation: name,
        action,
        patients,
        object: null,
        purpose: reason === undefined ? null : PURPOSE[reason.code],
        reason: reason?.code ?? null,
        detail,
        outcome,
        rows: index === 0 ? rows : 0,
      }),
    );
    let made: ReturnType<AuditSink['append']>;
    try {
      made = this.#parts.audit.append(drafts);
    } catch (error) {
      throw new AlreadyRecorded(new Failure('audit-unavailable', { cause: error }));
    }
    const first = made[0];
    if (first === undefined) throw new AlreadyRecorded(new Failure('audit-unavailable'));
    return first;
  }

  /** A refusal is an entry too. When even that can't be written, the person is told so. */
  #refuse(name: PhiName, failure: Failure): Failure {
    const outcome: AuditOutcome = REFUSALS.has(failure.code) ? 'refused' : 'failed';
    try {
      this.#record(name, this.#parts.facts(), OPERATIONS[name].action, outcome, [], 0, undefined, null);
      return failure;
    } catch (error) {
      return error instanceof AlreadyRecorded ? error.failure : new Failure('audit-unavailable');
    }
  }
}

const REFUSALS: ReadonlySet<FailureCode> = new Set([
  'locked',
  'not-permitted',
  'reason-needed',
  'bad-input',
  'not-found',
  'answer-refused',
  'too-large',
  'too-fast',
]);

/** A failure whose entry stands already, or can't be written at all. */
class AlreadyRecorded extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** The access dies with the call, however the call ends. */
const within = <T>(access: PhiAccess, work: () => T): T => {
  try {
    return work();
  } finally {
    access.die();
  }
};
