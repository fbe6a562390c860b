import { type KeyObject, sign } from 'node:crypto';
import { toHex } from '../../shared/audit-fields.ts';
import { encodeHead, encodeSession, type HeadKind, type TreeHead } from '../../shared/audit-statements.ts';
import { sha256, ZERO_HASH } from './digest.ts';
import { immediately, type LedgerDatabase, type LedgerStatement } from './ledger-database.ts';
import { FRONTIER_EVERY, LogTree, type TailEntry } from './log-tree.ts';
import type { AuditSession } from './session-key.ts';
import type { Frontier } from './tree.ts';

/** A head is due after so many unsigned entries, or so long after the first of them. */
export const HEAD_ENTRIES = 64;
export const HEAD_MILLISECONDS = 1_000;

export interface HeadSignerOptions {
  readonly practice: string;
  readonly workstation: string;
  /** The device's Ed25519 private key. */
  readonly deviceKey: KeyObject;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Signs how the log stands. While a session is open its key and the device's key both sign; while nobody is signed in the device signs alone;
 * and what another session left unsigned (it was killed) the device closes alone, under a kind of head that says so. One head never mixes the
 * entries of two sessions, so that no key answers for another person.
 */
export class HeadSigner {
  readonly #db: LedgerDatabase;
  readonly #options: HeadSignerOptions;
  readonly #tree: LogTree;
  readonly #insertHead: LedgerStatement;
  readonly #insertSession: LedgerStatement;
  #session: AuditSession | null = null;
  #frontier: Frontier | null = null;
  #unsigned = 0;
  #unsignedSince = 0;

  constructor(db: LedgerDatabase, options: HeadSignerOptions) {
    this.#db = db;
    this.#options = options;
    this.#tree = new LogTree(db);
    this.#insertHead = db.prepare(
      'INSERT INTO audit_head (size, bytes, device_signature, session_signature, frontier) VALUES (?, ?, ?, ?, ?)',
    );
    this.#insertSession = db.prepare('INSERT INTO audit_session (certificate, user_signature) VALUES (?, ?)');
  }

  /** From now on `session` signs too. What stands unsigned before is closed first. */
  open(session: AuditSession): void {
    this.closeTail();
    immediately(this.#db, () => this.#insertSession.run(encodeSession(session.certificate), session.userSignature));
    this.#session = session;
  }

  /** At lock: the last head of this session, by both keys; after it the session key is forgotten. */
  close(): TreeHead | undefined {
    const head = this.seal();
    this.#session = null;
    return head;
  }

  /** After each append, by whichever connection: signs when `HEAD_ENTRIES` stand unsigned or the first of them is `HEAD_MILLISECONDS` old. */
  appended(entries = 1): TreeHead | undefined {
    if (this.#unsigned === 0) this.#unsignedSince = this.#options.now();
    this.#unsigned += entries;
    return this.tick();
  }

  /** For a timer: signs what is due by time. Returns the new head, if one was due. */
  tick(): TreeHead | undefined {
    const wait = this.millisecondsUntilDue();
    return wait === 0 ? this.seal() : undefined;
  }

  /** Milliseconds until `tick` has something to sign, null while nothing stands unsigned. */
  millisecondsUntilDue(): number | null {
    if (this.#unsigned === 0) return null;
    if (this.#unsigned >= HEAD_ENTRIES) return 0;
    const elapsed = this.#options.now() - this.#unsignedSince;
    // A clock set back must not put the signature off.
    return elapsed < 0 ? 0 : Math.max(0, HEAD_MILLISECONDS - elapsed);
  }

  /** Signs everything that stands unsigned, now. Throws `store-damaged` when it does not add up. */
  seal(): TreeHead | undefined {
    const head = this.#sealAs(this.#session);
    this.#unsigned = 0;
    return head;
  }

  /** At start, before anyone signs in: the device alone closes what a kill left unsigned. Returns the head, if there was such a tail. */
  closeTail(): TreeHead | undefined {
    this.#session = null;
    return this.seal();
  }

  #sealAs(session: AuditSession | null): TreeHead | undefined {
    return immediately(this.#db, () => {
      const newest = this.#tree.newestHead();
      const size = newest?.head.size ?? 0;
      // Another process may have signed since, and a failed commit may have left our own tree ahead.
      const frontier = this.#frontier?.size === size ? this.#frontier.copy() : this.#tree.at(size);
      const tail = this.#tree.tail(size);
      let previousHead = newest ? sha256(newest.bytes) : ZERO_HASH;
      let head: TreeHead | undefined;
      for (const run of runsBySession(tail, session?.certificate.session ?? null)) {
        const before = frontier.size;
        for (const { leaf } of run.entries) frontier.append(leaf);
        head = {
          practice: this.#options.practice,
          workstation: this.#options.workstation,
          size: frontier.size,
          root: toHex(frontier.root()),
          previousHead: toHex(previousHead),
          kind: run.kind,
          session: run.session,
          wall: this.#options.now(),
        };
        const bytes = encodeHead(head);
        const keep = Math.floor(before / FRONTIER_EVERY) !== Math.floor(frontier.size / FRONTIER_EVERY);
        this.#insertHead.run(
          frontier.size,
          bytes,
          sign(null, bytes, this.#options.deviceKey),
          run.kind === 'session' && session ? sign(null, bytes, session.key) : null,
          keep ? frontier.toBytes() : null,
        );
        previousHead = sha256(bytes);
      }
      this.#frontier = frontier;
      return head;
    });
  }
}

interface Run {
  readonly kind: HeadKind;
  readonly session: string | null;
  readonly entries: TailEntry[];
}

/** Cuts a tail where the session changes; entries of nobody stay with the run they stand in. */
const runsBySession = (tail: readonly TailEntry[], current: string | null): Run[] => {
  const runs: { session: string | null; entries: TailEntry[] }[] = [];
  for (const entry of tail) {
    const run = runs.at(-1);
    if (run === undefined) runs.push({ session: entry.session, entries: [entry] });
    else if (entry.session === null || entry.session === run.session) run.entries.push(entry);
    else if (run.session === null && entry.session === current) {
      run.session = current;
      run.entries.push(entry);
    } else runs.push({ session: entry.session, entries: [entry] });
  }
  return runs.map(({ session, entries }) => {
    const owner = session ?? current;
    return { kind: owner === null ? 'device' : owner === current ? 'session' : 'closed-by-device', session: owner, entries };
  });
};
