import * as z from 'zod';
import type { AuditOutcome } from '../../shared/audit-actions.ts';
import type { Answer, Reason } from '../../shared/contract.ts';
import { Failure } from '../../shared/failure.ts';
import { OPERATIONS, type PhiName, parseInput } from '../../shared/operations/table.ts';
import { ASSIGNED_ONLY } from '../../shared/permissions.ts';
import { failureOf, type Store } from '../store/open.ts';
import { Reader, Writer } from '../store/statements.ts';
import { bear, type CallFacts, type PhiAccess } from './access.ts';
import { patientsIn, rowsIn, toMinimumView } from './answer.ts';
import { type ChangeName, isChangeName, isReadName, type PhiHandlers, type ReadName } from './handlers.ts';
import type { ReadingPace } from './pace.ts';
import { permit, subjectsOf } from './permit.ts';
import { AlreadyRecorded, type AuditSink, outcomeOf, type Recorded, Recorder } from './recorder.ts';
import type { RightsQuery } from './rights.ts';
import { saidReason } from './said-reason.ts';
import { admitShape } from './shape.ts';
import { inTransaction } from './transaction.ts';

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
  /** Keeps the reason's words under the leaf hash of its entry. */
  keepReason(writer: Writer, entry: string, code: string, salted: SaltedReason): void;
  /** A keyed hash of the question asked. */
  questionHash(text: string): string;
  /** Notes that the change announced by the entry with this leaf hash was committed, so that a kill before the outcome entry can be settled. */
  noteCommitted(writer: Writer, intent: string, now: number, patientIds: readonly string[]): void;
  /** Drops the notes of changes whose outcome entries are durable. */
  forgetCommitted(writer: Writer, intents: readonly string[]): void;
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
  readonly pace: ReadingPace;
  /** Called once, when far more charts were asked for than work needs; the alert stands in the log by then. */
  readonly onBulkReading: () => void;
  /** False while the log is known to be meddled with: then nothing is changed but what a person is typing. */
  readonly mayChange: () => boolean;
}

/** What an entry says beyond who asked what, and why. */
interface Said {
  readonly patients: readonly string[];
  readonly rows: number;
  readonly detail: string | null;
}

/**
 * The one way to PHI: session, shape, permission, audit, work, answer parsed. Every call that arrives leaves an entry, allowed or refused.
 *
 * A read is done, recorded, then answered. A change is announced in the log, made in one transaction that also notes the announcement, then its
 * outcome is recorded. If an entry can't be written the call fails and nothing is shown (45 CFR 164.312(b)).
 */
export class Gate {
  readonly #parts: GateParts;
  readonly #recorder: Recorder;
  readonly #reader: Reader;
  readonly #writer: Writer;
  #alerted = false;
  /** Changes whose outcome is durable since the last transaction; their notes go with the next one. */
  readonly #closed: string[] = [];

  constructor(parts: GateParts) {
    this.#parts = parts;
    this.#recorder = new Recorder(parts.audit, (patientId) => parts.notes.pseudonym(patientId));
    this.#reader = new Reader(parts.store);
    this.#writer = new Writer(parts.store);
  }

  answer(name: PhiName, raw: unknown, said?: unknown): Answer<unknown> {
    let reason: Reason | undefined;
    try {
      if (!this.#parts.live()) throw new Failure('locked');
      reason = saidReason(said);
      admitShape(raw);
      return {
        ok: true,
        value: isReadName(name) ? this.#read(name, raw, reason) : this.#change(changeName(name), raw, reason),
      };
    } catch (error) {
      const failure = error instanceof AlreadyRecorded ? error.failure : this.#refuse(name, raw, reason, failureOf(error));
      return { ok: false, code: failure.code, ...(failure.seconds === undefined ? {} : { seconds: failure.seconds }) };
    }
  }

  #read<K extends ReadName>(name: K, raw: unknown, reason: Reason | undefined): unknown {
    const facts = this.#parts.facts();
    const input = parseInput(name, raw);
    // One moment of the store for the right to see and for what is seen; and its pages are locked once, not for each statement.
    const { subjects, value } = this.#transaction('BEGIN', () => {
      const subjects = this.#permit(name, facts, input, reason);
      const access = bear.read(facts, this.#reader);
      const handled = within(access, () => this.#parts.handlers.reads[name](access, input));
      return { subjects, value: this.#finish(name, facts, subjects, handled) };
    });
    const shown = patientsIn(value);
    const question = OPERATIONS[name].action === 'patient.search' ? this.#parts.notes.questionHash(JSON.stringify(input)) : null;
    const salted = this.#salted(reason);
    const entry = this.#record(name, facts, 'allowed', reason, {
      patients: shown.length === 0 ? subjects : shown,
      rows: rowsIn(value),
      detail: question ?? salted?.hash ?? null,
    });
    if (salted !== null && reason !== undefined)
      this.#transaction('BEGIN IMMEDIATE', () => this.#parts.notes.keepReason(this.#writer, entry.leaf, reason.code, salted));
    return value;
  }

  #change<K extends ChangeName>(name: K, raw: unknown, reason: Reason | undefined): unknown {
    const { handlers, notes } = this.#parts;
    const facts = this.#parts.facts();
    const input = parseInput(name, raw);
    const subjects = this.#permit(name, facts, input, reason);
    if (!this.#parts.mayChange() && !OWN_TYPING.has(name)) throw new Failure('log-broken');
    const salted = this.#salted(reason);
    const intent = this.#record(name, facts, 'intent', reason, { patients: subjects, rows: 0, detail: salted?.hash ?? null });
    let value: unknown;
    try {
      value = this.#transaction('BEGIN IMMEDIATE', () => {
        const access = bear.change(facts, this.#writer, intent.seq);
        const done = this.#finish(
          name,
          facts,
          subjects,
          within(access, () => handlers.changes[name](access, input)),
        );
        notes.noteCommitted(this.#writer, intent.leaf, facts.now, patientsIn(done));
        notes.forgetCommitted(this.#writer, this.#closed);
        if (salted !== null && reason !== undefined) notes.keepReason(this.#writer, intent.leaf, reason.code, salted);
        return done;
      });
    } catch (error) {
      const failure = failureOf(error);
      this.#record(name, facts, 'failed', reason, { patients: subjects, rows: 0, detail: intent.leaf });
      throw new AlreadyRecorded(failure);
    }
    const shown = patientsIn(value);
    const outcome = { patients: shown.length === 0 ? subjects : shown, rows: rowsIn(value), detail: intent.leaf };
    this.#closed.length = 0;
    this.#recordCommitted(name, facts, reason, outcome);
    this.#closed.push(intent.leaf);
    return value;
  }

  #permit(name: PhiName, facts: CallFacts, input: unknown, reason: Reason | undefined): readonly string[] {
    const subjects = permit({ name, input, reason, facts }, this.#parts.rights, this.#reader);
    this.#parts.pace.admit(subjects);
    return subjects;
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

  #transaction<T>(begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T {
    return inTransaction(this.#parts.store, begin, work);
  }

  #salted(reason: Reason | undefined): SaltedReason | null {
    const text = reason?.text;
    return text === undefined || text === '' ? null : this.#parts.notes.saltReason(text);
  }

  #record(name: PhiName, facts: CallFacts, outcome: AuditOutcome, reason: Reason | undefined, said: Said): Recorded {
    return this.#recorder.record({ actor: facts.actor, operation: name, action: OPERATIONS[name].action, outcome, reason, ...said });
  }

  /** The change stands and its announcement is in the log. Where the closing line can't be written the person must not be told that nothing was saved. */
  #recordCommitted(name: PhiName, facts: CallFacts, reason: Reason | undefined, said: Said): void {
    try {
      this.#record(name, facts, 'committed', reason, said);
    } catch (cause) {
      throw new AlreadyRecorded(new Failure('saved-unrecorded', { cause }));
    }
  }

  #alert(operation: PhiName): void {
    if (this.#alerted) return;
    this.#alerted = true;
    const { actor } = this.#parts.facts();
    this.#recorder.record({ actor, operation, action: 'audit.alert', outcome: 'refused', patients: [], rows: 0, object: 'bulk-reading' });
    this.#parts.onBulkReading();
  }

  /** A refusal is an entry too, about whom it was refused. When even that can't be written, the person is told so. */
  #refuse(name: PhiName, raw: unknown, reason: Reason | undefined, failure: Failure): Failure {
    try {
      const patients = askedAbout(name, raw);
      this.#record(name, this.#parts.facts(), outcomeOf(failure), reason, { patients, rows: 0, detail: null });
      if (failure.code === 'bulk-reading') this.#alert(name);
      return failure;
    } catch (error) {
      return error instanceof AlreadyRecorded ? error.failure : new Failure('audit-unavailable');
    }
  }
}

/** A release has a gate of its own (release.ts): it waits, and here nothing does. */
const changeName = (name: PhiName): ChangeName => {
  if (!isChangeName(name)) throw new Failure('unknown-operation');
  return name;
};

/** What is being typed is kept whatever happens: it changes no record. */
const OWN_TYPING: ReadonlySet<ChangeName> = new Set<ChangeName>(['draft.keep', 'draft.drop']);

/** The patients a refused call named, as far as it can be read at all. */
export const askedAbout = (name: PhiName, raw: unknown): readonly string[] => {
  try {
    admitShape(raw);
    return subjectsOf(name, parseInput(name, raw));
  } catch {
    return [];
  }
};

/** The access dies with the call, however the call ends. */
const within = <T>(access: PhiAccess, work: () => T): T => {
  try {
    return work();
  } finally {
    access.die();
  }
};
