import type { KeyObject } from 'node:crypto';
import { Failure } from '../../shared/failure.ts';
import type { AuditLog } from '../audit/log.ts';
import type { PhiHandlers } from '../gate/handlers.ts';
import type { RightsQuery } from '../gate/rights.ts';
import { open, seal } from '../keys/seal.ts';
import { auditReads } from './audit/handlers.ts';
import { ReadingRoom } from './audit/reading-room.ts';
import { draftChanges, draftReads, type SealForAuthor } from './drafts.ts';
import { importChanges, importReads } from './import/handlers.ts';
import type { DocumentWorker } from './import/reading-room.ts';
import type { LedgerSide } from './ledger-side.ts';
import type { OutTray } from './out-tray.ts';
import { findDuplicates } from './patients/duplicates.ts';
import { patientChanges, patientReads } from './patients/handlers.ts';
import { visibility } from './patients/rights.ts';
import { searchPatients } from './patients/search.ts';
import { practiceName } from './practice-name.ts';
import { printReads, printReleases } from './printing/handlers.ts';
import type { PrintDesk } from './printing/print-desk.ts';
import { PrintTray } from './printing/print-tray.ts';
import type { Spooler } from './printing/spooler.ts';
import { scheduleChanges, scheduleReads } from './schedule/handlers.ts';
import { readSetup } from './schedule/setup.ts';
import { taskChanges, taskReads } from './tasks/handlers.ts';
import { TaskPeople } from './tasks/people.ts';

export interface HandlerParts {
  readonly ledger: LedgerSide;
  /** The signed-in person's own key for what they are typing. */
  readonly draftKey: KeyObject;
  /** A fresh document worker. */
  readonly askDocument: () => Promise<DocumentWorker>;
  /** Where files made of records wait to be taken out. */
  readonly tray: OutTray;
  readonly spooler: Spooler;
  readonly log: AuditLog;
  readonly pseudonym: (patientId: string) => string;
}

/** Every PHI operation and who answers it. */
export const phiHandlers = ({ ledger, draftKey, askDocument, tray, spooler, log, pseudonym }: HandlerParts): PhiHandlers => {
  const staff = (userId: string): { name: string; role: import('../../shared/permissions.ts').Role } | undefined => {
    const person = ledger.roll.find({ userId });
    return person === undefined || person.state === 'removed' ? undefined : { name: person.name, role: person.role };
  };
  const author = sealFor(draftKey);
  const setupNow = () => readSetup(ledger.roll);
  const room = new ReadingRoom({ ledger: ledger.store, log, pseudonym, staff: (userId) => ledger.roll.find({ userId }) });
  const taskParts = { people: new TaskPeople(ledger.roll), timeZone: () => setupNow().timeZone };
  const desk: PrintDesk = { tray: new PrintTray(), setupNow, practice: () => practiceName(ledger.roll) };
  return {
    reads: {
      'patient.search': searchPatients,
      'patient.duplicates': findDuplicates,
      ...patientReads(staff),
      ...draftReads(author),
      ...importReads(tray),
      ...auditReads(room),
      ...scheduleReads(setupNow),
      ...taskReads(taskParts),
      ...printReads(desk),
    },
    changes: {
      ...patientChanges(staff),
      ...draftChanges(author),
      ...importChanges(askDocument),
      ...scheduleChanges(setupNow),
      ...taskChanges(taskParts),
    },
    releases: printReleases(desk, spooler, ledger),
  };
};

/** What decides about a patient before a call, for all patients of the call at once. */
export const patientRights: RightsQuery = (reader, role, userId, patientIds, today) =>
  [...visibility(reader, role, userId, patientIds, today)].map(([patientId, seen]) => ({ patientId, ...seen }));

const sealFor = (key: KeyObject): SealForAuthor => ({
  seal: (plain, bound) => seal(key, bound, plain),
  open: (sealed, bound) => {
    const { header, plaintext } = open(key, sealed);
    if (!header.equals(bound)) throw new Failure('key-altered');
    return plaintext;
  },
});
