import type Database from 'better-sqlite3-multiple-ciphers';
import { leafHash } from '../../../main/audit/digest.ts';
import { encodeEntry } from '../../../shared/audit-bytes.ts';
import type { AuditFinding, AuditFindingKind } from '../../../shared/audit-findings.ts';
import { newId } from '../../../shared/ids.ts';
import type { Chance } from '../../random.ts';
import { entryAt, put, relink, shift, signAgain, take } from '../ledger-burglary.ts';
import { DEVICE } from './app-ledger.ts';

/** One way to meddle with a log, under the number it has among the cases that must be caught. */
export interface TamperCase {
  readonly id: number;
  readonly what: string;
  /** Meddles somewhere with the log, whose number of entries is `size`; answers with what the check must say. */
  readonly tamper: (db: Database.Database, dice: Chance, size: number) => Expected;
}

export interface Expected {
  readonly kinds: readonly AuditFindingKind[];
  /** The finding must begin here, or, for a range, hold it. */
  readonly seq: number;
  readonly exact: boolean;
}

const at = (kind: AuditFindingKind, seq: number): Expected => ({ kinds: [kind], seq, exact: true });
const around = (seq: number, ...kinds: AuditFindingKind[]): Expected => ({ kinds, seq, exact: false });
export const isNamed = ({ kinds, seq, exact }: Expected, finding: AuditFinding | null): boolean =>
  finding !== null && kinds.includes(finding.kind) && (exact ? finding.seq === seq : finding.seq <= seq && seq <= finding.until);

/** Some entry with another before and after it. */
const inside = (dice: Chance, size: number): number => 2 + dice.below(size - 8);

/** Some entry under a head that a session's own key signed: the last seconds of a killed session the workstation vouches for alone. */
const ofSession = (db: Database.Database, dice: Chance, size: number): number => {
  const head = db.prepare('SELECT session_signature IS NOT NULL FROM audit_head WHERE size > ? ORDER BY size LIMIT 1').pluck();
  for (;;) {
    const seq = inside(dice, size);
    if (entryAt(db, seq).session !== null && head.get(seq) === 1) return seq;
  }
};

/** 'patient.ope' and 'n' + the next field: the same letters, one field further. */
const shifted = (bytes: Buffer, word: string): Buffer => {
  const start = bytes.indexOf(word);
  const end = start + word.length;
  bytes.writeUInt32BE(word.length - 1, start - 4);
  const grown = Buffer.alloc(4);
  grown.writeUInt32BE(bytes.readUInt32BE(end) + 1);
  return Buffer.concat([bytes.subarray(0, end - 1), grown, bytes.subarray(end - 1, end), bytes.subarray(end + 4)]);
};

export const TAMPER_CASES: readonly TamperCase[] = [
  {
    id: 1,
    what: 'edit one bit or one field',
    tamper: (db, dice, size) => {
      const seq = inside(dice, size);
      const { bytes, leaf } = take(db, seq);
      if (dice.happens(0.5)) {
        const byte = dice.below(bytes.length);
        bytes[byte] = (bytes[byte] ?? 0) ^ (1 << dice.below(8));
        put(db, seq, bytes, leaf);
      } else put(db, seq, encodeEntry({ ...entryAt(db, seq), rows: 4_242 }));
      return { kinds: ['edited', 'malformed'], seq, exact: true };
    },
  },
  {
    id: 2,
    what: 'delete entries from the middle',
    tamper: (db, dice, size) => {
      const seq = inside(dice, size);
      const count = 1 + dice.below(3);
      db.prepare('DELETE FROM audit_entry WHERE seq >= ? AND seq < ?').run(seq, seq + count);
      return at('removed', seq);
    },
  },
  {
    id: 3,
    what: 'insert an entry',
    tamper: (db, dice, size) => {
      const seq = inside(dice, size);
      const forged = encodeEntry({ ...entryAt(db, seq), rows: 4_242 });
      shift(db, seq);
      put(db, seq, forged);
      return at('inserted', seq);
    },
  },
  {
    id: 4,
    what: 'swap two entries',
    tamper: (db, dice, size) => {
      const [one, other] = [inside(dice, size), inside(dice, size)];
      const [first, second] = one < other ? [one, other] : [other, one === other ? one + 1 : one];
      const [a, b] = [take(db, first), take(db, second)];
      put(db, first, b.bytes);
      put(db, second, a.bytes);
      return at('swapped', first);
    },
  },
  {
    id: 5,
    what: 'repeat or replay an entry',
    tamper: (db, dice, size) => {
      const seq = inside(dice, size);
      const copy = take(db, dice.below(seq));
      shift(db, seq);
      put(db, seq, copy.bytes);
      return at('replayed', seq);
    },
  },
  {
    id: 6,
    what: 'cut off the signed end',
    tamper: (db, dice, size) => {
      const seq = inside(dice, size);
      db.prepare('DELETE FROM audit_entry WHERE seq >= ?').run(seq);
      return at('truncated', seq);
    },
  },
  {
    id: 7,
    what: 'cut off the end and its heads',
    tamper: (db, dice, size) => {
      const seq = inside(dice, size);
      db.prepare('DELETE FROM audit_entry WHERE seq >= ?').run(seq);
      db.prepare('DELETE FROM audit_head WHERE size > ?').run(seq);
      return around(seq, 'rolled-back');
    },
  },
  {
    id: 14,
    what: 'rewrite history and sign it again with the stolen key of the workstation',
    tamper: (db, dice, size) => {
      const seq = ofSession(db, dice, size);
      put(db, seq, encodeEntry({ ...entryAt(db, seq), patients: [], rows: 0, detail: 'ab'.repeat(32) }));
      relink(db);
      signAgain(db, DEVICE);
      return around(seq, 'resigned', 'forked');
    },
  },
  {
    id: 15,
    what: 'blame somebody else, with the stolen key of the workstation',
    tamper: (db, dice, size) => {
      const seq = ofSession(db, dice, size);
      put(db, seq, encodeEntry({ ...entryAt(db, seq), user: newId() }));
      relink(db);
      signAgain(db, DEVICE);
      return at('forged-user', seq);
    },
  },
  {
    id: 18,
    what: 'skip a number or use one twice, with all links right',
    tamper: (db, dice, size) => {
      if (dice.happens(0.5)) {
        put(db, size - 1, encodeEntry({ ...entryAt(db, size - 1), seq: size }));
        return at('skipped', size - 1);
      }
      const seq = inside(dice, size);
      put(db, seq + 1, encodeEntry({ ...entryAt(db, seq + 1), seq }));
      return at('inserted', seq);
    },
  },
  {
    id: 19,
    what: 'shift a letter from one field into the next',
    tamper: (db, dice, size) => {
      let seq = inside(dice, size);
      while (entryAt(db, seq).operation !== 'patient.open') seq = inside(dice, size);
      const { bytes, leaf } = take(db, seq);
      const moved = shifted(bytes, 'patient.open');
      put(db, seq, moved, dice.happens(0.5) ? leaf : leafHash(moved));
      return at('edited', seq);
    },
  },
  {
    id: 20,
    what: 'bring in an entry of another workstation or practice',
    tamper: (db, dice, size) => {
      const seq = inside(dice, size);
      const other = dice.happens(0.5) ? { workstation: newId() } : { practice: newId() };
      put(db, seq, encodeEntry({ ...entryAt(db, seq), ...other }));
      return at('foreign', seq);
    },
  },
  {
    id: 26,
    what: 'purge the beginning before its time',
    tamper: (db, dice, size) => {
      const seq = inside(dice, size);
      db.prepare('DELETE FROM audit_entry WHERE seq < ?').run(seq);
      db.prepare('DELETE FROM audit_head WHERE size <= ?').run(seq);
      return at('removed', 0);
    },
  },
];
