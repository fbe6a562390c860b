import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { may } from '../../../shared/permissions.ts';
import type { Actor } from '../../gate/access.ts';
import type { Reader } from '../../store/statements.ts';
import { dueKeyOf, wallClock } from './wall-clock.ts';

const counted = z.strictObject({ mine: z.int(), role: z.int(), overdue: z.int() });
const COUNT = `SELECT count(*) FILTER (WHERE ownerUser IS NOT NULL) AS mine, count(*) FILTER (WHERE ownerRole IS NOT NULL) AS role,
  count(*) FILTER (WHERE dueDay IS NOT NULL AND dueKey < ?) AS overdue FROM task WHERE state = 'open' AND (ownerUser = ? OR ownerRole = ?)`;

const ids = z.strictObject({ taskId: z.string() });
const FRESH = `SELECT t.task_id AS taskId FROM task t CROSS JOIN author a ON a.id = t.assigned_by
  WHERE t.state = 'open' AND (t.ownerUser = ? OR t.ownerRole = ?) AND a.user_id <> ? AND t.assigned_at > ?`;
const DUE = `SELECT task_id AS taskId FROM task WHERE state = 'open' AND (ownerUser = ? OR ownerRole = ?) AND dueDay IS NOT NULL AND dueKey <= ?`;

const LOOK_EVERY_MS = 5_000;

/** What a person may be told of while they look elsewhere: how many tasks came to them, and how many came due. */
export interface TaskNews {
  readonly fresh: number;
  readonly due: number;
}

/**
 * Counts the signed-in person's tasks. Nothing but counts leaves here, so no entry is owed: who they are about and what they say is read through the gate alone. Ids stay in the vault, so
 * that nobody is told of the same task twice.
 */
export class TaskCounts {
  readonly #reader: Reader;
  readonly #actor: Actor;
  readonly #timeZone: () => string;
  /** When this person signed in before; what was given to them since is new to them. */
  readonly #since: number;
  readonly #told = new Set<string>();
  #looked = false;

  constructor(reader: Reader, actor: Actor, timeZone: () => string, since: number) {
    this.#reader = reader;
    this.#actor = actor;
    this.#timeZone = timeZone;
    this.#since = since;
  }

  now(at: number): z.output<typeof counted> {
    const { userId, role } = this.#actor;
    return this.#reader.one(counted, COUNT, dueKeyOf(wallClock(this.#timeZone(), at)), userId, role);
  }

  /** What was not told yet; null where there is nothing. What was overdue at the first look is no news. */
  news(at: number): TaskNews | null {
    const { userId, role } = this.#actor;
    if (!may(role, 'task.read')) return null;
    const dueBy = dueKeyOf(wallClock(this.#timeZone(), at));
    const fresh = this.#reader.all(ids, FRESH, userId, role, userId, this.#since).filter((one) => this.#isNew(`new ${one.taskId}`));
    const due = this.#reader.all(ids, DUE, userId, role, dueBy).filter((one) => this.#isNew(`due ${one.taskId}`));
    const news = { fresh: fresh.length, due: this.#looked ? due.length : 0 };
    this.#looked = true;
    return news.fresh + news.due === 0 ? null : news;
  }

  #isNew(what: string): boolean {
    const known = this.#told.has(what);
    this.#told.add(what);
    return !known;
  }
}

/** Looks for news now and then, and tells of it; a look that fails is made again. Answers how to stop. */
export const watchTasks = (counts: TaskCounts, tell: (news: TaskNews) => void): (() => void) => {
  const timer = setInterval(() => {
    try {
      const news = counts.news(Date.now());
      if (news !== null) tell(news);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
};
