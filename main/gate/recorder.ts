import type { AuditAction, AuditOutcome, AuditPurpose } from '../../shared/audit-actions.ts';
import type { Reason } from '../../shared/contract.ts';
import { type EntryDraft, PATIENTS_PER_ENTRY } from '../../shared/entry.ts';
import { Failure, type FailureCode } from '../../shared/failure.ts';
import type { Actor } from './access.ts';

/** Where entries go. Returns when they are durable, or throws; nothing is answered before. */
export interface AuditSink {
  append(drafts: readonly EntryDraft[]): readonly Recorded[];
}

/** A sink for changes that stand in the ledger itself. */
export interface LedgerSink extends AuditSink {
  /** One transaction for `work` and the entries it appends: durable when it returns, undone when it throws. */
  together<T>(work: (append: (draft: EntryDraft) => Recorded) => T): T;
}

/** An entry as it stands in the log: its number, and the leaf hash that names it anywhere else. */
export interface Recorded {
  readonly seq: number;
  readonly leaf: string;
}

/** What the gate has to say about one call. */
export interface Happening {
  readonly actor: Actor;
  readonly operation: string;
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  readonly patients: readonly string[];
  readonly rows: number;
  readonly object?: string | null;
  readonly reason?: Reason | undefined;
  readonly detail?: string | null;
}

const PURPOSE: Record<Reason['code'], AuditPurpose> = {
  treatment: 'TREAT',
  payment: 'HPAYMT',
  operations: 'HOPERAT',
  'patient-request': 'PATRQT',
  emergency: 'ETREAT',
  other: 'HOPERAT',
};

const REFUSALS: ReadonlySet<FailureCode> = new Set([
  'locked',
  'not-permitted',
  'log-broken',
  'reason-needed',
  'bad-input',
  'not-found',
  'answer-refused',
  'too-large',
  'too-fast',
  'bulk-reading',
]);

/** Somebody was turned away, or something did not work. */
export const outcomeOf = (failure: Failure): AuditOutcome => (REFUSALS.has(failure.code) ? 'refused' : 'failed');

/** Something that was handed over did not come to a good end: where the other side said nothing it may have left all the same. */
export const endOf = (failure: Failure): AuditOutcome => (failure.code === 'printer-silent' ? 'unknown' : 'failed');

/** A failure whose entry stands already, or can't be written at all. */
export class AlreadyRecorded extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Writes what the gate saw. A call about more patients than one entry holds becomes a group of entries in one transaction. */
export class Recorder {
  readonly #audit: AuditSink;
  readonly #pseudonym: (patientId: string) => string;
  constructor(audit: AuditSink, pseudonym: (patientId: string) => string) {
    this.#audit = audit;
    this.#pseudonym = pseudonym;
  }

  /** Durable when it returns, answering with the first entry. Throws AlreadyRecorded with `audit-unavailable`, or with `locked` when the session has ended. */
  record(seen: Happening): Recorded {
    const first = this.#append(
      groups(seen.patients.map(this.#pseudonym)).map((patients, index) => draftOf(seen, patients, index === 0 ? seen.rows : 0)),
    );
    if (first === undefined) throw new AlreadyRecorded(new Failure('audit-unavailable'));
    return first;
  }

  #append(drafts: readonly EntryDraft[]): Recorded | undefined {
    try {
      return this.#audit.append(drafts)[0];
    } catch (cause) {
      const ended = cause instanceof Failure && cause.code === 'locked';
      throw new AlreadyRecorded(ended ? cause : new Failure('audit-unavailable', { cause }));
    }
  }
}

/** One entry about a call. `patients` are pseudonyms. */
export const draftOf = (seen: Happening, patients: readonly string[], rows: number): EntryDraft => ({
  user: seen.actor.userId,
  session: seen.actor.sessionId,
  operation: seen.operation,
  action: seen.action,
  patients: [...patients],
  object: seen.object ?? null,
  purpose: seen.reason === undefined ? null : PURPOSE[seen.reason.code],
  reason: seen.reason?.code ?? null,
  detail: seen.detail ?? null,
  outcome: seen.outcome,
  rows,
});

/** At least one group, even of nobody. */
const groups = (pseudonyms: readonly string[]): readonly (readonly string[])[] => {
  const found: (readonly string[])[] = [];
  for (let from = 0; from === 0 || from < pseudonyms.length; from += PATIENTS_PER_ENTRY)
    found.push(pseudonyms.slice(from, from + PATIENTS_PER_ENTRY));
  return found;
};
