import { strFromU8 } from 'fflate';

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const UNTOLD = 0xffffffff;
const LONGEST_COMMENT = 65_535;

/**
 * What the directory of a ZIP container says each part's bytes sum up to (APPNOTE 4.4.7, 4.3.12); null when there is no directory, when it does not hold
 * together, when a part is called otherwise at its own place (a changed letter, and the part with all texts is not found), or when a name stands in it
 * twice: two programs would then show two different lists.
 */
export const checksumsIn = (bytes: Uint8Array): ReadonlyMap<string, number> | null => {
  const view = viewOf(bytes);
  const at = (offset: number): number => wordAt(view, offset);
  const end = endOf(view);
  if (end === null) return null;
  const long = at(end - 20) === LOCATOR_64 ? at(end - 12) : null;
  if (long !== null && at(long) !== END_64) return null;
  const count = long === null ? view.getUint16(end + 10, true) : at(long + 32);
  const sums = new Map<string, number>();
  let offset = long === null ? at(end + 16) : at(long + 48);
  for (let entry = 0; entry < count; entry += 1) {
    if (at(offset) !== ENTRY || offset + 46 > bytes.length) return null;
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(offset + field, true));
    if (name === undefined || extra === undefined || comment === undefined) return null;
    const spelt = bytes.subarray(offset + 46, offset + 46 + name);
    const place = at(offset + 42);
    if (place !== UNTOLD && !spelt.every((byte, letter) => bytes[place + 30 + letter] === byte)) return null;
    const latin = (view.getUint16(offset + 8, true) & 0x0800) === 0;
    const key = strFromU8(spelt, latin);
    if (sums.has(key)) return null;
    sums.set(key, at(offset + 16));
    offset += 46 + name + extra + comment;
  }
  return sums;
};

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** 0 where there is nothing: no signature is 0. */
const wordAt = (view: DataView, offset: number): number =>
  offset >= 0 && offset + 4 <= view.byteLength ? view.getUint32(offset, true) : 0;

const endOf = (view: DataView): number | null => {
  const first = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT);
  for (let offset = view.byteLength - 22; offset >= first; offset -= 1) if (wordAt(view, offset) === END) return offset;
  return null;
};

/** Whether the file ends as a ZIP container does, whatever its first bytes have become. */
export const endsAsContainer = (bytes: Uint8Array): boolean => endOf(viewOf(bytes)) !== null;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1) === 0 ? sum >>> 1 : 0xedb88320 ^ (sum >>> 1);
  return sum;
});

/** CRC-32 as ZIP uses it (ISO 3309, ITU-T V.42): it finds every error of up to 32 neighbouring bits. Against intent it is no protection. */
export const crc32 = (bytes: Uint8Array): number => {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (TABLE[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
};
