import * as z from 'zod';
import { newId } from '../../shared/ids.ts';
import { ALERTS } from '../../shared/operations/alerts.ts';
import type { RollBook } from './roll.ts';

const alert = z.strictObject({ alertId: z.uuid(), kind: z.enum(ALERTS), about: z.uuid(), at: z.int(), seenBy: z.array(z.uuid()) });
export type Alert = z.infer<typeof alert>;

/** As many as are kept: the log has them all. */
const KEPT = 100;

/** What the practice's officers are to be told at their next sign-in. It proves nothing; the entries in the log do. Each method belongs in a transaction of the caller. */
export class AlertBook {
  readonly #roll: RollBook;
  constructor(roll: RollBook) {
    this.#roll = roll;
  }

  /** `by` did it themselves and need not be told. */
  raise(kind: Alert['kind'], about: string, at: number, by: string | null): void {
    this.#keep([...this.#all(), { alertId: newId(), kind, about, at, seenBy: by === null ? [] : [by] }].slice(-KEPT));
  }

  /** Newest first. */
  unseenBy(userId: string): readonly Alert[] {
    return this.#all()
      .filter(({ seenBy }) => !seenBy.includes(userId))
      .toReversed();
  }

  markSeen(alertIds: readonly string[], userId: string): void {
    this.#keep(
      this.#all().map((one) => (alertIds.includes(one.alertId) ? { ...one, seenBy: [...new Set([...one.seenBy, userId])] } : one)),
    );
  }

  #all(): readonly Alert[] {
    return z.array(alert).parse(this.#roll.setting('alerts') ?? []);
  }

  #keep(alerts: readonly Alert[]): void {
    this.#roll.set('alerts', alerts);
  }
}
