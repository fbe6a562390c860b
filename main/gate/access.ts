import { Failure } from '../../shared/failure.ts';
import type { Role } from '../../shared/permissions.ts';
import type { Reader, Writer } from '../store/statements.ts';

/** Who is signed in, as the vault knows it. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly sessionId: string;
}

/** What one call may work with, beside the records. */
export interface CallFacts {
  readonly actor: Actor;
  readonly practiceId: string;
  readonly workstationId: string;
  readonly workstationName: string;
  /** Wall clock of this call, epoch ms; one moment for the whole call. */
  readonly now: number;
  /** Today in the practice's time zone, 'YYYY-MM-DD'. */
  readonly today: string;
}

const birth: unique symbol = Symbol('born by the gate');

/**
 * The right to read PHI for one audited call. Only the gate can make one (the constructor asks for a symbol that never leaves this file except
 * through `bear`), and it dies with the call: a handler that keeps it holds nothing.
 */
export class PhiAccess {
  readonly facts: CallFacts;
  readonly #reader: Reader;
  constructor(key: typeof birth, facts: CallFacts, reader: Reader) {
    if (key !== birth) throw new Failure('not-permitted');
    this.facts = facts;
    this.#reader = reader.lend();
  }

  /** The records, for as long as the call lives; afterwards every query throws Failure `locked`, also through a reader that was kept. */
  get records(): Reader {
    return this.#reader;
  }

  die(): void {
    this.#reader.die();
  }
}

/** The right to change PHI for one audited call, inside the transaction the gate has opened. */
export class ChangeAccess extends PhiAccess {
  /** The audit entry that announced this change; stored beside what it changes, so that a kill between the two can be settled. */
  readonly entrySeq: number;
  readonly #writer: Writer;
  constructor(key: typeof birth, facts: CallFacts, writer: Writer, entrySeq: number) {
    super(key, facts, writer);
    this.entrySeq = entrySeq;
    this.#writer = writer.lend();
  }

  get change(): Writer {
    return this.#writer;
  }

  override die(): void {
    super.die();
    this.#writer.die();
  }
}

/** For main/gate/pipeline.ts alone; the import rules refuse it to everybody else. */
export const bear = {
  read: (facts: CallFacts, reader: Reader): PhiAccess => new PhiAccess(birth, facts, reader),
  change: (facts: CallFacts, writer: Writer, entrySeq: number): ChangeAccess => new ChangeAccess(birth, facts, writer, entrySeq),
};
