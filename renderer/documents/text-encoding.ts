import { analyse } from 'chardet';
import { Unreadable } from './table.ts';

export interface Decoded {
  readonly text: string;
  readonly encoding: string;
}

const startsWith = (bytes: Uint8Array, ...first: readonly number[]): boolean => first.every((byte, at) => bytes[at] === byte);

const decode = (encoding: string, bytes: Uint8Array, fatal = false): string => new TextDecoder(encoding, { fatal }).decode(bytes);

/**
 * Text of unknown encoding. A byte order mark decides; then zeros in every second byte are UTF-16; then what is valid UTF-8, or nearly, is UTF-8, with U+FFFD for what is not; the rest is one of
 * the 8-bit sets of Windows and the Macintosh, or what chardet is sure of. The names are those of the WHATWG Encoding Standard.
 */
export const decodeText = (bytes: Uint8Array): Decoded => {
  if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, 0, 0, 0xfe, 0xff)) throw new Unreadable('file-not-table');
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return { text: decode('utf-8', bytes), encoding: 'utf-8' };
  if (startsWith(bytes, 0xff, 0xfe)) return { text: decode('utf-16le', bytes), encoding: 'utf-16le' };
  if (startsWith(bytes, 0xfe, 0xff)) return { text: decode('utf-16be', bytes), encoding: 'utf-16be' };
  const wide = wideEncoding(bytes);
  if (wide !== null) return { text: decode(wide, bytes), encoding: wide };
  try {
    return { text: decode('utf-8', bytes, true), encoding: 'utf-8' };
  } catch {
    const text = decode('utf-8', bytes);
    if (isRatherUtf8(text)) return { text, encoding: 'utf-8' };
    const encoding = narrowEncoding(bytes);
    return { text: decode(encoding, bytes), encoding };
  }
};

/** In another set hardly any bytes are UTF-8 by chance: where most are, the rest is damage, and stands as U+FFFD in its own rows. */
const isRatherUtf8 = (text: string): boolean => {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd) bad += 1;
    else if (unit > 0x7f) good += 1;
  }
  return good >= bad;
};

/** UTF-16 without a mark: mostly Latin text has a zero in every second byte. */
const wideEncoding = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const sample = bytes.subarray(0, 8192);
  if (sample.length < 8 || bytes.length % 2 === 1) return null;
  let even = 0;
  let odd = 0;
  for (const [at, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le';
  return even > half * 0.4 && odd < half * 0.05 ? 'utf-16be' : null;
};

/** What chardet names, where the reader has a decoder for it and it is not one of the Latin sets it can't tell from a Macintosh file. */
const SURE = new Set([
  'shift_jis',
  'big5',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'windows-1251',
  'koi8-r',
  'iso-8859-7',
  'windows-1253',
  'windows-1255',
  'windows-1256',
]);
const SAMPLE = 262_144;

const narrowEncoding = (bytes: Uint8Array): string => {
  const sample = bytes.subarray(0, SAMPLE);
  const [western, macintosh] = [latinScore(decode('windows-1252', sample)), latinScore(decode('macintosh', sample))];
  const best = macintosh > western ? 'macintosh' : 'windows-1252';
  if (Math.max(western, macintosh) > 0 && isMostlyAscii(sample)) return best;
  const [likely] = analyse(sample);
  const name = likely?.name.toLowerCase() ?? '';
  return likely !== undefined && likely.confidence >= 25 && SURE.has(name) ? name : best;
};

/** Western words are mostly of plain letters; in the sets of other scripts nearly every letter lies above them. */
const isMostlyAscii = (sample: Uint8Array): boolean => {
  let plain = 0;
  let high = 0;
  for (const byte of sample) {
    if (byte >= 0x80) high += 1;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) plain += 1;
  }
  return high < plain;
};

const ACCENTED = /\p{Script=Latin}/u;

/** How much a decoded text looks like names and notes in a Western language: accented letters inside words count for it, signs inside words against it. */
const latinScore = (text: string): number => {
  let score = 0;
  for (const [found, before = '', , after = ''] of text.matchAll(/(\p{L})?([^\p{ASCII}])(?=(\p{L})?)/gu)) {
    const letter = Array.from(found).at(-1) ?? '';
    const inside = before !== '' || after !== '';
    if (/[œŒƒŸŽžŠšˆ˜]/u.test(letter)) score -= 1;
    else if (ACCENTED.test(letter)) {
      const strange = /\p{Lu}/u.test(after) && /\p{Ll}/u.test(letter) && before !== '';
      score += strange || (/\p{Lu}/u.test(letter) && /\p{Ll}/u.test(before)) ? -1 : 1;
    } else if (letter === '’') score += inside && /\p{Lu}/u.test(after) ? 2 : 0;
    else if (inside) score -= 1;
  }
  return score;
};
