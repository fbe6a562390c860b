/**
 * The one canonical byte form of a list of fields: a domain tag, then every field, each with its length in four bytes (big endian) before it.
 * Two different lists never have the same bytes, so a field can't be shifted into its neighbour without the seal or signature over it failing.
 */

export type Field = string | number | Uint8Array;

const LENGTH_BYTES = 4;
const NUMBER_BYTES = 8;

const fieldBytes = (field: Field): Uint8Array => {
  if (typeof field === 'string') return Buffer.from(field, 'utf8');
  if (typeof field === 'number') {
    if (!Number.isSafeInteger(field) || field < 0) throw new RangeError('a framed number is a safe integer, zero or more');
    const bytes = Buffer.alloc(NUMBER_BYTES);
    bytes.writeBigUInt64BE(BigInt(field));
    return bytes;
  }
  return field;
};

/** The framed bytes of `fields` under `domain`. The result is a fresh, unpooled buffer that may be wiped. Throws RangeError on a number that isn't a safe, non-negative integer. */
export const frame = (domain: string, fields: readonly Field[]): Buffer => {
  const parts = [Buffer.from(domain, 'utf8'), ...fields.map(fieldBytes)];
  const out = Buffer.alloc(parts.reduce((sum, part) => sum + LENGTH_BYTES + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    at = out.writeUInt32BE(part.byteLength, at);
    out.set(part, at);
    at += part.byteLength;
  }
  return out;
};

/**
 * The fields of `bytes`, as views into it. Undefined unless the domain is `domain`, there are exactly `count` fields, and nothing is left over.
 */
export const unframe = (domain: string, count: number, bytes: Uint8Array): Buffer[] | undefined => {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Buffer[] = [];
  let at = 0;
  while (at < all.length) {
    if (parts.length > count || at + LENGTH_BYTES > all.length) return undefined;
    const end = at + LENGTH_BYTES + all.readUInt32BE(at);
    if (end > all.length) return undefined;
    parts.push(all.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  const [tag, ...fields] = parts;
  if (tag === undefined || fields.length !== count || !tag.equals(Buffer.from(domain, 'utf8'))) return undefined;
  return fields;
};

/** A framed number read back; undefined unless it has eight bytes and is a safe integer. */
export const frameNumber = (field: Uint8Array | undefined): number | undefined => {
  if (field === undefined || field.byteLength !== NUMBER_BYTES) return undefined;
  const value = Buffer.from(field.buffer, field.byteOffset, field.byteLength).readBigUInt64BE();
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;
};

/** A framed string read back; undefined unless it is well-formed UTF-8. */
export const frameText = (field: Uint8Array | undefined): string | undefined => {
  if (field === undefined) return undefined;
  const bytes = Buffer.from(field.buffer, field.byteOffset, field.byteLength);
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
};
