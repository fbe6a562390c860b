import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import { writeWhole } from '../store/durable-file.ts';

/**
 * workstation.json: the one small file in clear. It tells a changed key from a damaged store before anything can be opened, and whether this practice was
 * made with synthetic patients, which is all that a development runtime may open. There is no secret and no name in it.
 */
const card = z.strictObject({
  format: z.literal(1),
  practiceId: z.uuid(),
  workstationId: z.uuid(),
  /** HKDF(Kdev, "id"): public, 64 hex digits. */
  keyId: z.string().regex(/^[0-9a-f]{64}$/),
  /** The device's public halves, base64. */
  signingPublic: z.base64(),
  exchangePublic: z.base64(),
  synthetic: z.boolean(),
  /** Which machine this is: machine.ts. Missing where the machine does not say, or the card is older than this. */
  machine: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .exactOptional(),
});
export type WorkstationCard = z.infer<typeof card>;

export const CARD_FILE = 'workstation.json';
export const LEDGER_FILE = 'ledger.db';

/** The card of a practice folder; undefined where there never was one. Throws `store-damaged` for a card that is no card, `store-missing` where a store stands without one. */
export const readCard = (folder: string): WorkstationCard | undefined => {
  const file = join(folder, CARD_FILE);
  if (!existsSync(file)) {
    if (existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.db'))) throw new Failure('store-missing');
    return undefined;
  }
  try {
    return card.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Failure('store-damaged', { cause });
  }
};

/** Writes the card whole or not at all. */
export const writeCard = (folder: string, written: WorkstationCard): void =>
  writeWhole(folder, CARD_FILE, JSON.stringify(card.parse(written), null, 2));
