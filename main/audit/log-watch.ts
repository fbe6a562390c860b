import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import * as z from 'zod';
import { readChainFields } from '../../shared/audit-bytes.ts';
import { toHex } from '../../shared/audit-fields.ts';
import { type AuditFinding, auditFinding } from '../../shared/audit-findings.ts';
import { Failure } from '../../shared/failure.ts';
import { sha256 } from './digest.ts';
import { blob, columns, type LedgerDatabase } from './ledger-database.ts';
import type { Checkpoint, LogAbout } from './log-check.ts';
import { LogTree } from './log-tree.ts';
import { type VerifyProgress, type VerifyReport, verifyLedger } from './verify.ts';

const checkpoint = z.strictObject({
  size: z.int(),
  frontier: z.string(),
  leaf: z.string(),
  wall: z.int(),
  boot: z.int(),
  head: z.string(),
  closed: z.array(z.string()).readonly(),
});

const state = z.strictObject({
  /** Everything before was found well once. */
  tail: checkpoint.nullable(),
  /** How far the present check of the whole log has come; null before its first head. */
  whole: checkpoint.nullable(),
  /** When the last check of the whole log began, epoch milliseconds; `wholeDone` once it has ended. */
  wholeSince: z.int(),
  wholeDone: z.boolean(),
  finding: auditFinding.nullable(),
  /** Where a person decided to go on after a finding: what is before is known to be bad and is not checked again. */
  accepted: checkpoint.nullable(),
});
type State = z.infer<typeof state>;
const kept = z.strictObject({ state: z.string(), signature: z.base64() });

const NOTHING: State = { tail: null, whole: null, wholeSince: 0, wholeDone: false, finding: null, accepted: null };

/** A workstation that is never started anew checks its whole log this often. */
const WHOLE_EVERY_MS = 24 * 3_600_000;
/** Some 10 ms of work. */
const PAGE = 250;
const KEEP_EVERY = 20_000;

export interface WatchReport {
  readonly state: 'checking' | 'intact' | 'broken';
  readonly done: number;
  readonly total: number;
  readonly finding: AuditFinding | null;
  /** The finding stands in the log since this very look. */
  readonly fresh: boolean;
  /** The finding could not be kept yet: the next look tries again. */
  readonly owed: boolean;
}

export interface LogWatchParts {
  readonly db: LedgerDatabase;
  readonly about: () => LogAbout;
  readonly read: () => unknown;
  readonly keep: (value: unknown) => void;
  /** Says in the log what was found, in one transaction with what `keep` writes. */
  readonly alert: (finding: AuditFinding, keep: () => void) => void;
  /** The device's private key: what is kept is signed, so that nobody with the ledger's key alone can say that all was checked. */
  readonly deviceKey: KeyObject;
  readonly now: () => number;
}

type Stage = 'tail' | 'whole';
interface Run {
  readonly stage: Stage;
  readonly from: Checkpoint | null;
  readonly steps: Generator<VerifyProgress, VerifyReport>;
  /** A first finding is looked at a second time with what the ledger says now: a session may have begun meanwhile. */
  readonly again: boolean;
}

/**
 * The check of the log that nobody has to ask for, in slices: first what came since the last good checkpoint, then the whole log from its beginning. A finding stays until a person decides
 * about it; then the check goes on behind it.
 */
export class LogWatch {
  readonly #parts: LogWatchParts;
  #state: State;
  #run: Run | null = null;
  /** Made, and not yet kept: where nothing can be written it is told all the same. */
  #found: AuditFinding | null = null;
  #done = 0;
  #total = 0;
  #keptAt = 0;

  /** `anew`: the workstation was started by a person, and the whole log is checked from its beginning. */
  constructor(parts: LogWatchParts, anew: boolean) {
    this.#parts = parts;
    this.#state = this.#recall();
    const old = parts.now() - this.#state.wholeSince > WHOLE_EVERY_MS;
    if (anew || old) this.#state = { ...this.#state, whole: null, wholeSince: parts.now(), wholeDone: false };
    this.#keptAt = this.#state.whole?.size ?? 0;
  }

  /** Works for about so many milliseconds. */
  look(budgetMs: number): WatchReport {
    const until = performance.now() + budgetMs;
    while (this.#state.finding === null && this.#found === null) {
      this.#run ??= this.#next();
      if (this.#run === null) break;
      this.#step(this.#run);
      if (performance.now() >= until) break;
    }
    const found = this.#found;
    if (found !== null) this.#keepFound(found);
    return this.#report(found !== null && this.#found === null);
  }

  /** The finding and the alert about it, both or neither. */
  #keepFound(finding: AuditFinding): void {
    try {
      this.#keep({ ...this.#state, finding }, (keep) => this.#parts.alert(finding, keep));
      this.#found = null;
    } catch {
      // It is told as owed, and tried again at the next look.
    }
  }

  /** Looks at what came since the last look, and at the whole log if it is time. */
  freshen(): void {
    this.#tailDue = true;
    if (this.#state.wholeDone && this.#parts.now() - this.#state.wholeSince > WHOLE_EVERY_MS)
      this.#state = { ...this.#state, whole: null, wholeSince: this.#parts.now(), wholeDone: false };
  }

  /**
   * A person goes on in spite of the finding whose first entry is `seq`; `within` makes one transaction of what is kept and the entry about it. Throws `changed-meanwhile` where there is no such finding, `store-damaged` where the log can't be gone on with.
   */
  accept(seq: number, within: (keep: () => void) => void): void {
    if (this.#state.finding?.seq !== seq) throw new Failure('changed-meanwhile');
    const base = this.#newest();
    this.#keep({ ...this.#state, tail: base, whole: null, wholeDone: true, finding: null, accepted: base }, within);
  }

  #tailDue = true;

  #next(): Run | null {
    const { tail, whole, wholeDone, accepted } = this.#state;
    if (tail !== null && this.#tailDue) {
      this.#tailDue = false;
      return this.#begin('tail', tail, false);
    }
    return wholeDone ? null : this.#begin('whole', whole ?? accepted, false);
  }

  #begin(stage: Stage, from: Checkpoint | null, again: boolean): Run {
    const { db, about } = this.#parts;
    return { stage, from, again, steps: verifyLedger(db, about(), from ?? undefined, PAGE) };
  }

  #step(run: Run): void {
    const step = run.steps.next();
    if (!step.done) {
      this.#done = step.value.checked;
      this.#total = step.value.total;
      const reached = step.value.checkpoint;
      if (run.stage === 'whole' && reached !== null && reached.size >= this.#keptAt + KEEP_EVERY)
        this.#keep({ ...this.#state, whole: reached });
      return;
    }
    // What its end comes to may not be kept: then it is run again.
    this.#run = this.#begin(run.stage, run.from, run.again);
    this.#end(run, step.value);
  }

  #end(run: Run, { finding, checkpoint: reached, entries }: VerifyReport): void {
    if (finding !== null) {
      // A head that does not fit what came since may not fit because of what was before: the whole log says which entry it is.
      if (run.stage === 'tail' && finding.kind === 'rewritten') this.#run = this.#begin('whole', this.#state.accepted, false);
      else if (run.again) this.#stopAt(finding);
      else this.#run = this.#begin(run.stage, run.from, true);
      return;
    }
    this.#done = this.#total = entries;
    const tail = reached ?? this.#state.tail;
    if (run.stage === 'whole') this.#keep({ ...this.#state, tail, whole: null, wholeDone: true });
    else if (tail?.size !== this.#state.tail?.size) this.#keep({ ...this.#state, tail });
    this.#run = null;
  }

  #stopAt(finding: AuditFinding): void {
    this.#found = plain(finding);
    this.#run = null;
  }

  #report(fresh: boolean): WatchReport {
    const { wholeDone } = this.#state;
    const finding = this.#state.finding ?? this.#found;
    const idle = wholeDone && this.#run === null;
    return {
      state: finding !== null ? 'broken' : idle ? 'intact' : 'checking',
      done: this.#done,
      total: Math.max(this.#total, this.#done),
      finding,
      fresh,
      owed: this.#found !== null,
    };
  }

  /** The newest head as a place to go on from, by what the ledger says: nothing before it is believed any more. */
  #newest(): Checkpoint {
    const { db } = this.#parts;
    const tree = new LogTree(db);
    const newest = tree.newestHead();
    if (newest === undefined) throw new Failure('store-damaged');
    const { size } = newest.head;
    const row = columns(
      db
        .prepare('SELECT bytes, leaf FROM audit_entry WHERE seq = ?')
        .raw()
        .get(size - 1),
    );
    const { wall, boot } = readChainFields(blob(row[0]));
    const frontier = toHex(tree.at(size).toBytes());
    return { size, frontier, leaf: toHex(blob(row[1])), wall, boot, head: toHex(sha256(newest.bytes)), closed: [] };
  }

  #recall(): State {
    const found = kept.safeParse(this.#parts.read());
    if (!found.success) return NOTHING;
    const signed = Buffer.from(found.data.state, 'utf8');
    const key = createPublicKey(this.#parts.deviceKey);
    if (!verify(null, tagged(signed), key, Buffer.from(found.data.signature, 'base64'))) return NOTHING;
    const parsed = state.safeParse(JSON.parse(found.data.state));
    return parsed.success ? parsed.data : NOTHING;
  }

  /** Nothing counts that is not kept. */
  #keep(next: State, within: (keep: () => void) => void = (keep) => keep()): void {
    const text = JSON.stringify(next);
    const signature = sign(null, tagged(Buffer.from(text, 'utf8')), this.#parts.deviceKey).toString('base64');
    within(() => this.#parts.keep({ state: text, signature }));
    this.#state = next;
    this.#keptAt = next.whole?.size ?? 0;
  }
}

/** The device signs heads with the same key: these bytes are none. */
const tagged = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from('anteroom-log-watch/1\n'), bytes]);

const plain = ({ kind, seq, until }: AuditFinding): AuditFinding => ({ kind, seq, until });
