import { OPERATIONS } from './table.ts';

/** One operation as the bridge offers it: its name, and who answers it. */
export type Offered = readonly [name: string, at: 'lobby' | 'main' | 'vault'];

/** What each kind of page is offered: the unlock page the doors and what anyone may ask of main, the workspace everything behind them. */
export const offered = (): { readonly unlock: readonly Offered[]; readonly workspace: readonly Offered[] } => {
  const all = Object.entries(OPERATIONS);
  const asOffered = ([name, { at }]: (typeof all)[number]): Offered => [name, at];
  const isForUnlock = ([, { kind, at, ...operation }]: (typeof all)[number]): boolean =>
    kind === 'door' || (at === 'main' && 'permission' in operation && operation.permission === 'anyone');
  return { unlock: all.filter(isForUnlock).map(asOffered), workspace: all.filter(([, { kind }]) => kind !== 'door').map(asOffered) };
};
