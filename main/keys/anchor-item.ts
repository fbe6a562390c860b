import { createHmac, timingSafeEqual } from 'node:crypto';
import { frame } from './frame.ts';

/**
 * The audit anchor as it lies in the keychain: one line of text and its MAC, so that another program of the same OS account can take it away or put an older one back, but make none.
 */
const SHAPE = /^(\S.*\S) ([\w-]{43})$/u;

const macOf = (key: Uint8Array, text: string): Buffer =>
  createHmac('sha256', key)
    .update(frame('anteroom/anchor/v1', [text]))
    .digest();

/** `key` is `deriveKey(Kdev, 'anchor')`. */
export const writeAnchor = (key: Uint8Array, text: string): string => `${text} ${macOf(key, text).toString('base64url')}`;

/** The text; `altered` if it wasn't written under this key. */
export const readAnchor = (key: Uint8Array, item: string): { readonly text: string } | 'altered' => {
  const [, text, mac] = SHAPE.exec(item) ?? [];
  if (text === undefined || mac === undefined) return 'altered';
  return timingSafeEqual(macOf(key, text), Buffer.from(mac, 'base64url')) ? { text } : 'altered';
};
