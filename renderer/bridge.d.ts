import type { Answer, Reason } from '../shared/contract.ts';
import type { FailureCode } from '../shared/failure.ts';
import type { Asked, DoorName, OperationName, PhiName, PlainName, Value } from '../shared/operations/table.ts';

/** One function per operation; names, inputs and answers follow from the one table. */
export type Bridge<Names extends OperationName> = {
  readonly [Name in Names]: (input: Asked<Name>, reason?: Reason) => Promise<Answer<Value<Name>>>;
};

/** What the unlock page may ask: the door, and the two plain things that are allowed while locked. */
export type UnlockName = DoorName | Extract<PlainName, `door.${string}` | 'session.lock'>;
export type UnlockBridge = Bridge<UnlockName>;

/** What the workspace may ask: everything but the door. */
export type WorkspaceName = PhiName | PlainName;
export type WorkspaceBridge = Bridge<WorkspaceName>;

/** What main tells a page unasked. */
export interface PageEvents {
  /** The lock is near: how many seconds are left. Null when the person went on working. */
  readonly warning: { readonly secondsLeft: number } | null;
  /** The lock is now: whatever is being typed must be handed over at once. */
  readonly flush: undefined;
  /** A command chosen from the menu bar (an id of shared/commands.ts). */
  readonly command: string;
  /** The door stands differently from how it stood when it was last asked about. */
  readonly door: null;
  /** Something happened outside the page that the person should know of. */
  readonly notice: FailureCode;
  /** The board's own window was opened, or closed by the person. */
  readonly board: boolean;
  /** Another window of this session has made this change (an operation's name). */
  readonly changed: string;
}

export interface PageEventSource {
  /** Starts listening; the answer stops it. */
  on<Kind extends keyof PageEvents>(kind: Kind, listener: (event: PageEvents[Kind]) => void): () => void;
}

declare global {
  interface Window {
    readonly clinic: UnlockBridge | WorkspaceBridge;
    readonly clinicEvents: PageEventSource;
  }
}
