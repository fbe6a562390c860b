import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leafHash } from '../../main/audit/digest.ts';
import { verifyAtOnce } from '../../main/audit/verify.ts';
import { encodeEntry } from '../../shared/audit-bytes.ts';
import { toHex } from '../../shared/audit-fields.ts';
import { newId } from '../../shared/ids.ts';
import type { Clinic } from '../audit-ledger.ts';
import { clinicDay, MIDDLE, namedByBoth, SEGMENT, SIZE } from './clinic-day.ts';
import { auditor, entryAt, exported, put, relink, shift, signAgain, stolenCopy, take, unshift } from './ledger-burglary.ts';

let clinic: Clinic;

beforeAll(() => {
  clinic = clinicDay();
});

afterAll(() => clinic.remove());

describe('an untouched log', () => {
  it('is intact for the app and for the auditor, who agree on its root', () => {
    const db = stolenCopy(clinic, 'untouched');
    const own = verifyAtOnce(db, clinic.about);
    expect(own).toMatchObject({ intact: true, entries: SIZE, notes: [] });
    expect(auditor(exported(clinic, db, 'untouched'))).toMatchObject({ exit: 0, report: { entries: SIZE, root: own.root } });
    db.close();
  });
});

describe('someone with the key of the ledger and an SQL tool', () => {
  it('flips one bit of an entry', () => {
    for (const at of [0, 40, 100, 200]) {
      namedByBoth(
        clinic,
        `bit-${at}`,
        (db) => {
          const { bytes, leaf } = take(db, MIDDLE);
          bytes[at] = (bytes[at] ?? 0) ^ 1;
          put(db, MIDDLE, bytes, leaf);
        },
        { kind: 'edited', seq: MIDDLE },
      );
    }
  });

  it('edits one field and gives the entry its new hash', () => {
    namedByBoth(clinic, 'field', (db) => put(db, MIDDLE, encodeEntry({ ...entryAt(db, MIDDLE), rows: 0 })), {
      kind: 'edited',
      seq: MIDDLE,
    });
  });

  it('edits one field and links every later entry anew', () => {
    namedByBoth(
      clinic,
      'relinked',
      (db) => {
        put(db, MIDDLE, encodeEntry({ ...entryAt(db, MIDDLE), patients: [] }));
        relink(db);
      },
      { kind: 'rewritten', ...SEGMENT },
    );
  });

  it('rewrites two neighbours so that only the entry after them disagrees', () => {
    namedByBoth(
      clinic,
      'pair',
      (db) => {
        const one = encodeEntry({ ...entryAt(db, 98), rows: 9 });
        put(db, 98, one);
        put(db, 99, encodeEntry({ ...entryAt(db, 99), previous: toHex(leafHash(one)) }));
      },
      { kind: 'rewritten', ...SEGMENT },
    );
  });

  it('edits the link of an entry to the one before', () => {
    namedByBoth(clinic, 'link', (db) => put(db, 99, encodeEntry({ ...entryAt(db, 99), previous: 'f'.repeat(64) })), {
      kind: 'edited',
      seq: 99,
    });
  });

  it('edits the very last entry, which no other follows', () => {
    namedByBoth(clinic, 'last', (db) => put(db, SIZE - 1, encodeEntry({ ...entryAt(db, SIZE - 1), rows: 7 })), {
      kind: 'rewritten',
      seq: SIZE - 3,
      until: SIZE - 1,
    });
  });

  it('deletes entries from the middle', () => {
    namedByBoth(clinic, 'deleted', (db) => db.exec(`DELETE FROM audit_entry WHERE seq BETWEEN 100 AND 102`), {
      kind: 'removed',
      seq: 100,
      until: 102,
    });
  });

  it('deletes the first entry', () => {
    namedByBoth(clinic, 'beheaded', (db) => db.exec('DELETE FROM audit_entry WHERE seq = 0'), { kind: 'removed', seq: 0 });
  });

  it('deletes an entry and moves the rest up', () => {
    namedByBoth(
      clinic,
      'moved-up',
      (db) => {
        db.exec('DELETE FROM audit_entry WHERE seq = 100');
        unshift(db, 100);
      },
      { kind: 'removed', seq: 100 },
    );
  });

  it('deletes an entry and writes numbers and links anew', () => {
    namedByBoth(
      clinic,
      'renumbered',
      (db) => {
        db.exec('DELETE FROM audit_entry WHERE seq = 100');
        relink(db);
      },
      { kind: 'rewritten', ...SEGMENT },
    );
  });

  it('inserts an entry that fits the one before it', () => {
    namedByBoth(
      clinic,
      'inserted',
      (db) => {
        const forged = encodeEntry({ ...entryAt(db, MIDDLE), outcome: 'refused' });
        shift(db, MIDDLE);
        put(db, MIDDLE, forged);
      },
      { kind: 'inserted', seq: MIDDLE },
    );
  });

  it('swaps two neighbours, and two entries far apart', () => {
    for (const other of [101, 300]) {
      namedByBoth(
        clinic,
        `swapped-${other}`,
        (db) => {
          const [one, two] = [take(db, MIDDLE), take(db, other)];
          put(db, MIDDLE, two.bytes);
          put(db, other, one.bytes);
        },
        { kind: 'swapped', seq: MIDDLE },
      );
    }
  });

  it('repeats an entry at once, and replays an old one later', () => {
    for (const old of [99, 10]) {
      namedByBoth(
        clinic,
        `replayed-${old}`,
        (db) => {
          const copy = take(db, old);
          shift(db, MIDDLE);
          put(db, MIDDLE, copy.bytes);
        },
        { kind: 'replayed', seq: MIDDLE },
      );
    }
  });

  it('cuts off the end and leaves the heads', () => {
    const db = stolenCopy(clinic, 'cut');
    db.exec('DELETE FROM audit_entry WHERE seq >= 300');
    const finding = { kind: 'truncated', seq: 300, until: SIZE - 1 };
    expect(verifyAtOnce(db, clinic.about)).toMatchObject({ finding });
    expect(auditor(exported(clinic, db, 'cut'))).toMatchObject({ exit: 1, report: { finding } });
    db.close();
  });

  it('skips a number, with all links right', () => {
    namedByBoth(clinic, 'skipped', (db) => put(db, SIZE - 1, encodeEntry({ ...entryAt(db, SIZE - 1), seq: SIZE })), {
      kind: 'skipped',
      seq: SIZE - 1,
    });
  });

  it('uses a number twice, with all links right', () => {
    namedByBoth(clinic, 'reused', (db) => put(db, 101, encodeEntry({ ...entryAt(db, 101), seq: MIDDLE })), {
      kind: 'inserted',
      seq: MIDDLE,
    });
  });

  it('shifts a letter from one field into the next', () => {
    const shifted = (bytes: Buffer): Buffer => {
      const at = bytes.indexOf('patient.open');
      bytes.writeUInt32BE(11, at - 4);
      const [letter, next] = [bytes.subarray(at + 11, at + 12), at + 16];
      const length = bytes.readUInt32BE(at + 12);
      const grown = Buffer.alloc(4);
      grown.writeUInt32BE(length + 1);
      return Buffer.concat([bytes.subarray(0, at + 11), grown, letter, bytes.subarray(next)]);
    };
    for (const keepLeaf of [true, false]) {
      namedByBoth(
        clinic,
        `field-shift-${keepLeaf}`,
        (db) => {
          const { bytes, leaf } = take(db, MIDDLE);
          const moved = shifted(bytes);
          expect(moved.length).toBe(take(db, MIDDLE).bytes.length);
          if (keepLeaf) put(db, MIDDLE, moved, leaf);
          else put(db, MIDDLE, moved, leafHash(moved));
        },
        { kind: 'edited', seq: MIDDLE },
      );
    }
  });

  it('moves in an entry of another workstation, and of another practice', () => {
    for (const change of [{ workstation: newId() }, { practice: newId() }]) {
      namedByBoth(clinic, `foreign-${Object.keys(change)}`, (db) => put(db, MIDDLE, encodeEntry({ ...entryAt(db, MIDDLE), ...change })), {
        kind: 'foreign',
        seq: MIDDLE,
      });
    }
  });

  it('removes a head, forges one, and puts one in place of another', () => {
    namedByBoth(clinic, 'head-gone', (db) => db.exec('DELETE FROM audit_head WHERE size = 98'), {
      kind: 'head-removed',
      seq: 95,
      until: 100,
    });
    const { privateKey } = generateKeyPairSync('ed25519');
    namedByBoth(clinic, 'head-forged', (db) => signAgain(db, privateKey), { kind: 'head-forged', seq: 0, until: 3 });
    namedByBoth(
      clinic,
      'head-copied',
      (db) =>
        db.exec(
          'UPDATE audit_head SET (bytes, device_signature, session_signature) = (SELECT bytes, device_signature, session_signature FROM audit_head WHERE size = 95) WHERE size = 98',
        ),
      { kind: 'head-forged', seq: 95, until: 95 },
    );
  });
});
