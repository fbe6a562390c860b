import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveKey } from '../../../main/keys/derive.ts';
import type { Keychain } from '../../../main/keys/keychain.ts';
import type { Person } from '../../../main/ledger/roll.ts';
import { TriesKeeper, type TriesPlace } from '../../../main/session/tries-keeper.ts';
import { type LedgerSide, openLedger } from '../../../main/vault/ledger-side.ts';
import { LEDGER_KEY, PRACTICE, WORKSTATION } from '../clinic/desk.ts';

class TriesLedger {
  readonly #side: LedgerSide;
  constructor(side: LedgerSide) {
    this.#side = side;
  }
  ask(method: 'triesItem', userId: string): Promise<string | undefined>;
  ask(method: 'keepTries', userId: string, item: string, failedSince: number | null): Promise<void>;
  ask(method: 'everyone'): Promise<readonly Person[]>;
  async ask(method: string, userId = '', item = '', failedSince: number | null = null): Promise<unknown> {
    const { roll, within } = this.#side;
    if (method === 'everyone') return roll.everyone();
    if (method === 'triesItem') return roll.triesItem(userId);
    return within(() => {
      roll.setTriesItem(userId, item);
      if (failedSince !== null) roll.setFailedSince(userId, failedSince);
    });
  }
}

/** The keychain as a file of one item each: it outlives the process, as the system's does. */
const keychainIn = (folder: string): Keychain => {
  const file = (account: string): string => join(folder, `item-${account.replaceAll('/', '-')}`);
  return {
    read: async (account) =>
      existsSync(file(account)) ? { state: 'ready', value: readFileSync(file(account), 'utf8') } : { state: 'absent' },
    write: async (account, value) => {
      writeFileSync(file(account), value);
      return { state: 'kept' };
    },
    remove: async () => ({ state: 'kept' }),
    isHeld: () => false,
  };
};

/** Main's count of failed tries over the real ledger of this folder. */
export const keeperIn = (folder: string): { readonly keeper: TriesKeeper; readonly ledger: LedgerSide } => {
  const ledger = openLedger(folder, LEDGER_KEY.export(), 'existing');
  const place: TriesPlace = {
    derive: (purpose) => deriveKey(Buffer.alloc(32, 9), purpose),
    place: () => ({ folder, practiceId: PRACTICE, workstationId: WORKSTATION, appVersion: '0', policyHash: '' }),
    ledger: new TriesLedger(ledger),
  };
  return { keeper: new TriesKeeper(place, keychainIn(folder), () => ({ wall: Date.now(), boot: 1, bootId: 'one' })), ledger };
};
