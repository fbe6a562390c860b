import { Failure } from '../../shared/failure.ts';

/** How many charts one session may open how fast. Times in milliseconds. */
export interface PaceLimits {
  /** Charts that may be opened one right after the other ... */
  readonly burst: number;
  /** ... and the time after which there may be one more. */
  readonly everyMs: number;
  /** So many different charts, asked for within so long, are no work at a desk any more. */
  readonly most: number;
  readonly withinMs: number;
}

/**
 * Twenty times what a busy front desk does: it finds about 250 patients in a day, and the quickest hand needs more than three seconds for a chart. A script that takes what it can get
 * is shown 40 charts and is out at its 200th question.
 */
export const DESK_PACE: PaceLimits = { burst: 40, everyMs: 3_000, most: 200, withinMs: 30 * 60_000 };
/** For work that no page asks for: filling a practice of invented people, a workload. */
export const NO_LIMITS: PaceLimits = { burst: Infinity, everyMs: 1, most: Infinity, withinMs: 1 };

/**
 * Bounds how fast one session opens charts (a script in the page acts as whoever is signed in). A chart that is open already costs nothing, and neither do hits of a search.
 * `now` is a clock that does not run back.
 */
export class ReadingPace {
  readonly #limits: PaceLimits;
  readonly #now: () => number;
  /** Different charts asked for, and when first. */
  readonly #asked = new Map<string, number>();
  readonly #opened = new Set<string>();
  #left: number;
  #at: number;

  constructor(limits: PaceLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
    this.#left = limits.burst;
    this.#at = now();
  }

  /** Throws Failure `too-fast` with the seconds to wait, or `bulk-reading` where the session must end. */
  admit(patientIds: readonly string[]): void {
    const { most, everyMs } = this.#limits;
    const now = this.#now();
    this.#forget(now);
    const fresh = patientIds.filter((patientId) => !this.#opened.has(patientId));
    if (fresh.length === 0) return;
    for (const patientId of fresh) if (!this.#asked.has(patientId)) this.#asked.set(patientId, now);
    if (this.#asked.size >= most) throw new Failure('bulk-reading');
    this.#refill(now);
    const lacking = fresh.length - this.#left;
    if (lacking > 0) throw new Failure('too-fast', { seconds: Math.ceil((lacking * everyMs - (now - this.#at)) / 1000) });
    this.#left -= fresh.length;
    for (const patientId of fresh) this.#opened.add(patientId);
  }

  #refill(now: number): void {
    const { burst, everyMs } = this.#limits;
    const whole = Math.floor((now - this.#at) / everyMs);
    this.#left = Math.min(burst, this.#left + whole);
    this.#at += whole * everyMs;
  }

  #forget(now: number): void {
    for (const [patientId, since] of this.#asked) {
      if (now - since < this.#limits.withinMs) return;
      this.#asked.delete(patientId);
      this.#opened.delete(patientId);
    }
  }
}
