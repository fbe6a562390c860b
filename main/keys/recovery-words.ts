import { createHash } from 'node:crypto';
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { wipe } from './wipe.ts';

/**
 * Bytes as words that are read from paper and typed: phrases of BIP39, English list, whatever the language of the interface, because the kit must be readable on any machine.
 * The first four letters of a word are enough, as in every BIP39 wallet.
 */

/** A fault in typed words; positions count from 1, as on the printed sheet. */
export type WordFault =
  | { readonly state: 'wrong-count'; readonly found: number }
  /** Not a word of the list. */
  | { readonly state: 'unknown-word'; readonly position: number }
  /** A word of the list, but not the printed one: changing this one alone (or swapping it with the next) makes the whole right. */
  | { readonly state: 'wrong-word'; readonly position: number }
  /** Some words are wrong, and it can't be told which. */
  | { readonly state: 'wrong-words' };

const byStart = new Map(wordlist.map((word) => [word.slice(0, 4), word]));

const full = (typed: string): string | undefined => {
  const word = byStart.get(typed.slice(0, 4));
  return word?.startsWith(typed) === true && (typed.length >= 4 || word === typed) ? word : undefined;
};

/** The words of `bytes` (16, 20, 24, 28 or 32 of them give 12 to 24 words). */
export const wordsOfBytes = (bytes: Uint8Array): string[] => entropyToMnemonic(bytes, wordlist).split(' ');

/** The bytes of one BIP39 phrase; undefined if its checksum is wrong. The caller wipes them. */
export const bytesOfWords = (words: readonly string[]): Uint8Array | undefined => {
  try {
    return mnemonicToEntropy(words.join(' '), wordlist);
  } catch {
    return undefined;
  }
};

/** The full words in what was typed: case, line ends, numbering and punctuation do not matter. A fault if one isn't on the list. */
export const typedWords = (typed: string): { state: 'words'; words: string[] } | WordFault => {
  const parts = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((part) => part !== '');
  const words: string[] = [];
  for (const [index, part] of parts.entries()) {
    const word = full(part);
    if (word === undefined) return { state: 'unknown-word', position: index + 1 };
    words.push(word);
  }
  return { state: 'words', words };
};

const places = new Map(wordlist.map((word, place) => [word, place]));

/** The bytes the words of one phrase stand for, its checksum not looked at: a quick look at many wrong phrases, while `bytesOfWords` reads the one that counts. */
export const rawBytesOfWords = (words: readonly string[]): Buffer => {
  const out = Buffer.alloc(Math.floor((words.length * 11) / 33) * 4);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const word of words) {
    held = ((held << 11) | (places.get(word) ?? 0)) & 0x7ffff;
    for (bits += 11; bits >= 8 && at < out.length; bits -= 8, at += 1) out[at] = held >>> (bits - 8);
  }
  return out;
};

/** Whether 24 words end in their BIP39 checksum: the last eight bits of the last word are the first byte of SHA-256 over the 32 bytes before. */
export const hasChecksumOf24 = (words: readonly string[]): boolean => {
  const bytes = rawBytesOfWords(words);
  const [checksum] = createHash('sha256').update(bytes).digest();
  wipe(bytes);
  return checksum === ((places.get(words.at(-1) ?? '') ?? 0) & 0xff);
};

/** The words with one replaced, or two neighbours swapped: every slip of the pen that can be told apart, with its position. */
function* slips(words: readonly string[]): Generator<{ position: number; words: string[] }> {
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (next !== undefined && next !== word) yield { position: index + 1, words: words.with(index, next).with(index + 1, word) };
  }
  for (const [index, word] of words.entries()) {
    for (const other of wordlist) if (other !== word) yield { position: index + 1, words: words.with(index, other) };
  }
}

/**
 * Names the one mistake in `words`, if mending a single one makes them right; `isRight` must accept wrong words next to never. At most about 60,000 trials.
 */
export const locateSlip = async (
  words: readonly string[],
  isRight: (words: readonly string[]) => boolean | Promise<boolean>,
): Promise<WordFault> => {
  for (const slip of slips(words)) if (await isRight(slip.words)) return { state: 'wrong-word', position: slip.position };
  return { state: 'wrong-words' };
};
