// Reads the canonical bytes of docs/audit-format.md. Written from that page alone; nothing here is shared with the application.
import { createHash, hash as oneShot } from 'node:crypto';

const ABSENT = 0xffffffff;

export class Malformed extends Error {}

/** @param {Buffer} bytes */
export const sha256 = (bytes) => (oneShot ? oneShot('sha256', bytes, 'buffer') : createHash('sha256').update(bytes).digest());

/** @param {string} tag @param {Buffer} bytes @param {number} count @returns {(Buffer | null)[]} */
const fields = (tag, bytes, count) => {
  const out = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 4 > bytes.length) throw new Malformed();
    const length = bytes.readUInt32BE(at);
    at += 4;
    if (length === ABSENT) {
      out.push(null);
      continue;
    }
    if (at + length > bytes.length) throw new Malformed();
    out.push(bytes.subarray(at, at + length));
    at += length;
  }
  if (out.length !== count + 1 || out[0]?.toString('latin1') !== tag) throw new Malformed();
  return out.slice(1);
};

const exactly = (field, length) => {
  if (!field || field.length !== length) throw new Malformed();
  return field;
};

const number = (field) => {
  const value = exactly(field, 8).readBigUInt64BE();
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Malformed();
  return Number(value);
};

const uuid = (field) =>
  exactly(field, 16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const text = (field, longest) => {
  const words = field?.toString('latin1') ?? '';
  if (words.length > longest || !/^[\x21-\x7e]+$/.test(words)) throw new Malformed();
  return words;
};

const optional = (field, read) => (field === null ? null : read(field));

const OUTCOMES = new Set(['allowed', 'refused', 'failed', 'intent', 'committed', 'undone']);

/** @param {Buffer} bytes */
export const readEntry = (bytes) => {
  const f = fields('anteroom-audit/v1', bytes, 20);
  const entry = {
    practice: uuid(f[0]),
    workstation: uuid(f[1]),
    seq: number(f[2]),
    previous: exactly(f[3], 32),
    wall: number(f[4]),
    boot: number(f[5]),
    server: optional(f[6], number),
    user: optional(f[7], uuid),
    session: optional(f[8], uuid),
    operation: text(f[9], 64),
    action: text(f[10], 64),
    outcome: text(f[16], 64),
    rows: number(f[17]),
  };
  if (!f[11] || f[11].length % 16 !== 0 || f[11].length > 64 * 16) throw new Malformed();
  for (const code of [f[12], f[13], f[14]]) optional(code, (field) => text(field, 64));
  optional(f[15], (field) => exactly(field, 32));
  exactly(f[18], 32);
  text(f[19], 64);
  if (!OUTCOMES.has(entry.outcome)) throw new Malformed();
  return entry;
};

/** @param {Buffer} bytes */
export const readSession = (bytes) => {
  const f = fields('anteroom-session/v1', bytes, 7);
  return {
    practice: uuid(f[0]),
    workstation: uuid(f[1]),
    user: uuid(f[2]),
    session: uuid(f[3]),
    notBefore: number(f[4]),
    notAfter: number(f[5]),
    publicKey: exactly(f[6], 32),
  };
};

/** @param {Buffer} bytes */
export const readHead = (bytes) => {
  const f = fields('anteroom-head/v1', bytes, 8);
  const head = {
    practice: uuid(f[0]),
    workstation: uuid(f[1]),
    size: number(f[2]),
    root: exactly(f[3], 32),
    previousHead: exactly(f[4], 32),
    kind: text(f[5], 64),
    session: optional(f[6], uuid),
    wall: number(f[7]),
  };
  const wantsSession = head.kind === 'session' || head.kind === 'closed-by-device';
  if (wantsSession !== (head.session !== null) || (!wantsSession && head.kind !== 'device')) throw new Malformed();
  return head;
};

const prefixed = Buffer.alloc(1 << 20);
const pair = Buffer.alloc(65);
pair[0] = 1;

/** SHA-256(0x00 || entry), RFC 9162 2.1.1. @param {Buffer} entry */
export const leafOf = (entry) => {
  if (entry.length >= prefixed.length) throw new Malformed();
  prefixed[0] = 0;
  entry.copy(prefixed, 1);
  return sha256(prefixed.subarray(0, entry.length + 1));
};

/** The Merkle tree of RFC 9162 2.1 as the stack of its perfect subtrees. */
export class Tree {
  size = 0;
  #stack = [];

  add(leaf) {
    let node = leaf;
    for (let n = this.size; n % 2 === 1; n = (n - 1) / 2) node = Tree.#join(this.#stack.pop(), node);
    this.#stack.push(node);
    this.size += 1;
  }

  root() {
    return this.#stack.length === 0 ? sha256(Buffer.alloc(0)) : this.#stack.reduceRight((right, left) => Tree.#join(left, right));
  }

  static #join(left, right) {
    left.copy(pair, 1);
    right.copy(pair, 33);
    return sha256(pair);
  }
}
