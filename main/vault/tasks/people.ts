import { Failure } from '../../../shared/failure.ts';
import { may, type Role } from '../../../shared/permissions.ts';
import type { TaskOwner } from '../../../shared/phi/task.ts';
import { hasEnded } from '../../ledger/account-end.ts';
import type { Roll } from '../../ledger/roll.ts';

export interface Colleague {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
}

/** Who has tasks here: whoever works here and whose role has any. A name of somebody who left is still known. */
export class TaskPeople {
  readonly #roll: Roll;
  constructor(roll: Roll) {
    this.#roll = roll;
  }

  all(today: string): Colleague[] {
    return this.#roll
      .everyone()
      .filter((one) => one.state !== 'removed' && !hasEnded(one, today) && may(one.role, 'task.read'))
      .map(({ user_id: userId, name, role }) => ({ userId, name, role }));
  }

  /** `here` is false for one who works here no more, or whose role has no tasks now. */
  find(userId: string, today: string): { readonly name: string | null; readonly here: boolean } {
    const found = this.#roll.find({ userId });
    if (found === undefined) return { name: null, here: false };
    return { name: found.name, here: found.state !== 'removed' && !hasEnded(found, today) && may(found.role, 'task.read') };
  }

  /** Failure `task-owner` where nobody would see the task. */
  admit(owner: TaskOwner, today: string): void {
    if (owner.whose === 'person' && !this.find(owner.userId, today).here) throw new Failure('task-owner');
    if (owner.whose === 'role' && !may(owner.role, 'task.read')) throw new Failure('task-owner');
  }
}
