/**
 * The byte frame under everything the audit log hashes or signs: a list of fields, each a 4-byte big-endian length and its bytes.
 *
 * The first field is always the domain tag, so that bytes made for one purpose never verify for another. An absent field has the length
 * 0xffffffff and no bytes, so that absent and empty differ. Because every field carries its length, no two different lists share one encoding
 * ("ab"+"c" and "a"+"bc" differ), and `splitFields` accepts only what `joinFields` makes.
 */

const ABSENT = 0xffffffff;

/** One field: bytes, or null where it is absent. */
export type Field = Uint8Array | null;

/** Thrown for bytes which no encoder of ours makes. It names the field, never its content. */
export class MalformedBytes extends Error {
  constructor(what: string) {
    super(`malformed: ${what}`);
    this.name = 'MalformedBytes';
  }
}

export const joinFields = (tag: string, fields: readonly Field[]): Uint8Array => {
  const all = [asciiField(tag), ...fields];
  const length = all.reduce((sum, field) => sum + 4 + (field?.length ?? 0), 0);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const field of all) {
    view.setUint32(at, field === null ? ABSENT : field.length);
    at += 4;
    if (field !== null) {
      bytes.set(field, at);
      at += field.length;
    }
  }
  return bytes;
};

/** The fields after the tag, as views into `bytes`. Throws `MalformedBytes` for another tag, another count, or a length that does not fit. */
export const splitFields = (tag: string, bytes: Uint8Array, count: number): Field[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields: Field[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 4 > bytes.length) throw new MalformedBytes('length cut off');
    const length = view.getUint32(at);
    at += 4;
    if (length === ABSENT) {
      fields.push(null);
      continue;
    }
    if (at + length > bytes.length) throw new MalformedBytes('field longer than the bytes');
    fields.push(bytes.subarray(at, at + length));
    at += length;
  }
  if (fields.length !== count + 1) throw new MalformedBytes('number of fields');
  if (asciiOf(fields[0], 'tag') !== tag) throw new MalformedBytes('tag');
  return fields.slice(1);
};

/** Printable ASCII without space: ids, codes and versions. Names and free text have no place in the log, so nothing else is needed. */
export const asciiField = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x21 || code > 0x7e) throw new MalformedBytes('not printable ASCII');
    bytes[i] = code;
  }
  return bytes;
};

/** A safe non-negative integer in 8 bytes, big-endian. */
export const uintField = (value: number): Uint8Array => {
  if (!Number.isSafeInteger(value) || value < 0) throw new MalformedBytes('not a safe non-negative integer');
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(value / 0x1_0000_0000));
  view.setUint32(4, value % 0x1_0000_0000);
  return bytes;
};

export const hexField = (hex: string): Uint8Array => {
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) throw new MalformedBytes('not lower-case hex');
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
};

/** A UUID in its 16 bytes. */
export const uuidField = (uuid: string): Uint8Array => {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid)) throw new MalformedBytes('not a lower-case UUID');
  return hexField(uuid.replaceAll('-', ''));
};

const present = (field: Field | undefined, what: string): Uint8Array => {
  if (field === null || field === undefined) throw new MalformedBytes(`${what} is absent`);
  return field;
};

export const asciiOf = (field: Field | undefined, what: string): string => {
  let text = '';
  for (const code of present(field, what)) {
    if (code < 0x21 || code > 0x7e) throw new MalformedBytes(`${what} is not printable ASCII`);
    text += String.fromCharCode(code);
  }
  return text;
};

export const uintOf = (field: Field | undefined, what: string): number => {
  const bytes = bytesOf(field, 8, what);
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const value = view.getUint32(0) * 0x1_0000_0000 + view.getUint32(4);
  if (!Number.isSafeInteger(value)) throw new MalformedBytes(`${what} is too large`);
  return value;
};

export const bytesOf = (field: Field | undefined, length: number, what: string): Uint8Array => {
  const bytes = present(field, what);
  if (bytes.length !== length) throw new MalformedBytes(`${what} is not ${length} bytes`);
  return bytes;
};

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

export const toHex = (bytes: Uint8Array): string => {
  let hex = '';
  for (const byte of bytes) hex += HEX[byte];
  return hex;
};

export const hexOf = (field: Field | undefined, length: number, what: string): string => toHex(bytesOf(field, length, what));

export const uuidOf = (field: Field | undefined, what: string): string => {
  const hex = hexOf(field, 16, what);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

export const orNull = <T>(field: Field | undefined, read: (field: Uint8Array) => T): T | null => (field ? read(field) : null);
