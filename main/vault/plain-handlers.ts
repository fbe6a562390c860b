import type { KeyObject } from 'node:crypto';
import type { Actor } from '../gate/access.ts';
import type { VaultPlainHandlers } from '../gate/handlers.ts';
import { accountHandlers } from './account.ts';
import { alertHandlers } from './alerts.ts';
import { auditPlain } from './audit/handlers.ts';
import { fileHandlers } from './files.ts';
import type { MainLine } from './main-line.ts';
import type { Entrant } from './sign-in.ts';
import { staffHandlers } from './staff.ts';

export interface PlainParts {
  readonly entrant: Entrant;
  readonly actor: Actor;
  readonly line: MainLine;
  readonly devicePublic: KeyObject;
  /** Signs what stands unsigned in the log. */
  readonly seal: () => void;
}

/** Every plain operation of the vault and who answers it. */
export const plainHandlers = ({ entrant, line, devicePublic, seal }: PlainParts): VaultPlainHandlers => ({
  ...staffHandlers(entrant, line, (userId) => line.askShare(userId)),
  ...accountHandlers(entrant, line),
  ...alertHandlers(entrant),
  ...auditPlain({ entrant, line, devicePublic, seal }),
  ...fileHandlers(line),
});
