import { createSecretKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { AuditLog, type StoredEntry } from '../../../main/audit/log.ts';
import { pseudonymOf } from '../../../main/audit/pseudonym.ts';
import { verifyAtOnce } from '../../../main/audit/verify.ts';
import { deriveKey } from '../../../main/keys/derive.ts';
import { checkStore } from '../../../main/store/check.ts';
import type { Store } from '../../../main/store/open.ts';
import { Reader } from '../../../main/store/statements.ts';
import { committed } from '../../../main/vault/outcomes.ts';
import { practiceSecret } from '../../../main/vault/records-meta.ts';
import type { Remains } from '../workload.ts';
import { type Acknowledged, acknowledged, digest } from './clinic.ts';
import { ABOUT, isFounded, openBoth, PRACTICE, signIn, WORKSTATION } from './desk.ts';

/** Judges a folder after a crash: both stores whole, the log intact, every acknowledged answer kept and audited, nothing half, and every open intent settled as the records have it. */
export const judgeClinic = async ({ dir, acked }: Remains): Promise<readonly string[]> => {
  const notes = acked.map((line) => acknowledged.parse(JSON.parse(line)));
  if (!isFounded(dir)) return notes.length > 0 ? ['an acknowledged practice is missing'] : [];
  // Set-up makes its stores in a folder that is no practice before the card stands; what is half made there is thrown away.
  if (notes.length === 0) return [];
  const before = await look(dir, (seen) => [...kept(seen, notes), ...nothingHalf(seen), ...intact(seen.ledger)]);
  signIn(dir).end();
  const after = await look(dir, (seen) => [...settled(seen), ...intact(seen.ledger)]);
  return [...before, ...after.map((fault) => `after the next sign-in: ${fault}`)];
};

interface Seen {
  readonly ledger: Store;
  readonly reader: Reader;
  readonly entries: readonly StoredEntry[];
  readonly pseudonym: (patientId: string) => string;
}

const look = async (dir: string, judge: (seen: Seen) => string[]): Promise<string[]> => {
  const { ledger, records } = openBoth(dir);
  try {
    checkStore(ledger, 'full');
    checkStore(records, 'full');
    const reader = new Reader(records);
    const log = new AuditLog(ledger, {
      practice: PRACTICE,
      workstation: WORKSTATION,
      appVersion: '0.1.0',
      policy: () => '00'.repeat(32),
      clock: () => ({ wall: 0, boot: 0, server: null }),
    });
    const key = pseudonymKey(reader);
    return judge({ ledger, reader, entries: log.read(0, log.size), pseudonym: (id) => pseudonymOf(key, PRACTICE, id) });
  } finally {
    ledger.close();
    records.close();
  }
};

const pseudonymKey = (reader: Reader): KeyObject => createSecretKey(deriveKey(Buffer.from(practiceSecret(reader)), 'pseudonym'));

const patientRow = z.strictObject({
  version: z.int(),
  note: z.string().nullable(),
  changes: z.int(),
  createdSeq: z.int(),
  findable: z.int(),
});

const rowOf = (reader: Reader, patientId: string): z.infer<typeof patientRow> | undefined =>
  reader.get(
    patientRow,
    `SELECT p.version, p.deskNote AS note, p.created_seq AS createdSeq,
       (SELECT count(DISTINCT version) FROM patient_change c WHERE c.patient = p.id) AS changes,
       (SELECT count(*) FROM patient WHERE name_key = p.name_key) AS findable
     FROM patient p WHERE p.patient_id = ?`,
    patientId,
  );

/** What was said to be saved is saved, what was shown is recorded, and each under the patient's own pseudonym. */
const kept = ({ reader, entries, pseudonym }: Seen, notes: readonly Acknowledged[]): string[] => {
  const faults: string[] = [];
  const expected = new Map<string, number>();
  const latest = new Map<string, { version: number; note: string }>();
  for (const note of notes) {
    if (note.did === 'found') continue;
    const action = note.did === 'open' ? 'patient.read' : note.did === 'register' ? 'patient.create' : 'patient.update';
    const about = `${action} ${note.did === 'open' ? 'allowed' : 'committed'} ${pseudonym(note.patientId)}`;
    expected.set(about, (expected.get(about) ?? 0) + 1);
    if (note.did === 'register') latest.set(note.patientId, { version: 1, note: note.note });
    if (note.did === 'update') latest.set(note.patientId, { version: note.version, note: note.note });
  }
  for (const [patientId, { version, note }] of latest) {
    const row = rowOf(reader, patientId);
    if (row === undefined) faults.push('an acknowledged patient is lost');
    else if (row.version < version) faults.push(`an acknowledged change is lost: version ${row.version} instead of ${version}`);
    else if (row.version === version && digest(row.note ?? '') !== note)
      faults.push('a patient is there with other words than were acknowledged');
  }
  const counted = new Map<string, number>();
  for (const { entry } of entries)
    for (const patient of entry.patients) {
      const about = `${entry.action} ${entry.outcome} ${patient}`;
      counted.set(about, (counted.get(about) ?? 0) + 1);
    }
  for (const [about, count] of expected)
    if ((counted.get(about) ?? 0) < count)
      faults.push(`${count - (counted.get(about) ?? 0)} acknowledged entries are lost: ${about.split(' ').slice(0, 2).join(' ')}`);
  return faults;
};

const everyPatient = z.strictObject({ patientId: z.uuid() });

/** A patient has one history row for each version after the first, can be found, and was announced in the log before being written. */
const nothingHalf = ({ reader, entries }: Seen): string[] => {
  const intents = new Map(entries.flatMap(({ entry, id }) => (entry.outcome === 'intent' ? [[entry.seq, id] as const] : [])));
  const told = new Set(entries.flatMap(({ entry }) => (entry.outcome === 'committed' && entry.detail !== null ? [entry.detail] : [])));
  return reader.all(everyPatient, 'SELECT patient_id AS patientId FROM patient').flatMap(({ patientId }) => {
    const row = rowOf(reader, patientId);
    if (row === undefined) return ['a patient row can not be read'];
    const intent = intents.get(row.createdSeq);
    return [
      ...(row.changes === row.version - 1 ? [] : [`a patient of version ${row.version} has ${row.changes} versions of history`]),
      ...(intent !== undefined ? [] : ['a patient stands in the records whom the log never announced']),
      ...(intent === undefined || told.has(intent) || committed(reader, intent) !== undefined
        ? []
        : ['a patient stands in the records without the note of its entry']),
    ];
  });
};

/** What the patients themselves say of a change, whatever is noted about it. */
const MADE = 'SELECT 1 FROM patient WHERE created_seq = ? UNION ALL SELECT 1 FROM patient_change WHERE entry_seq = ?';

/** Each announced change has exactly one outcome, and it is the one the records tell. */
const settled = ({ reader, entries }: Seen): string[] => {
  const outcomes = new Map<string, string[]>();
  for (const { entry } of entries)
    if (entry.outcome !== 'intent' && entry.detail !== null)
      outcomes.set(entry.detail, [...(outcomes.get(entry.detail) ?? []), entry.outcome]);
  return entries.flatMap(({ entry, id }) => {
    if (entry.outcome !== 'intent') return [];
    const told = outcomes.get(id) ?? [];
    const truth = reader.get(z.unknown(), MADE, entry.seq, entry.seq) === undefined ? 'failed' : 'committed';
    return told.length === 1 && told[0] === truth
      ? []
      : [`entry ${entry.seq} announced a change that ${truth}; the log says ${told.join(', ') || 'nothing'}`];
  });
};

const intact = (ledger: Store): string[] => {
  const { finding } = verifyAtOnce(ledger, ABOUT);
  return finding === null ? [] : [`the log is not intact: ${JSON.stringify(finding)}`];
};
