import { OPERATIONS, type OperationName } from './table.ts';

/** One operation as the bridge offers it: its name, and who answers it. */
export type Offered = readonly [name: string, at: 'lobby' | 'main' | 'vault'];

/** The board on a second monitor: today's visits and their next steps. Nothing is typed there, and no chart is opened. */
const ON_THE_BOARD: readonly OperationName[] = [
  'session.status',
  'session.lock',
  'preferences.read',
  'place.read',
  'schedule.setup',
  'schedule.day',
  'visit.progress',
  'visit.step-back',
];
const onTheBoard: ReadonlySet<string> = new Set(ON_THE_BOARD);

/** Whether the board may ask for it; gate and main hold it to that, whatever its page says. */
export const isOnTheBoard = (name: string): boolean => onTheBoard.has(name);

type PageName = 'unlock' | 'workspace' | 'board';

/** What each kind of page is offered: the unlock page the doors and what anyone may ask of main, the workspace everything behind them, the board what it shows. */
export const offered = (): { readonly [P in PageName]: readonly Offered[] } => {
  const all = Object.entries(OPERATIONS);
  const asOffered = ([name, { at }]: (typeof all)[number]): Offered => [name, at];
  const isForUnlock = ([, { kind, at, ...operation }]: (typeof all)[number]): boolean =>
    kind === 'door' || (at === 'main' && 'permission' in operation && operation.permission === 'anyone');
  return {
    unlock: all.filter(isForUnlock).map(asOffered),
    workspace: all.filter(([, { kind }]) => kind !== 'door').map(asOffered),
    board: all.filter(([name]) => onTheBoard.has(name)).map(asOffered),
  };
};
