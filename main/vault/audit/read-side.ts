import * as z from 'zod';
import type { AuditLog, StoredEntry } from '../../audit/log.ts';
import { guarded, type Store } from '../../store/open.ts';
import { Writer } from '../../store/statements.ts';

/** Entries in one block of the index. */
export const BLOCK = 256;

/** What can be asked of a block: whether such an entry may stand in it. */
export interface BlockFilter {
  readonly user?: string | undefined;
  readonly action?: string | undefined;
  readonly outcome?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

const numbered = z.strictObject({ n: z.int() });
const seqRow = z.strictObject({ seq: z.int() });

/**
 * The index of the log for people who read it, over the vault's connection to the ledger. It covers whole blocks from the beginning; what stands behind them is looked through entry
 * by entry. Filled a block at a time, each in a transaction of its own, so that whoever appends meanwhile waits for one block at most.
 */
export class ReadSide {
  readonly #store: Store;
  readonly #writer: Writer;
  readonly #log: AuditLog;

  constructor(store: Store, log: AuditLog) {
    this.#store = store;
    this.#writer = new Writer(store);
    this.#log = log;
  }

  /** Entries covered. */
  get covered(): number {
    return this.#writer.one(numbered, 'SELECT coalesce(max(block) + 1, 0) AS n FROM log_block').n * BLOCK;
  }

  /** Indexes the next block. False when there is no whole one left. */
  advance(): boolean {
    const from = this.covered;
    if (this.#log.size < from + BLOCK) return false;
    const entries = this.#log.read(from, from + BLOCK);
    guarded(() => this.#store.transaction(() => this.#index(from / BLOCK, entries)).immediate());
    return true;
  }

  /** The newest covered entry before `before` that names one of these patients; undefined when there is none. */
  patientEntryBefore(pseudonyms: readonly string[], before: number): number | undefined {
    if (pseudonyms.length === 0) return undefined;
    const places = pseudonyms
      .map(() => '(SELECT max(seq) AS seq FROM log_patient WHERE pseudonym = ? AND seq < ?)')
      .join(' UNION ALL SELECT seq FROM ');
    const values = pseudonyms.flatMap((pseudonym) => [pseudonym, before]);
    const found = this.#writer.all(z.strictObject({ seq: z.int().nullable() }), `SELECT seq FROM ${places}`, ...values);
    const newest = found.reduce((best, { seq }) => Math.max(best, seq ?? -1), -1);
    return newest < 0 ? undefined : newest;
  }

  /** The newest covered block before `before` in which an entry like this may stand. */
  blockBefore(filter: BlockFilter, before: number): number | undefined {
    return this.#writer.get(
      seqRow,
      `SELECT block AS seq FROM log_block WHERE block < ? AND latest >= ? AND earliest <= ? AND instr(users, ?) > 0 AND instr(actions, ?) > 0 AND instr(outcomes, ?) > 0
       ORDER BY block DESC LIMIT 1`,
      before,
      filter.from ?? 0,
      filter.to ?? Number.MAX_SAFE_INTEGER,
      word(filter.user),
      word(filter.action),
      word(filter.outcome),
    )?.seq;
  }

  #index(block: number, entries: readonly StoredEntry[]): void {
    const walls = entries.map(({ entry }) => entry.time.wall);
    this.#writer.run(
      'INSERT OR REPLACE INTO log_block (block, earliest, latest, users, actions, outcomes) VALUES (?, ?, ?, ?, ?, ?)',
      block,
      Math.min(...walls),
      Math.max(...walls),
      words(entries.map(({ entry }) => entry.user ?? '-')),
      words(entries.map(({ entry }) => entry.action)),
      words(entries.map(({ entry }) => entry.outcome)),
    );
    for (const { entry } of entries)
      for (const pseudonym of entry.patients)
        this.#writer.run('INSERT OR IGNORE INTO log_patient (pseudonym, seq) VALUES (?, ?)', pseudonym, entry.seq);
  }
}

const words = (all: readonly string[]): string => ` ${[...new Set(all)].join(' ')} `;
const word = (asked: string | undefined): string => (asked === undefined ? ' ' : ` ${asked} `);
