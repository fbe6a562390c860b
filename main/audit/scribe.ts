import type { EntryDraft } from '../../shared/entry.ts';
import { type Appended, type AuditLog, GROUP_LIMIT } from './log.ts';

/**
 * Writes any number of entries: in groups the log takes at once, and lets them be signed between two groups, so that a long answer never stands
 * unsigned beyond what the log admits. When it returns all of them are durable; when it throws, some may be, and nothing may be shown.
 */
export class Scribe {
  readonly #log: AuditLog;
  readonly #appended: (entries: number) => void;

  /** `appended` hears of each group written. */
  constructor(log: AuditLog, appended: (entries: number) => void = () => undefined) {
    this.#log = log;
    this.#appended = appended;
  }

  /** `beside` is called in the transaction of the first group. */
  append(drafts: readonly EntryDraft[], beside?: (made: readonly Appended[]) => void): readonly Appended[] {
    const made: Appended[] = [];
    for (let from = 0; from < drafts.length; from += GROUP_LIMIT) {
      const group = this.#log.appendMany(drafts.slice(from, from + GROUP_LIMIT), from === 0 ? beside : undefined);
      made.push(...group);
      this.#appended(group.length);
    }
    return made;
  }
}
