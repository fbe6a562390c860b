import type { Input, Operations, PhiName, Result, VaultPlainName } from '../../shared/operations/table.ts';
import type { ChangeAccess, PhiAccess } from './access.ts';

/** A result that is there when the function returns: no lock, second click or sync can fall into the middle of a handler. */
export type Now<T> = T & { readonly then?: never };

export type AccessFor<K extends PhiName> = Operations[K]['effect'] extends 'read' ? PhiAccess : ChangeAccess;

/** One PHI handler. A change handler receives a ChangeAccess; a read handler can't write. */
export type PhiHandler<K extends PhiName> = (access: AccessFor<K>, input: Input<K>) => Now<Result<K>>;

/** Every PHI operation has its handler, or the vault does not compile. */
export type PhiHandlers = { readonly [K in PhiName]: PhiHandler<K> };

/** Plain operations of the vault carry keys and settings, never PHI; they may wait (a key derivation takes half a second). */
export type VaultPlainHandlers<Context> = {
  readonly [K in VaultPlainName]: (context: Context, input: Input<K>) => Result<K> | Promise<Result<K>>;
};
