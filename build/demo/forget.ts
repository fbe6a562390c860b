import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { accountOf, KEYCHAIN_ITEMS, openKeychain } from '../../main/keys/keychain.ts';
import { CARD_FILE, readCard } from '../../main/workstation/card.ts';

/** Takes a demonstration's keys out of the keychain; without them its files can't be opened by anybody. */
export const forgetDemo = async (folder: string, userIds: readonly string[] = []): Promise<void> => {
  const card = existsSync(join(folder, CARD_FILE)) ? readCard(folder) : undefined;
  if (card === undefined) return;
  const keychain = openKeychain(5_000);
  const { failedTries, ...items } = KEYCHAIN_ITEMS;
  const accounts = Object.values(items).map((item) => accountOf(card.workstationId, item));
  const tries = userIds.map((userId) => accountOf(card.workstationId, failedTries, userId));
  for (const account of [...accounts, ...tries]) await keychain.remove(account);
};
