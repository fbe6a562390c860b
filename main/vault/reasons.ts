import { createHmac, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Reader, Writer } from '../store/statements.ts';

/** A typed text and its salt. Only the digest goes into the audit entry; it proves the text later and says nothing without the salt. */
export interface SaltedText {
  readonly text: string;
  readonly salt: Uint8Array;
  /** HMAC-SHA256 under the salt, 32 bytes. */
  readonly digest: Uint8Array;
}

export const saltText = (text: string, salt: Uint8Array = randomBytes(32)): SaltedText => ({
  text,
  salt,
  digest: createHmac('sha256', salt).update(text.normalize('NFC'), 'utf8').digest(),
});

/** Keeps the text that belongs to the audit entry with this leaf hash. `code` is the reason's code. */
export const keepReason = (writer: Writer, entry: string, code: string, salted: SaltedText): void => {
  writer.run('INSERT INTO reason_text (entry, code, text, salt) VALUES (?, ?, ?, ?)', entry, code, salted.text, salted.salt);
};

const kept = z.strictObject({ code: z.string(), text: z.string(), salt: z.instanceof(Uint8Array) });

/** The text of an entry with its digest computed anew, to be compared with the one in the entry. */
export const reasonOf = (reader: Reader, entry: string): (SaltedText & { readonly code: string }) | undefined => {
  const found = reader.get(kept, 'SELECT code, text, salt FROM reason_text WHERE entry = ?', entry);
  return found === undefined ? undefined : { code: found.code, ...saltText(found.text, found.salt) };
};
