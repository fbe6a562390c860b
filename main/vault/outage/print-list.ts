import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import type { Input } from '../../../shared/operations/table.ts';
import { may, type Role } from '../../../shared/permissions.ts';
import type { AuditLog } from '../../audit/log.ts';
import type { Actor } from '../../gate/access.ts';
import { toMinimumView } from '../../gate/answer.ts';
import { AlreadyRecorded, endOf, outcomeOf, type Recorded, Recorder } from '../../gate/recorder.ts';
import { openFor } from '../../keys/sealed-for.ts';
import { failureOf } from '../../store/open.ts';
import { Announcements, sinkOf } from '../announcements.ts';
import type { Place } from '../control.ts';
import { Paper } from '../printing/paper.ts';
import { sayDay, sayMoment } from '../printing/say.ts';
import { setDay } from '../printing/set-day.ts';
import type { Spooler } from '../printing/spooler.ts';
import { PRINT_WORDS } from '../printing/words.ts';
import { openSessionLog } from '../session-log.ts';
import type { Proven } from '../sign-in.ts';
import { digestOf, keptList } from './keeper.ts';
import { OUTAGE_FILE, type OutageHeader, type OutageList, readHeader, readList } from './list.ts';

type Order = Pick<Input<'door.print-outage-list'>, 'day' | 'printer' | 'language'>;

/** A day set on paper. */
interface SetList {
  readonly paper: Pick<ReturnType<Paper['end']>, 'pdf' | 'pages' | 'sheet'>;
  /** As the log names them. */
  readonly pseudonyms: readonly string[];
  readonly visits: number;
}

/** The newest head of the log, signed by the person's own key. */
type Head = NonNullable<ReturnType<ReturnType<typeof openSessionLog>['signer']['close']>>;

/**
 * Prints one day of the sealed list for a person who has proven to be themselves, without the records: opened with their own key, announced in the log with the patients before the first byte leaves, then
 * handed over. What is done and what is refused stands in the log under a session of its own, certified by the person's key as any other. `signed` hears of its head. The ledger is closed afterwards.
 *
 * Throws Failure `not-permitted`, `outage-none`, `outage-altered`, `audit-unavailable`, `print-unrecorded`, and what the spooler says.
 */
export const printOutageList = async (proven: Proven, order: Order, spooler: Spooler, signed: (head: Head) => void): Promise<void> => {
  const { person, ledger } = proven;
  const actor: Actor = { userId: person.user_id, name: person.name, role: person.role, sessionId: newId() };
  const { log, signer } = openSessionLog(proven, actor.sessionId, Date.now());
  const head = (made: Head | undefined): void => {
    if (made !== undefined) signed(made);
  };
  try {
    const recorder = recorderOf(log, proven, (entries) => head(signer.appended(entries)));
    await release(recorder, actor, order.printer, spooler, () => setList(proven, order));
  } catch (error) {
    throw error instanceof AlreadyRecorded ? error.failure : error;
  } finally {
    try {
      head(signer.close());
    } finally {
      ledger.store.close();
    }
  }
};

/** The file's own names for patients are the log's. */
const recorderOf = (log: AuditLog, { ledger }: Proven, appended: (entries: number) => void): Recorder =>
  new Recorder(sinkOf(log, new Announcements(ledger), appended), (pseudonym) => pseudonym);

const release = async (recorder: Recorder, actor: Actor, printer: string, spooler: Spooler, set: () => Promise<SetList>): Promise<void> => {
  const said = { actor, operation: 'door.print-outage-list', action: 'print' } as const;
  const nobody = { patients: [], rows: 0 };
  let list: SetList;
  try {
    list = await set();
  } catch (error) {
    recorder.record({ ...said, ...nobody, outcome: outcomeOf(failureOf(error)) });
    throw error;
  }
  const { paper, pseudonyms: patients, visits: rows } = list;
  const { pdf, pages, sheet } = paper;
  const intent = recorder.record({ ...said, outcome: 'intent', patients, rows: 0 });
  try {
    await spooler.print(pdf, { printer, copies: 1, pages, sheet });
  } catch (error) {
    recorder.record({ ...said, outcome: endOf(failureOf(error)), patients, rows: 0, detail: intent.leaf });
    throw error;
  } finally {
    pdf.fill(0);
  }
  recordDone(() => recorder.record({ ...said, outcome: 'committed', patients, rows, detail: intent.leaf }));
};

/** It is out. Where the closing line can't be written the person must not be told that it is not. */
const recordDone = (record: () => Recorded): void => {
  try {
    record();
  } catch (cause) {
    throw new Failure('print-unrecorded', { cause });
  }
};

const setList = async ({ person, ledger, keys, grant: { place } }: Proven, { day, language }: Order): Promise<SetList> => {
  if (person.state !== 'active' || !may(person.role, 'outage.print')) throw new Failure('not-permitted');
  const file = await readNewest(place, keptList(ledger.roll));
  const opened = await openFor(person.user_id, keys.exchange, file).catch((cause: unknown) => {
    throw new Failure('outage-altered', { cause });
  });
  // their role or their keys are younger than the list
  if (opened === null) throw new Failure('outage-none');
  try {
    const header = readHeader(opened.header);
    if (header.practiceId !== place.practiceId || header.workstationId !== place.workstationId) throw new Failure('outage-altered');
    return onPaper(header, readList(opened.plaintext), person, { day, language });
  } finally {
    opened.plaintext.fill(0);
  }
};

/** The file, as the ledger knows it: of another moment, another workstation, or changed by a byte it is none. */
const readNewest = async ({ folder }: Place, known: ReturnType<typeof keptList>): Promise<Buffer> => {
  const file = await readOutageFile(folder);
  if (file === null) throw new Failure('outage-none');
  const digest = digestOf(file);
  if (known === undefined || (digest !== known.digest && digest !== known.before)) throw new Failure('outage-altered');
  return file;
};

/** The file as it lies there; null where there is none. */
export const readOutageFile = async (folder: string): Promise<Buffer | null> => {
  try {
    return await readFile(join(folder, OUTAGE_FILE));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new Failure('outage-altered', { cause });
  }
};

interface Reader {
  readonly name: string;
  readonly role: Role;
}

const onPaper = (
  { madeAt, timeZone }: OutageHeader,
  { practice, providers, visitTypes, days }: OutageList,
  { name, role }: Reader,
  { day, language }: Pick<Order, 'day' | 'language'>,
): SetList => {
  const wanted = days.find((one) => one.day === day);
  if (wanted === undefined) throw new Failure('outage-none');
  const { visits } = wanted;
  const pseudonyms = [...new Set(visits.map(({ pseudonym }) => pseudonym))];
  toMinimumView(role, visits);
  const { by, page, mark, day: words, madeAt: sayMade } = PRINT_WORDS[language];
  const paper = Paper.letter({ left: by(name, sayMoment(Date.now(), timeZone, language)), page, mark })
    .line(practice, { dim: true })
    .line(words.title, { bold: true, size: 18 })
    .line(sayDay(day, language), { size: 13 })
    .line(sayMade(sayMoment(madeAt, timeZone, language)), { bold: true });
  setDay(paper, { providers, visitTypes, visits }, language);
  return { paper: paper.end(), pseudonyms, visits: visits.length };
};
