import { setTimeout as pause } from 'node:timers/promises';
import type { AuditFinding } from '../../../shared/audit-findings.ts';
import type { Result } from '../../../shared/operations/table.ts';
import type { LedgerDatabase } from '../../audit/ledger-database.ts';
import type { KnownHead, LogAbout } from '../../audit/log-check.ts';
import { type VerifyProgress, type VerifyReport, verifyLedger } from '../../audit/verify.ts';

export interface VerificationParts {
  readonly ledger: LedgerDatabase;
  /** Practice, workstation and every public key, as they are now. */
  readonly about: () => LogAbout;
  /** The newest head as the keychain has it. */
  readonly anchor: () => Promise<KnownHead | null>;
  /** Signs what stands unsigned, so that the check reaches the end. */
  readonly seal: () => void;
}

type Answer = Result<'audit.verify'>;
type Run = { readonly steps: Generator<VerifyProgress, VerifyReport>; readonly anchored: boolean; answer: Answer };

/** One call works so long, letting other calls pass between two pages of 5,000 entries; so a million entries are some twenty calls and as many entries of their own. */
const CALL_MS = 1_000;
const BREATH_MS = 2;

/** The check of the whole log in this session: begun once, carried on call by call, its verdict kept until somebody begins anew. */
export class Verification {
  readonly #parts: VerificationParts;
  #run: Run | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: VerificationParts) {
    this.#parts = parts;
  }

  /** Carries on, or begins; one call after the other, however many ask. */
  go(restart: boolean): Promise<Answer> {
    const turn = this.#turn.then(() => this.#carryOn(restart));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #carryOn(restart: boolean): Promise<Answer> {
    const run = restart || this.#run === null ? await this.#begin() : this.#run;
    const until = performance.now() + CALL_MS;
    while (run.answer.state === 'running' && performance.now() < until) {
      const step = run.steps.next();
      run.answer = step.done ? verdict(step.value, run) : { ...run.answer, done: step.value.checked, total: step.value.total };
      await pause(BREATH_MS);
    }
    return run.answer;
  }

  async #begin(): Promise<Run> {
    const known = await this.#parts.anchor();
    this.#parts.seal();
    const about = { ...this.#parts.about(), ...(known === null ? {} : { known }) };
    const anchored = known !== null;
    const answer: Answer = { state: 'running', done: 0, total: 0, finding: null, notes: [], root: null, anchored };
    this.#run = { steps: verifyLedger(this.#parts.ledger, about), anchored, answer };
    return this.#run;
  }
}

const verdict = (report: VerifyReport, { anchored }: Run): Answer => ({
  state: report.intact ? 'intact' : 'broken',
  done: report.entries,
  total: report.entries,
  finding: report.finding === null ? null : plain(report.finding),
  notes: report.notes.map(plain),
  root: report.root,
  anchored,
});

const plain = ({ kind, seq, until }: AuditFinding): AuditFinding => ({ kind, seq, until });
