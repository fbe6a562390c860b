import { createHash, createHmac, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { EntryDraft } from '../../../shared/entry.ts';
import type { ScheduleSetup } from '../../../shared/operations/schedule.ts';
import { may } from '../../../shared/permissions.ts';
import type { Actor } from '../../gate/access.ts';
import type { LedgerSink } from '../../gate/recorder.ts';
import { type Recipient, sealFor } from '../../keys/sealed-for.ts';
import { hasEnded, localDate } from '../../ledger/account-end.ts';
import type { Roll } from '../../ledger/roll.ts';
import { writeWholeMeanwhile } from '../../store/durable-file.ts';
import { failureOf } from '../../store/open.ts';
import type { Reader } from '../../store/statements.ts';
import type { Place } from '../control.ts';
import type { LedgerSide } from '../ledger-side.ts';
import { practiceName } from '../practice-name.ts';
import { readSetup } from '../schedule/setup.ts';
import { wallClock } from '../tasks/wall-clock.ts';
import { daysKept, gatherDays } from './gather.ts';
import { headerBytes, listBytes, OUTAGE_FILE } from './list.ts';

export interface OutageKeeperParts {
  readonly reader: Reader;
  readonly ledger: LedgerSide;
  readonly audit: LedgerSink;
  readonly actor: Actor;
  readonly place: Place;
  readonly pseudonym: (patientId: string) => string;
  /** Of the keyed hash that tells whether anything changed. */
  readonly markKey: KeyObject;
}

const kept = z.strictObject({
  /** SHA-256 of the file, hex. */
  digest: z.string(),
  /** Of the file before it, while it is not known to be replaced. */
  before: z.string().nullable(),
  /** Keyed hash of what is in it and for whom. */
  mark: z.string(),
  madeAt: z.int(),
});
type Kept = z.infer<typeof kept>;

/** What the ledger knows of the newest list; undefined where none was made. */
export const keptList = (roll: Roll): Kept | undefined => kept.safeParse(roll.setting('outage-list')).data;

export const digestOf = (file: Uint8Array): string => createHash('sha256').update(file).digest('hex');

/** What a list made now would be made of. */
interface Wanted {
  readonly setup: ScheduleSetup;
  readonly today: string;
  readonly people: readonly Recipient[];
  /** The same in one text: another one means that a new list is due. */
  readonly madeFor: string;
}

/** So long after the last change of many, and so long after the first of them at most. */
const QUIET_MS = 60_000;
const AT_MOST_MS = 300_000;
/** A list in which nothing changed is made anew after this, so that it says how young it is. */
const FRESH_MS = 3_600_000;
/** After one that could not be made. */
const AGAIN_MS = 300_000;
const LOOK_EVERY_MS = 5_000;

/**
 * Keeps the sealed day list for outages while a session is open: soon after the sign-in, again a few minutes after visits changed, at once when staff or set-up changed or the day is over. It is work of
 * the vault's own, in short pieces; nothing of it is answered to anybody. What is sealed leaves the vault as a file, so each making is an entry, durable before the file is written.
 */
export class OutageKeeper {
  readonly #parts: OutageKeeperParts;
  #timer: NodeJS.Timeout | null = null;
  #ended = false;
  #making = false;
  /** For whom, under which set-up and on which day the newest list was made. */
  #madeFor = '';
  #madeAt = 0;
  #firstChange: number | null = null;
  #lastChange = 0;
  #notBefore = 0;

  constructor(parts: OutageKeeperParts) {
    this.#parts = parts;
  }

  begin(everyMs = LOOK_EVERY_MS): void {
    this.#timer = setInterval(() => void this.look(), everyMs);
  }

  end(): void {
    this.#ended = true;
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  /** Visits or charts changed. */
  nudge(): void {
    this.#lastChange = Date.now();
    this.#firstChange ??= this.#lastChange;
  }

  /** Makes the list where it is time to. Resolves when that is done, and never fails: what stood in the way is an entry, and it is tried again. */
  async look(): Promise<void> {
    const now = Date.now();
    if (this.#ended || this.#making || now < this.#notBefore) return;
    this.#making = true;
    try {
      const wanted = this.#wanted(now);
      if (this.#isDue(wanted.madeFor, now)) await this.#make(wanted, now);
    } catch (error) {
      this.#notBefore = now + AGAIN_MS;
      // whatever changed is still in no list
      this.#madeFor = '';
      this.#failed(failureOf(error).code);
    } finally {
      this.#making = false;
    }
  }

  #isDue(madeFor: string, now: number): boolean {
    if (madeFor !== this.#madeFor || Math.abs(now - this.#madeAt) >= FRESH_MS) return true;
    return this.#firstChange !== null && (now - this.#lastChange >= QUIET_MS || now - this.#firstChange >= AT_MOST_MS);
  }

  #wanted(now: number): Wanted {
    const { ledger } = this.#parts;
    const setup = readSetup(ledger.roll);
    const today = wallClock(setup.timeZone, now).day;
    const people = entitled(ledger.roll, now);
    const keys = people.map(({ userId, exchangePublic }) => `${userId} ${Buffer.from(exchangePublic).toString('hex')}`);
    return { setup, today, people, madeFor: JSON.stringify([today, setup.version, keys]) };
  }

  async #make({ setup, today, people, madeFor }: Wanted, now: number): Promise<void> {
    const { reader, place, pseudonym, markKey, ledger } = this.#parts;
    const { timeZone } = setup;
    const days = daysKept(reader, setup, today);
    // what changes from here on is in the next one
    this.#firstChange = null;
    const plaintext = listBytes({
      practice: practiceName(ledger.roll),
      providers: setup.providers.map(({ providerId, name, active }) => ({ providerId, name, active })),
      visitTypes: setup.visitTypes.map(({ visitTypeId, name }) => ({ visitTypeId, name })),
      days: await gatherDays(reader, days, pseudonym),
    });
    try {
      const mark = createHmac('sha256', markKey).update(madeFor).update(plaintext).digest('hex');
      const header = { format: 1 as const, practiceId: place.practiceId, workstationId: place.workstationId, madeAt: now, timeZone, days };
      const known = keptList(ledger.roll);
      const onDisk = await this.#onDisk();
      const isYoung = known !== undefined && now >= known.madeAt && now - known.madeAt < FRESH_MS;
      if (isYoung && known.mark === mark && known.digest === onDisk) return this.#done(madeFor, known.madeAt);
      const file = await sealFor(people, headerBytes(header), plaintext);
      if (this.#ended) return;
      const digest = digestOf(file);
      const before = onDisk !== null && (onDisk === known?.digest || onDisk === known?.before) ? onDisk : null;
      const next: Kept = { digest, before, mark, madeAt: now };
      this.#parts.audit.together((append) => {
        ledger.roll.set('outage-list', next);
        append(this.#entry('allowed', null, digest, people.length));
      });
      await writeWholeMeanwhile(place.folder, OUTAGE_FILE, file);
      // from here on the one before is an older copy
      if (!this.#ended) ledger.within(() => ledger.roll.set('outage-list', { ...next, before: null }));
      this.#done(madeFor, now);
    } finally {
      plaintext.fill(0);
    }
  }

  #done(madeFor: string, madeAt: number): void {
    this.#madeFor = madeFor;
    this.#madeAt = madeAt;
  }

  async #onDisk(): Promise<string | null> {
    try {
      return digestOf(await readFile(join(this.#parts.place.folder, OUTAGE_FILE)));
    } catch {
      return null;
    }
  }

  #failed(reason: string): void {
    try {
      if (!this.#ended) this.#parts.audit.append([this.#entry('failed', reason, null, 0)]);
    } catch {
      // a log that can't be written stops everything else as well, and says so there
    }
  }

  /** About nobody: who is on a list that nobody has opened yet is in the schedule's own entries. `object` is the file's SHA-256, `rows` how many people it is sealed to. */
  #entry(outcome: 'allowed' | 'failed', reason: string | null, object: string | null, rows: number): EntryDraft {
    const { userId: user, sessionId: session } = this.#parts.actor;
    const about = { operation: 'vault.outage-list', action: 'outage.seal', patients: [], purpose: null, detail: null } as const;
    return { ...about, patients: [], user, session, object, outcome, reason, rows };
  }
}

/** Who may open the list, with the keys they have now. */
const entitled = (roll: Roll, now: number): Recipient[] => {
  const today = localDate(now);
  return roll.everyone().flatMap((person) => {
    const slot = roll.slot(person.user_id);
    const is = person.state === 'active' && !hasEnded(person, today) && may(person.role, 'outage.print');
    return is && slot !== undefined ? [{ userId: person.user_id, exchangePublic: slot.exchange_public }] : [];
  });
};
