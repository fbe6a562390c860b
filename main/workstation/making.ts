import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import { forgetDevice } from '../keys/device.ts';
import type { Keychain } from '../keys/keychain.ts';
import { syncFolder, writeWhole } from '../store/durable-file.ts';
import { CARD_FILE, readCard, type WorkstationCard, writeCard } from './card.ts';

/** The sub-folder in which a new practice is made. */
const MAKING = '.making';
/** Its first file: whose keys are about to be put into the keychain. */
const BEGUN_FILE = 'begun.json';
const begun = z.strictObject({ workstationId: z.uuid() });

/** The folder to make a practice in, before there is any key of it; it says whose keys they will be. Failure `key-unreadable` where the keychain still holds the keys of an earlier first run. */
export const beginMaking = (folder: string, workstationId: string): string => {
  const making = join(folder, MAKING);
  if (existsSync(making)) throw new Failure('key-unreadable');
  mkdirSync(making, { mode: 0o700 });
  writeWhole(making, BEGUN_FILE, JSON.stringify({ workstationId }));
  syncFolder(folder);
  return making;
};

/** The stores stand in the making folder, closed and durable. The card beside them makes them a practice; what comes after it can be interrupted anywhere and is gone on with at the next start. */
export const completeMaking = (folder: string, card: WorkstationCard): void => {
  writeCard(join(folder, MAKING), card);
  moveIntoPlace(folder);
};

/**
 * What a kill left of a first run, at start and before another one: a practice that was complete is moved into place; of any other the folder goes, and its keys leave the keychain. Where the
 * keychain does not let go of them the folder stays, so that it is asked again.
 */
export const tidyMaking = async (folder: string, keychain: Keychain): Promise<void> => {
  const making = join(folder, MAKING);
  if (!existsSync(making)) return;
  if (existsSync(join(making, CARD_FILE))) return moveIntoPlace(folder);
  const whose = whoseKeys(making);
  const standing = existsSync(join(folder, CARD_FILE)) ? readCard(folder)?.workstationId : undefined;
  if (whose !== undefined && whose !== standing && !(await forgetDevice(keychain, whose))) return;
  rmSync(making, { recursive: true, force: true });
};

/** The card goes last: it alone is what makes a folder a practice. */
const moveIntoPlace = (folder: string): void => {
  const making = join(folder, MAKING);
  const stores = readdirSync(making).filter((name) => name !== CARD_FILE && name !== BEGUN_FILE);
  for (const name of stores) renameSync(join(making, name), join(folder, name));
  syncFolder(folder);
  renameSync(join(making, CARD_FILE), join(folder, CARD_FILE));
  syncFolder(folder);
  rmSync(making, { recursive: true, force: true });
};

const whoseKeys = (making: string): string | undefined => {
  try {
    return begun.parse(JSON.parse(readFileSync(join(making, BEGUN_FILE), 'utf8'))).workstationId;
  } catch {
    // Killed before its first file was whole: then no key was made either.
    return undefined;
  }
};
