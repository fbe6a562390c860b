import type { Reason } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import {
  type DoorName,
  type Input,
  type MainName,
  OPERATIONS,
  type Operations,
  type PhiName,
  type Result,
  type VaultPlainName,
} from '../../shared/operations/table.ts';
import type { CallFacts, ChangeAccess, PhiAccess } from './access.ts';

/** A result that is there when the function returns: no lock, second click or sync can fall into the middle of a handler. */
export type Now<T> = T & { readonly then?: never };

export type ReadName = { [K in PhiName]: Operations[K]['effect'] extends 'read' ? K : never }[PhiName];
export type ChangeName = { [K in PhiName]: Operations[K]['effect'] extends 'change' ? K : never }[PhiName];
export type ReleaseName = { [K in PhiName]: Operations[K]['effect'] extends 'release' ? K : never }[PhiName];

export const isPhiName = (name: string): name is PhiName => Object.hasOwn(OPERATIONS, name) && kindOf(name) === 'phi';
export const isReadName = (name: PhiName): name is ReadName => OPERATIONS[name].effect === 'read';
export const isChangeName = (name: PhiName): name is ChangeName => OPERATIONS[name].effect === 'change';
export const isReleaseName = (name: string): name is ReleaseName => isPhiName(name) && OPERATIONS[name].effect === 'release';
export const isVaultPlainName = (name: string): name is VaultPlainName => kindOf(name) === 'plain' && atOf(name) === 'vault';

export const isDoorName = (name: string): name is DoorName => kindOf(name) === 'door';
export const isMainName = (name: string): name is MainName => kindOf(name) === 'plain' && atOf(name) === 'main';

const declared = new Map<string, { readonly kind: string; readonly at: string }>(Object.entries(OPERATIONS));
const kindOf = (name: string) => declared.get(name)?.kind;
const atOf = (name: string) => declared.get(name)?.at;

export type ReadHandlers = { readonly [K in ReadName]: (access: PhiAccess, input: Input<K>) => Now<Result<K>> };
export type ChangeHandlers = { readonly [K in ChangeName]: (access: ChangeAccess, input: Input<K>) => Now<Result<K>> };

/** What is ready to be handed over, and to whom it belongs. */
export interface Release<K extends ReleaseName> {
  /** The patients it is about. */
  readonly patients: readonly string[];
  /** Why it may not be handed over like this; null where it may. */
  readonly against: Failure | null;
  /** Hands it over; called once, when the announcement is durable. Its failure is the call's. */
  readonly send: () => Promise<Result<K>>;
}
/** Looks at what is to be handed over and hands nothing over yet. */
export type ReleaseHandlers = {
  readonly [K in ReleaseName]: (facts: CallFacts, input: Input<K>, reason: Reason | undefined) => Now<Release<K>>;
};

/** One PHI handler. A change handler receives a ChangeAccess; a read handler can't write. */
export type PhiHandler<K extends PhiName> = K extends ReadName
  ? ReadHandlers[K]
  : K extends ChangeName
    ? ChangeHandlers[K]
    : K extends ReleaseName
      ? ReleaseHandlers[K]
      : never;

/** Every PHI operation has its handler, or the vault does not compile. */
export interface PhiHandlers {
  readonly reads: ReadHandlers;
  readonly changes: ChangeHandlers;
  readonly releases: ReleaseHandlers;
}

/** What a plain change is made with. */
export interface PlainCall {
  /**
   * Makes the change: one transaction on the ledger for `work` and for the entry that says it was committed. The session is looked at once more before, for the handler may have waited.
   * `object` is the user it is about, where the input does not say so; `alert` is the code of an alarm about it that stands in the log too; `rows` is how many rows
   * leave with it; `undone` says that a person thought better of it, and nothing was done. Failure `locked` when the session is over; then nothing was changed.
   */
  readonly commit: <T>(
    work: () => T,
    said?: { readonly object?: string; readonly alert?: string; readonly rows?: number; readonly outcome?: 'committed' | 'undone' },
  ) => T;
}

/** Plain operations of the vault carry keys and settings, never PHI; they may wait (a key derivation takes half a second). A change calls `commit` once, and changes nothing outside of it. */
export type VaultPlainHandlers = {
  readonly [K in VaultPlainName]: (input: Input<K>, call: PlainCall) => Result<K> | Promise<Result<K>>;
};
