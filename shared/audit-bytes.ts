import {
  asciiField,
  asciiOf,
  bytesOf,
  hexField,
  hexOf,
  joinFields,
  MalformedBytes,
  orNull,
  splitFields,
  toHex,
  uintField,
  uintOf,
  uuidField,
  uuidOf,
} from './audit-fields.ts';
import { type AuditEntry, auditEntry } from './entry.ts';

/**
 * The canonical bytes of an audit entry: what is hashed into the log. One entry has one encoding, and `decodeEntry(encodeEntry(e))` is `e`.
 * The layout is written down for outsiders in docs/audit-format.md; a change of layout is a new tag.
 */
export const ENTRY_TAG = 'anteroom-audit/v1';

const ENTRY_FIELDS = 20;
const PSEUDONYM_BYTES = 16;

/** Throws a ZodError when the entry is not in the shape of `auditEntry`. */
export const encodeEntry = (entry: AuditEntry): Uint8Array => {
  const e = auditEntry.parse(entry);
  return joinFields(ENTRY_TAG, [
    uuidField(e.practice),
    uuidField(e.workstation),
    uintField(e.seq),
    hexField(e.previous),
    uintField(e.time.wall),
    uintField(e.time.boot),
    e.time.server === null ? null : uintField(e.time.server),
    e.user === null ? null : uuidField(e.user),
    e.session === null ? null : uuidField(e.session),
    asciiField(e.operation),
    asciiField(e.action),
    hexField(e.patients.join('')),
    e.object === null ? null : asciiField(e.object),
    e.purpose === null ? null : asciiField(e.purpose),
    e.reason === null ? null : asciiField(e.reason),
    e.detail === null ? null : hexField(e.detail),
    asciiField(e.outcome),
    uintField(e.rows),
    hexField(e.policy),
    asciiField(e.appVersion),
  ]);
};

/** Strict: throws `MalformedBytes` for anything `encodeEntry` would not have made. */
export const decodeEntry = (bytes: Uint8Array): AuditEntry => {
  const f = splitFields(ENTRY_TAG, bytes, ENTRY_FIELDS);
  const result = auditEntry.safeParse({
    practice: uuidOf(f[0], 'practice'),
    workstation: uuidOf(f[1], 'workstation'),
    seq: uintOf(f[2], 'seq'),
    previous: hexOf(f[3], 32, 'previous'),
    time: {
      wall: uintOf(f[4], 'wall'),
      boot: uintOf(f[5], 'boot'),
      server: orNull(f[6], (field) => uintOf(field, 'server')),
    },
    user: orNull(f[7], (field) => uuidOf(field, 'user')),
    session: orNull(f[8], (field) => uuidOf(field, 'session')),
    operation: asciiOf(f[9], 'operation'),
    action: asciiOf(f[10], 'action'),
    patients: pseudonymsOf(f[11]),
    object: orNull(f[12], (field) => asciiOf(field, 'object')),
    purpose: orNull(f[13], (field) => asciiOf(field, 'purpose')),
    reason: orNull(f[14], (field) => asciiOf(field, 'reason')),
    detail: orNull(f[15], (field) => hexOf(field, 32, 'detail')),
    outcome: asciiOf(f[16], 'outcome'),
    rows: uintOf(f[17], 'rows'),
    policy: hexOf(f[18], 32, 'policy'),
    appVersion: asciiOf(f[19], 'app version'),
  });
  if (!result.success) throw new MalformedBytes('an entry of another shape');
  return result.data;
};

/** The few fields the chain is checked by, as views into the bytes: a full check of a million entries reads nothing else. */
export interface ChainFields {
  readonly practice: Uint8Array;
  readonly workstation: Uint8Array;
  readonly seq: number;
  readonly previous: Uint8Array;
  readonly wall: number;
  readonly boot: number;
  readonly server: number | null;
  readonly user: Uint8Array | null;
  readonly session: Uint8Array | null;
  readonly action: Uint8Array;
}

/** Throws `MalformedBytes` where the frame or one of these fields is not what an entry has. */
export const readChainFields = (bytes: Uint8Array): ChainFields => {
  const f = splitFields(ENTRY_TAG, bytes, ENTRY_FIELDS);
  return {
    practice: bytesOf(f[0], 16, 'practice'),
    workstation: bytesOf(f[1], 16, 'workstation'),
    seq: uintOf(f[2], 'seq'),
    previous: bytesOf(f[3], 32, 'previous'),
    wall: uintOf(f[4], 'wall'),
    boot: uintOf(f[5], 'boot'),
    server: orNull(f[6], (field) => uintOf(field, 'server')),
    user: orNull(f[7], (field) => bytesOf(field, 16, 'user')),
    session: orNull(f[8], (field) => bytesOf(field, 16, 'session')),
    action: f[10] ?? new Uint8Array(0),
  };
};

const pseudonymsOf = (field: Uint8Array | null | undefined): string[] => {
  if (!field || field.length % PSEUDONYM_BYTES !== 0) throw new MalformedBytes('patients');
  const patients: string[] = [];
  for (let at = 0; at < field.length; at += PSEUDONYM_BYTES) patients.push(toHex(field.subarray(at, at + PSEUDONYM_BYTES)));
  return patients;
};
