import type { AuditFinding } from '../../shared/audit-findings.ts';
import { Failure } from '../../shared/failure.ts';
import type { WatchReport } from '../audit/log-watch.ts';
import type { LedgerClient } from '../ledger/client.ts';
import type { LogKeeper } from './log-keeper.ts';

export interface LogGuardParts {
  readonly ledger: () => Pick<LedgerClient, 'ask'>;
  readonly log: Pick<LogKeeper, 'heard'>;
  readonly after: (ms: number, then: () => void) => () => void;
  /** The log was found to be meddled with, or a person decided to go on in spite of it. */
  readonly onChange: (finding: AuditFinding | null) => void;
  /** The check itself could not go on. */
  readonly onFault: () => void;
}

/** One slice of work in the ledger's thread, and the pause after it in which everything else comes first. */
const SLICE_MS = 3;
const PAUSE_MS = 15;
/** How often what came since is looked at while all is well. */
const AGAIN_MS = 60_000;

/**
 * Has the log checked all the time, in the ledger's own thread: at start and at each sign-in what came since the last check, then the whole of it. What is found stands in the log, is told to
 * whoever is signed in, and makes the records read-only until an owner or privacy officer has decided.
 */
export class LogGuard {
  readonly #parts: LogGuardParts;
  #report: WatchReport = { state: 'checking', done: 0, total: 0, finding: null, fresh: false, owed: false };
  #cancel: () => void = () => undefined;
  #begun = false;
  #looking = false;

  constructor(parts: LogGuardParts) {
    this.#parts = parts;
  }

  get report(): WatchReport {
    return this.#report;
  }

  /** There is a practice, or somebody signs in: begins once, and from then on looks at once at what came since. `anew` where a person started the workstation, and not an older main its successor. */
  async begin(anew: boolean): Promise<void> {
    if (this.#begun) {
      if (!this.#looking) this.#again(0);
      return;
    }
    this.#begun = true;
    await this.#parts.ledger().ask('beginWatch', anew);
    await this.#look();
  }

  /** An owner or privacy officer goes on in spite of the finding that begins at this entry. */
  async accept(seq: number, reason: string, user: string): Promise<void> {
    await this.#parts.ledger().ask('acceptFinding', seq, reason, user);
    this.#report = { ...this.#report, state: 'intact', finding: null, fresh: false, owed: false };
    this.#parts.onChange(null);
    this.#again(AGAIN_MS);
    // It stands, signed or not yet.
    await this.#parts.log.heard().catch(() => this.#parts.onFault());
  }

  /** Nothing more is asked of the ledger. */
  end(): void {
    this.#begun = false;
    this.#cancel();
  }

  async #look(): Promise<void> {
    this.#looking = true;
    try {
      const before = this.#report.finding;
      this.#report = await this.#parts.ledger().ask('look', SLICE_MS);
      const { state, finding, fresh, owed } = this.#report;
      // Before anything is written: where the disk is full the records are read-only all the same.
      if (finding !== null && before === null) this.#parts.onChange(finding);
      if (owed) throw new Failure('audit-unavailable');
      if (fresh) await this.#parts.log.heard();
      if (this.#begun && state !== 'broken') this.#again(state === 'checking' ? PAUSE_MS : AGAIN_MS);
    } catch {
      if (!this.#begun) return;
      this.#parts.onFault();
      this.#again(AGAIN_MS);
    } finally {
      this.#looking = false;
    }
  }

  #again(ms: number): void {
    this.#cancel();
    this.#cancel = this.#parts.after(ms, () => void this.#look());
  }
}
