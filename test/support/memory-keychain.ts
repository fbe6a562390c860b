import type { Keychain } from '../../main/keys/keychain.ts';

/** A keychain that always answers and keeps its items in this map. */
export const memoryKeychain = (items = new Map<string, string>()): Keychain => ({
  read: async (account) => {
    const value = items.get(account);
    return value === undefined ? { state: 'absent' } : { state: 'ready', value };
  },
  write: async (account, value) => {
    items.set(account, value);
    return { state: 'kept' };
  },
  remove: async (account) => {
    items.delete(account);
    return { state: 'kept' };
  },
  isHeld: () => false,
});
