// Who vouches for what: the device's key and the sessions' keys over the heads, the users' keys over the sessions.
import { createPublicKey, verify } from 'node:crypto';
import { Malformed, readHead, readSession, sha256 } from './bytes.mjs';
import { base64, hex } from './file.mjs';

const CLOCK_TOLERANCE = 120_000;
const TAIL_LIMIT = 256;

const publicKey = (raw) => createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') } });

const signed = (key, bytes, signature) => signature !== null && signature.length === 64 && verify(null, bytes, key, signature);

const attempt = (read, bytes) => {
  try {
    return bytes ? read(bytes) : null;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
};

export class Signers {
  /** Keys that count: `{ key: 'device' | 'user', user?, public }`. */
  keys;
  /** Entries which a head already answers for. */
  covered = 0;
  #about;
  #device = [];
  #users = new Map();
  #sessions = new Map();
  #named = new Set();
  #closed = new Set();
  #segment = new Map();
  #headHash = Buffer.alloc(32);

  constructor(about, keys, sessions, trusted) {
    this.#about = about;
    this.keys = keys.filter((key) => hex(key.public, 32) && (trusted.length === 0 || trusted.includes(key.public)));
    for (const key of this.keys) {
      const object = publicKey(hex(key.public, 32));
      if (key.key === 'device') this.#device.push(object);
      else this.#users.set(key.user, [...(this.#users.get(key.user) ?? []), object]);
    }
    for (const session of sessions) this.#admit(session);
  }

  /** Only what happens around a sign-in may name a user outside a session; nothing in a session is nobody's. */
  attributes(entry) {
    if ((entry.user === null) === (entry.session === null)) return true;
    return entry.user !== null && /^(?:session|recovery|staff)\./.test(entry.action);
  }

  /** Keeps what the next head must answer for. True when a session speaks for another user than its certificate names, or for two. */
  remember({ session, user, seq, wall }) {
    if (session === null) return false;
    const certified = this.#sessions.get(session);
    if (certified && certified.user !== user) return true;
    const known = this.#segment.get(session);
    if (!known) this.#segment.set(session, { user, first: seq, earliest: wall, latest: wall });
    else if (known.user !== user) return true;
    else {
      known.earliest = Math.min(known.earliest, wall);
      known.latest = Math.max(known.latest, wall);
    }
    return false;
  }

  sizeOf(row) {
    return attempt(readHead, row.bytes)?.size ?? null;
  }

  /** `{ kind, seq? }` of what is wrong, or `{ closed }`: whether the device alone closed a session's tail. */
  check(row, tree) {
    const head = attempt(readHead, row.bytes);
    if (!head || head.size !== tree.size || head.size <= this.covered) return { kind: 'head-forged' };
    if (!this.#device.some((key) => signed(key, row.bytes, row.device))) return { kind: 'head-forged' };
    if (head.practice !== this.#about.practice || head.workstation !== this.#about.workstation) return { kind: 'foreign' };
    if (!head.previousHead.equals(this.#headHash)) return { kind: 'head-removed' };
    if (!head.root.equals(tree.root())) return { kind: 'rewritten', head };
    const stranger = this.#first((id) => id !== head.session);
    if (stranger !== null) return { kind: head.kind === 'session' ? 'forged-user' : 'resigned', seq: stranger };
    if (head.session !== null && this.#closed.has(head.session)) return { kind: 'resigned' };
    if (head.kind === 'session' && !this.#named.has(head.session))
      return { kind: 'uncertified', seq: this.#segment.get(head.session)?.first };
    const forged = this.#first((id, part) => !this.#vouched(id, part));
    if (forged !== null) return { kind: 'forged-user', seq: forged };
    const session = this.#sessions.get(head.session);
    if (head.kind === 'session' && !(session && signed(session.key, row.bytes, row.session))) return { kind: 'resigned' };
    if (head.kind !== 'session' && row.session !== null) return { kind: 'head-forged' };
    const closed = head.kind === 'closed-by-device';
    if (closed && head.size - this.covered > TAIL_LIMIT) return { kind: 'resigned' };
    if (closed) this.#closed.add(head.session);
    this.covered = head.size;
    this.#headHash = sha256(row.bytes);
    this.#segment.clear();
    return { closed };
  }

  #first(wanted) {
    const found = [...this.#segment].filter(([id, part]) => wanted(id, part)).map(([, part]) => part.first);
    return found.length === 0 ? null : Math.min(...found);
  }

  #vouched(id, { user, earliest, latest }) {
    const session = this.#sessions.get(id);
    if (!session || session.user !== user) return false;
    return earliest >= session.notBefore - CLOCK_TOLERANCE && latest <= session.notAfter + CLOCK_TOLERANCE;
  }

  #admit(line) {
    const bytes = base64(line.certificate);
    const session = attempt(readSession, bytes);
    if (session) this.#named.add(session.session);
    if (!session || session.practice !== this.#about.practice || session.workstation !== this.#about.workstation) return;
    const byUser = (this.#users.get(session.user) ?? []).some((key) => signed(key, bytes, base64(line.signature)));
    if (byUser && !this.#sessions.has(session.session))
      this.#sessions.set(session.session, { ...session, key: publicKey(session.publicKey) });
  }
}
