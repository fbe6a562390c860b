/** How the bytes of a needle stand in memory. V8 keeps strings as Latin-1 or UTF-16, the rest of the world as UTF-8. */
export type Encoding = 'utf8' | 'latin1' | 'utf16le' | 'raw';

/** One byte sequence to look for, under the label it is reported by. The label must say nothing secret. */
export interface Needle {
  label: string;
  encoding: Encoding;
  bytes: Buffer;
}

/** Shorter needles would be met by chance, and would slow the search. */
export const SHORTEST = 8;

const TEXT_ENCODINGS = ['utf8', 'latin1', 'utf16le'] as const;

/**
 * A text as it may stand in memory: as typed, in lower and in upper case (search keys are folded), in every encoding that gives other bytes.
 * Throws for a text under 8 bytes.
 */
export function textNeedles(label: string, text: string): Needle[] {
  const latin = [...text].every((letter) => (letter.codePointAt(0) ?? 0) < 256);
  const encodings = TEXT_ENCODINGS.filter((encoding) => encoding !== 'latin1' || latin);
  const forms = [text, text.toLowerCase(), text.toUpperCase()];
  return distinct(encodings.flatMap((encoding) => forms.map((form) => ({ label, encoding, bytes: Buffer.from(form, encoding) }))));
}

/**
 * A key as it may stand in memory: every 16-byte piece of its bytes (so half a key is found too; a shorter tail overlaps), and the whole
 * written as hex in both cases or as base64. Throws for a key under 8 bytes.
 */
export function keyNeedles(label: string, key: Uint8Array): Needle[] {
  const bytes = Buffer.from(key);
  const starts = Array.from({ length: Math.ceil(bytes.length / 16) }, (_, piece) => Math.max(0, Math.min(piece * 16, bytes.length - 16)));
  const pieces = starts.map((start): Needle => ({ label, encoding: 'raw', bytes: bytes.subarray(start, start + 16) }));
  const hex = bytes.toString('hex');
  const written = [hex, hex.toUpperCase(), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
  const texts = written.flatMap((text) =>
    (['utf8', 'utf16le'] as const).map((encoding) => ({ label, encoding, bytes: Buffer.from(text, encoding) })),
  );
  return distinct([...pieces, ...texts]);
}

function distinct(needles: readonly Needle[]): Needle[] {
  const seen = new Map(needles.map((needle) => [needle.bytes.toString('hex'), needle] as const).reverse());
  for (const needle of seen.values())
    if (needle.bytes.length < SHORTEST) throw new Error(`the needle "${needle.label}" is shorter than ${SHORTEST} bytes`);
  return [...seen.values()].reverse();
}
