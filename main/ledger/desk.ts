import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import type { EntryDraft } from '../../shared/entry.ts';
import { Failure } from '../../shared/failure.ts';
import { type AnchorVerdict, anchorOf, compareAnchor, formatAnchor, parseAnchor } from '../audit/anchor.ts';
import { HeadSigner } from '../audit/head.ts';
import { immediately } from '../audit/ledger-database.ts';
import { AuditLog } from '../audit/log.ts';
import type { LogAbout } from '../audit/log-check.ts';
import { LogTree } from '../audit/log-tree.ts';
import { LogWatch, type WatchReport } from '../audit/log-watch.ts';
import { Scribe } from '../audit/scribe.ts';
import { publicKeyFrom } from '../audit/session-key.ts';
import { readClocks } from '../session/clocks.ts';
import { checkAtOpening } from '../store/check.ts';
import { migrate } from '../store/migrate.ts';
import { LEDGER_PATH } from '../store/migrations/ledger/path.ts';
import { applyPragma, guarded, openStore, type Store } from '../store/open.ts';
import type { Pragma } from '../store/pragmas.ts';
import { Writer } from '../store/statements.ts';
import { LEDGER_FILE } from '../workstation/card.ts';
import { type Person, RollBook } from './roll.ts';

/** What the ledger tells main when it is opened. */
export interface LedgerFacts {
  readonly practice: { readonly id: string; readonly name: string; readonly synthetic: boolean };
  readonly workstation: { readonly id: string; readonly name: string };
  readonly policy: unknown;
  readonly auditSize: number;
}

export interface LedgerOpening {
  readonly folder: string;
  readonly key: KeyObject;
  readonly deviceKey: KeyObject;
  readonly practiceId: string;
  readonly workstationId: string;
  readonly appVersion: string;
  readonly policyHash: string;
}

const LATE_STEP_IN: Pragma = {
  name: 'wal_autocheckpoint',
  set: 'wal_autocheckpoint = 4000',
  expect: 4000,
  because:
    "four times what the vault's connection allows where it has no thread, so that the work is not done while main waits for an entry",
};

const OPENED: EntryDraft = {
  user: null,
  session: null,
  operation: 'main.start',
  action: 'store.open',
  patients: [],
  object: null,
  purpose: null,
  reason: null,
  detail: null,
  outcome: 'allowed',
  rows: 0,
};

const ALERT: EntryDraft = { ...OPENED, operation: 'main.watch', action: 'audit.alert', outcome: 'refused' };
const REVIEW: EntryDraft = { ...OPENED, operation: 'main.watch', action: 'audit.review' };

const named = z.object({ id: z.string(), name: z.string() });

/**
 * Main's side of ledger.db, in a worker thread of its own so that a wait for the vault's turn never holds up a window. It knows who works here and records what happens
 * while nobody is signed in; it holds no PHI and no key that opens any.
 */
export class LedgerDesk {
  #store: Store | null = null;
  #roll: RollBook | null = null;
  #log: AuditLog | null = null;
  #signer: HeadSigner | null = null;
  #scribe: Scribe | null = null;
  #begun = false;
  #policyHash = '';
  #watch: LogWatch | null = null;
  #opening: LedgerOpening | null = null;
  #place: { readonly practice: string; readonly workstation: string } | null = null;

  /** Opens the ledger and brings its schema up to date. Nothing is written in the log before `begin`, so that it can be compared as it was found. */
  open(opening: LedgerOpening): LedgerFacts {
    const open = (file: string): Store => openStore({ file, key: opening.key, mode: 'existing', cacheMiB: 8 });
    const store = open(join(opening.folder, LEDGER_FILE));
    checkAtOpening(store);
    migrate({ store, path: LEDGER_PATH, reopen: open, now: Date.now() });
    // The vault's thread moves what both write; main steps in where none is signed in, or its thread is not.
    applyPragma(store, LATE_STEP_IN);
    const clocks = readClocks();
    this.#store = store;
    this.#roll = new RollBook(new Writer(store));
    this.#opening = opening;
    this.#policyHash = opening.policyHash;
    this.#place = { practice: opening.practiceId, workstation: opening.workstationId };
    this.#log = new AuditLog(store, {
      practice: opening.practiceId,
      workstation: opening.workstationId,
      appVersion: opening.appVersion,
      policy: () => this.#policyHash,
      clock: () => {
        const { wall, boot } = clocks();
        return { wall, boot, server: null };
      },
    });
    this.#signer = new HeadSigner(store, {
      practice: opening.practiceId,
      workstation: opening.workstationId,
      deviceKey: opening.deviceKey,
      now: Date.now,
    });
    this.#scribe = new Scribe(this.#log);
    const practice = z.object({ id: z.string(), name: z.string(), synthetic: z.boolean() }).safeParse(this.#roll.setting('practice'));
    const workstation = named.safeParse(this.#roll.setting('workstation'));
    if (!practice.success || !workstation.success) throw new Failure('store-damaged');
    return {
      practice: practice.data,
      workstation: workstation.data,
      policy: this.#roll.setting('policy'),
      auditSize: this.#log.size,
    };
  }

  everyone(): Person[] {
    return this.#need(this.#roll).everyone();
  }

  find(who: { readonly userId?: string | undefined; readonly signInName?: string | undefined }): Person | undefined {
    return this.#need(this.#roll).find(who);
  }

  isRotationPending(): boolean {
    return this.#need(this.#roll).isRotationPending();
  }

  triesItem(userId: string): string | undefined {
    return this.#need(this.#roll).triesItem(userId);
  }

  policy(): unknown {
    return this.#need(this.#roll).setting('policy');
  }

  /** Keeps the count of failed tries durably, before the answer to the try is given. */
  keepTries(userId: string, item: string, failedSince: number | null): void {
    const roll = this.#need(this.#roll);
    guarded(() =>
      immediately(this.#need(this.#store), () => {
        roll.setTriesItem(userId, item);
        if (failedSince !== null) roll.setFailedSince(userId, failedSince);
      }),
    );
  }

  /** The records were found to be older than this ledger: that stands until somebody decides, whoever asks in between. */
  bar(): void {
    this.#need(this.#roll).set('barred', 'records');
  }

  isBarred(): boolean {
    return this.#need(this.#roll).setting('barred') === 'records';
  }

  setPolicyHash(hash: string): void {
    this.#policyHash = hash;
  }

  /**
   * The first words of a start, once: the device closes what a kill left unsigned, then says that the store was opened, so that the hours the
   * computer was off are not taken for a moved clock. To be called before any vault is given a key.
   */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.seal();
    this.record([OPENED]);
    this.seal();
  }

  /** Records what main did or saw. Durable when it returns. Answers with the size of the log. */
  record(drafts: readonly EntryDraft[]): number {
    this.#need(this.#scribe).append(drafts);
    return this.#need(this.#log).size;
  }

  /**
   * While nobody is signed in the device signs alone; a session that ended without a word is closed as such. Never to be called while a vault may hold
   * an open session: what that session signs afterwards would look forged.
   */
  seal(): { readonly size: number; readonly root: string } | undefined {
    this.#need(this.#signer).closeTail();
    // A vault that was ending may have signed last, and nobody listened to it any more: what counts is the newest head, whoever made it.
    const newest = new LogTree(this.#need(this.#store)).newestHead()?.head;
    return newest === undefined ? undefined : { size: newest.size, root: newest.root };
  }

  /** The anchor of the newest head, for the keychain; undefined while the log is empty. */
  anchor(): string | undefined {
    const tree = new LogTree(this.#need(this.#store));
    return tree.newestHead() === undefined ? undefined : formatAnchor(anchorOf(tree, Date.now()));
  }

  compareAnchor(text: string): AnchorVerdict {
    const { practice, workstation } = this.#need(this.#place);
    return compareAnchor(parseAnchor(text), {
      practice,
      workstation,
      size: this.#need(this.#log).size,
      tree: new LogTree(this.#need(this.#store)),
    });
  }

  /** Begins the check nobody has to ask for. */
  beginWatch(anew: boolean): void {
    const [roll, opening] = [this.#need(this.#roll), this.#need(this.#opening)];
    const about = (): LogAbout => {
      const users = new Map<string, KeyObject[]>();
      for (const { user_id, signing_public } of roll.signingKeys())
        users.set(user_id, [...(users.get(user_id) ?? []), publicKeyFrom(signing_public)]);
      const keys = { device: createPublicKey(opening.deviceKey), users };
      return { practice: opening.practiceId, workstation: opening.workstationId, keys, signatures: true };
    };
    this.#watch = new LogWatch(
      {
        db: this.#need(this.#store),
        about,
        read: () => roll.setting('log-watch'),
        keep: (value) => guarded(() => roll.set('log-watch', value)),
        alert: ({ kind, seq }, keep) => this.#need(this.#scribe).append([{ ...ALERT, reason: kind, rows: seq }], keep),
        deviceKey: opening.deviceKey,
        now: Date.now,
      },
      anew,
    );
  }

  /** Checks on for about so many milliseconds. Once all was checked, a look takes up what came since. */
  look(budgetMs: number): WatchReport {
    const watch = this.#need(this.#watch);
    const report = watch.look(budgetMs);
    if (report.state === 'intact') watch.freshen();
    return report;
  }

  /** A person goes on in spite of the finding that begins at this entry: the decision and the entry about it, both or neither. */
  acceptFinding(seq: number, reason: string, user: string): void {
    const scribe = this.#need(this.#scribe);
    this.#need(this.#watch).accept(seq, (keep) => scribe.append([{ ...REVIEW, user, reason, rows: seq }], keep));
  }

  size(): number {
    return this.#need(this.#log).size;
  }

  close(): void {
    this.#store?.close();
    this.#store = null;
  }

  #need<T>(part: T | null): T {
    if (part === null) throw new Failure('store-missing');
    return part;
  }
}

/** The ledger's key as a KeyObject; `bytes` are wiped. */
export const ledgerKey = (bytes: Buffer): KeyObject => {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
};
