import { randomBytes } from 'node:crypto';
import keytar from 'keytar';
import { keychainWeakness, type Weakness } from './keychain-weakness.ts';

/**
 * The OS keychain, and the only place that speaks to it: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux. Its answers are believed only
 * as far as they have been shown to go: on Linux a locked keyring answers "nothing there", so absence is proven by a write.
 */

/** The service under which every item is filed. Frozen for ever: under another name all workstations would find their keys gone. */
export const KEYCHAIN_SERVICE = 'Anteroom';

/** What the items of a workstation are called. Frozen for ever, like the service. */
export const KEYCHAIN_ITEMS = {
  deviceSecret: 'device-secret',
  deviceSigning: 'device-signing',
  deviceExchange: 'device-exchange',
  auditAnchor: 'audit-anchor',
  failedTries: 'failed-tries',
} as const;

export type KeychainItem = (typeof KEYCHAIN_ITEMS)[keyof typeof KEYCHAIN_ITEMS];

/** The account name of an item: the workstation, the item and, for the failed tries, the user. Frozen for ever. */
export const accountOf = (workstationId: string, item: KeychainItem, userId?: string): string =>
  userId === undefined ? `${workstationId}/${item}` : `${workstationId}/${item}/${userId}`;

/** Why the keychain can't be read now, though it may be later. */
export type Unreadable = 'no-answer' | 'locked' | 'refused' | 'write-not-kept';

/** What the keychain said about one item. */
export type ItemAnswer =
  | { readonly state: 'ready'; readonly value: string }
  | { readonly state: 'absent' }
  | { readonly state: 'unreadable'; readonly reason: Unreadable }
  | { readonly state: 'weak'; readonly reason: Weakness };

export type WriteAnswer = { readonly state: 'kept' } | Extract<ItemAnswer, { state: 'unreadable' | 'weak' }>;

/** Credential Manager holds at most 2,560 bytes an item. */
const VALUE_LIMIT = 2_000;
/** Long enough for a person to answer the keychain's own prompt. */
export const KEYCHAIN_PATIENCE_MS = 60_000;

type Asked<T> = { state: 'said'; value: T } | { state: 'unreadable'; reason: Unreadable } | { state: 'weak'; reason: Weakness };

export type Keychain = {
  /** The item's value. Questions about one account asked together share one answer. */
  read: (account: string) => Promise<ItemAnswer>;
  /** Writes and reads back: `kept` only if the keychain then gave the same value. RangeError if the value is empty or over 2,000 bytes. */
  write: (account: string, value: string) => Promise<WriteAnswer>;
  /** Removes the item; removing what isn't there is `kept` too. */
  remove: (account: string) => Promise<WriteAnswer>;
  /** Whether the OS still holds a call that was given up. Then an ordinary exit waits for it, perhaps for ever: such a process is ended by a signal, its stores closed. */
  isHeld: () => boolean;
};

/** Words by which the Secret Service says that nothing provides it; the D-Bus error's name is never translated, the sentences may be. */
const NO_SERVICE = /ServiceUnknown|not provided by any \.service files|Cannot autolaunch D-Bus/u;
const LOCKED = /locked collection|IsLocked|InteractionNotAllowed|interaction is not allowed/u;

const faultOf = (error: unknown): Asked<never> => {
  const said = error instanceof Error ? error.message : '';
  if (NO_SERVICE.test(said)) return { state: 'weak', reason: 'no-secret-service' };
  return { state: 'unreadable', reason: LOCKED.test(said) ? 'locked' : 'refused' };
};

/** A keychain whose every call is given up after `patienceMs`. Calls go to the OS one at a time: a prompt that never answers holds up one thread, never all of them. */
export const openKeychain = (patienceMs: number = KEYCHAIN_PATIENCE_MS): Keychain => {
  let last: Promise<unknown> = Promise.resolve();
  let underWay = 0;
  const reads = new Map<string, Promise<ItemAnswer>>();

  const ask = async <T>(call: () => Promise<T>): Promise<Asked<T>> => {
    const weakness = keychainWeakness(process.platform, process.env);
    if (weakness !== undefined) return { state: 'weak', reason: weakness };
    const turn: Promise<Asked<T>> = last.then(call).then((value) => ({ state: 'said', value }), faultOf);
    last = turn;
    underWay += 1;
    turn.finally(() => {
      underWay -= 1;
    });
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<Asked<T>>((resolve) => {
      timer = setTimeout(() => resolve({ state: 'unreadable', reason: 'no-answer' }), patienceMs);
    });
    try {
      return await Promise.race([turn, patience]);
    } finally {
      clearTimeout(timer);
    }
  };

  const write = async (account: string, value: string): Promise<WriteAnswer> => {
    if (value === '' || Buffer.byteLength(value) > VALUE_LIMIT) throw new RangeError('a keychain item has 1 to 2,000 bytes');
    const wrote = await ask(() => keytar.setPassword(KEYCHAIN_SERVICE, account, value));
    if (wrote.state !== 'said') return wrote;
    const found = await ask(() => keytar.getPassword(KEYCHAIN_SERVICE, account));
    if (found.state !== 'said') return found;
    return found.value === value ? { state: 'kept' } : { state: 'unreadable', reason: 'write-not-kept' };
  };

  const remove = async (account: string): Promise<WriteAnswer> => {
    const removed = await ask(() => keytar.deletePassword(KEYCHAIN_SERVICE, account));
    return removed.state === 'said' ? { state: 'kept' } : removed;
  };

  const proveAbsence = async (): Promise<ItemAnswer> => {
    const probe = `probe/${randomBytes(8).toString('hex')}`;
    const wrote = await write(probe, 'probe');
    if (wrote.state !== 'kept') return wrote;
    const removed = await remove(probe);
    return removed.state === 'kept' ? { state: 'absent' } : removed;
  };

  const readOnce = async (account: string): Promise<ItemAnswer> => {
    const found = await ask(() => keytar.getPassword(KEYCHAIN_SERVICE, account));
    if (found.state !== 'said') return found;
    if (found.value !== null) return { state: 'ready', value: found.value };
    const proven = await proveAbsence();
    if (proven.state !== 'absent') return proven;
    // It may be the test item that had the keyring opened: somebody turned the first prompt away and answered the second. Only an open keyring's word is believed.
    const again = await ask(() => keytar.getPassword(KEYCHAIN_SERVICE, account));
    if (again.state !== 'said') return again;
    return again.value === null ? { state: 'absent' } : { state: 'ready', value: again.value };
  };

  const read = (account: string): Promise<ItemAnswer> => {
    const asked = reads.get(account);
    if (asked !== undefined) return asked;
    const answer = readOnce(account).finally(() => reads.delete(account));
    reads.set(account, answer);
    return answer;
  };

  return { read, write, remove, isHeld: () => underWay > 0 };
};
