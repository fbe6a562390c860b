import * as z from 'zod';
import type { EntryDraft } from '../../shared/entry.ts';
import type { Appended, AuditLog } from '../audit/log.ts';
import { Scribe } from '../audit/scribe.ts';
import { isChangeName, isPhiName } from '../gate/handlers.ts';
import type { LedgerSink, Recorded } from '../gate/recorder.ts';
import { Writer } from '../store/statements.ts';
import type { LedgerSide } from './ledger-side.ts';

/** A change that was announced in the log. `intent` is the leaf hash of the announcement, hex: its name outside the ledger, also in the records. */
export interface Announcement {
  readonly intent: string;
  readonly seq: number;
  readonly operation: string;
}

const announcement = z.strictObject({ intent: z.string(), seq: z.int(), operation: z.string() });
const isChange = (operation: string): boolean => isPhiName(operation) && isChangeName(operation);
const newestChange = z.strictObject({ intent: z.string(), seq: z.int() });

/**
 * Which announced changes have no outcome yet, and which is the newest change of the records that has one. Both are written in the transaction of the entry they follow from, so that
 * nothing has to be searched for in the log afterwards, however long it has grown.
 */
export class Announcements {
  readonly #ledger: LedgerSide;
  readonly #writer: Writer;

  constructor(ledger: LedgerSide) {
    this.#ledger = ledger;
    this.#writer = new Writer(ledger.store);
  }

  /** Inside the transaction in which this entry is written. Of a call about many patients the first entry is the one its outcome names. */
  note(draft: EntryDraft, { seq, id }: Appended): void {
    if (draft.outcome === 'intent') {
      this.#writer.run('INSERT INTO announced (intent, seq, operation) VALUES (?, ?, ?)', id, seq, draft.operation);
      return;
    }
    if (draft.detail === null) return;
    const open = this.#writer.get(announcement, 'SELECT intent, seq, operation FROM announced WHERE intent = ?', draft.detail);
    if (open === undefined) return;
    this.#writer.run('DELETE FROM announced WHERE intent = ?', open.intent);
    const { newest } = this;
    // what was handed over, on paper for one, is nothing that the records hold
    if (draft.outcome !== 'committed' || !isChange(open.operation) || (newest !== undefined && newest.seq > open.seq)) return;
    this.#ledger.roll.set('newest-change', { intent: open.intent, seq: open.seq });
  }

  /** One transaction on the ledger. */
  within<T>(work: () => T): T {
    return this.#ledger.within(work);
  }

  /** Oldest first. */
  get open(): readonly Announcement[] {
    return this.#writer.all(announcement, 'SELECT intent, seq, operation FROM announced ORDER BY seq');
  }

  /** The newest change which the log says the records hold; undefined where there is none, or somebody decided to go on without it. */
  get newest(): { readonly intent: string; readonly seq: number } | undefined {
    return newestChange.safeParse(this.#ledger.roll.setting('newest-change')).data;
  }

  /** From now on nothing is expected of the records that is there already, and nobody is barred on their account. Inside the transaction of the entry that says who decided it. */
  forgetNewest(): void {
    this.#ledger.roll.set('newest-change', null);
    this.#ledger.roll.set('barred', null);
  }
}

/** The log as the gates write it: in groups, each announcement and outcome noted with its entry. `appended` hears of each group once it is durable. */
export const sinkOf = (log: AuditLog, announcements: Announcements, appended: (entries: number) => void): LedgerSink => {
  const note = (drafts: readonly EntryDraft[], made: readonly Appended[]): void => {
    const [draft, entry] = [drafts[0], made[0]];
    if (draft !== undefined && entry !== undefined) announcements.note(draft, entry);
  };
  return {
    append: (drafts) => new Scribe(log, appended).append(drafts, (made) => note(drafts, made)).map(recorded),
    together: (work) => {
      let entries = 0;
      const done = announcements.within(() =>
        work((draft) => {
          const made = log.appendWithin(draft);
          announcements.note(draft, made);
          entries += 1;
          return recorded(made);
        }),
      );
      appended(entries);
      return done;
    },
  };
};

const recorded = ({ seq, id }: Appended): Recorded => ({ seq, leaf: id });
