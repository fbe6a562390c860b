import type { KeyObject } from 'node:crypto';
import type { Actor } from '../gate/access.ts';
import type { VaultPlainHandlers } from '../gate/handlers.ts';
import { accountHandlers } from './account.ts';
import { alertHandlers } from './alerts.ts';
import { auditPlain } from './audit/handlers.ts';
import { fileHandlers } from './files.ts';
import type { MainLine } from './main-line.ts';
import type { OutTray } from './out-tray.ts';
import { placeHandlers } from './place.ts';
import { printerHandlers } from './printing/printers.ts';
import type { Spooler } from './printing/spooler.ts';
import { setupHandlers } from './schedule/setup.ts';
import type { Entrant } from './sign-in.ts';
import { staffHandlers } from './staff.ts';
import { StepUp } from './step-up.ts';
import type { TaskCounts } from './tasks/counts.ts';
import { TaskPeople } from './tasks/people.ts';
import { taskPlain } from './tasks/plain.ts';

export interface PlainParts {
  readonly entrant: Entrant;
  readonly actor: Actor;
  readonly line: MainLine;
  readonly tray: OutTray;
  readonly spooler: Spooler;
  readonly devicePublic: KeyObject;
  /** Signs what stands unsigned in the log. */
  readonly seal: () => void;
  readonly counts: TaskCounts;
}

/** Every plain operation of the vault and who answers it. */
export const plainHandlers = ({ entrant, line, tray, spooler, devicePublic, seal, counts }: PlainParts): VaultPlainHandlers => {
  // One for all: a code tried here and there is tried in turn.
  const stepUp = new StepUp(entrant, line);
  return {
    ...staffHandlers(entrant, line, stepUp, (userId) => line.askShare(userId)),
    ...accountHandlers(entrant, line, stepUp),
    ...alertHandlers(entrant),
    ...auditPlain({ entrant, line, stepUp, devicePublic, seal }),
    ...fileHandlers(line, tray),
    ...setupHandlers(entrant.ledger),
    ...placeHandlers(entrant.ledger),
    ...taskPlain(new TaskPeople(entrant.ledger.roll), counts),
    ...printerHandlers(entrant.ledger, spooler),
  };
};
