import { type KeyObject, randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import { frame, unframe } from './frame.ts';
import { open, peekHeader, seal, sealingKey } from './seal.ts';
import { openWith, sealTo } from './sealed-to.ts';
import { wipe } from './wipe.ts';

/**
 * Sealing to several people at once: the words under a fresh key, that key to each person's own public key. Whoever is among them opens it with nothing but their own keys. The header travels in clear
 * and is bound to the words and to every box, each box to its person as well; who sealed it, it does not say.
 */
const ENVELOPE = 'anteroom/sealed-for/v1';
const BOX = 'anteroom/sealed-for-box/v1';

export interface Recipient {
  readonly userId: string;
  /** Raw X25519 public key. */
  readonly exchangePublic: Uint8Array;
}

const boxes = z.record(z.uuid(), z.base64());

const boxHeader = (userId: string, header: Uint8Array): Buffer => frame(BOX, [userId, header]);

/** Seals `plaintext` to these people. Between one and the next whatever else waits has its turn. */
export const sealFor = async (people: readonly Recipient[], header: Uint8Array, plaintext: Uint8Array): Promise<Buffer> => {
  const bytes = randomBytes(32);
  try {
    const made: Record<string, string> = {};
    for (const { userId, exchangePublic } of people) {
      made[userId] = (await sealTo(exchangePublic, boxHeader(userId, header), bytes)).toString('base64');
      await setImmediate();
    }
    return frame(ENVELOPE, [Buffer.from(JSON.stringify(made), 'utf8'), seal(sealingKey(bytes), header, plaintext)]);
  } finally {
    wipe(bytes);
  }
};

const partsOf = (sealed: Uint8Array): { readonly made: Readonly<Record<string, string>>; readonly envelope: Buffer } => {
  const [written, envelope] = unframe(ENVELOPE, 2, sealed) ?? [];
  if (written === undefined || envelope === undefined) throw new Failure('key-altered');
  try {
    return { made: boxes.parse(JSON.parse(written.toString('utf8'))), envelope };
  } catch (cause) {
    throw new Failure('key-altered', { cause });
  }
};

/** The header, not yet authenticated. Failure `key-altered` where these are no such bytes. */
export const headerOf = (sealed: Uint8Array): Buffer => Buffer.from(peekHeader(partsOf(sealed).envelope));

/** What was sealed to this person, and the header it was sealed under; the caller wipes the plaintext. Null where it was not sealed to them. Failure `key-altered` where anything of it is not as it was sealed. */
export const openFor = async (
  userId: string,
  exchange: KeyObject,
  sealed: Uint8Array,
): Promise<{ readonly header: Buffer; readonly plaintext: Buffer } | null> => {
  const { made, envelope } = partsOf(sealed);
  const box = made[userId];
  if (box === undefined) return null;
  const header = Buffer.from(peekHeader(envelope));
  const bytes = await openWith(exchange, boxHeader(userId, header), Buffer.from(box, 'base64'));
  try {
    if (bytes.length !== 32) throw new Failure('key-altered');
    return { header, plaintext: open(sealingKey(bytes), envelope).plaintext };
  } finally {
    wipe(bytes);
  }
};
