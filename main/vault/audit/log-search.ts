import type { AuditEntry } from '../../../shared/entry.ts';
import { Failure } from '../../../shared/failure.ts';
import type { Result } from '../../../shared/operations/table.ts';
import { may } from '../../../shared/permissions.ts';
import type { PhiAccess } from '../../gate/access.ts';
import type { ReadHandlers } from '../../gate/handlers.ts';
import { walkBack } from './log-walk.ts';
import { pseudonymsOfChart, type ReadingRoom } from './reading-room.ts';
import { reasonWords } from './reason-words.ts';

const PAGE = 50;
const NAMED_AT_MOST = 20;

/** The officer's log (45 CFR 164.308(a)(1)(ii)(D), information system activity review). Who may not name patients sees how many they were, and can't ask for one. */
export const searchLog =
  (room: ReadingRoom): ReadHandlers['audit.search'] =>
  (access, { userId, patientId, action, without, outcome, from, to, beforeSeq }) => {
    const naming = may(access.facts.actor.role, 'audit.name-patients');
    if (patientId !== undefined && !naming) throw new Failure('not-permitted');
    const catchingUp = room.catchUp(access);
    const pseudonyms = patientId === undefined ? undefined : pseudonymsOfChart(room, access.records, patientId);
    const filter = { user: userId, action, without, outcome, from, to, pseudonyms };
    const { entries, nextBefore } = walkBack(room.log, room.index, filter, beforeSeq, PAGE);
    return { lines: entries.map((entry) => lineOf(room, access, entry, naming)), nextBefore, size: room.log.size, catchingUp };
  };

const lineOf = (room: ReadingRoom, access: PhiAccess, entry: AuditEntry, naming: boolean): Result<'audit.search'>['lines'][number] => {
  const wanted = naming ? entry.patients.slice(0, NAMED_AT_MOST) : [];
  const patients = wanted.flatMap((pseudonym) => room.names.of(access.records, pseudonym) ?? []);
  return {
    seq: entry.seq,
    at: entry.time.wall,
    userId: entry.user,
    ...room.who(entry),
    workstation: access.facts.workstationName,
    operation: entry.operation,
    action: entry.action,
    outcome: entry.outcome,
    rows: entry.rows,
    reason: entry.reason,
    reasonWords: naming ? reasonWords(room.log, access.records, entry) : null,
    object: entry.object,
    patients,
    morePatients: entry.patients.length - patients.length,
  };
};
