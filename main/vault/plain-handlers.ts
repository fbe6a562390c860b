import type { Actor } from '../gate/access.ts';
import type { VaultPlainHandlers } from '../gate/handlers.ts';
import { accountHandlers } from './account.ts';
import type { MainLine } from './main-line.ts';
import type { Entrant } from './sign-in.ts';
import { staffHandlers } from './staff.ts';

export interface PlainParts {
  readonly entrant: Entrant;
  readonly actor: Actor;
  readonly line: MainLine;
}

/** Every plain operation of the vault and who answers it. */
export const plainHandlers = ({ entrant, line }: PlainParts): VaultPlainHandlers => ({
  ...staffHandlers(entrant, line, (userId) => line.askShare(userId)),
  ...accountHandlers(entrant, line),
});
