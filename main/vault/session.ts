import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Answer, Call } from '../../shared/contract.ts';
import { Failure } from '../../shared/failure.ts';
import { newId } from '../../shared/ids.ts';
import type { Deadline } from '../../shared/moment.ts';
import { OPERATIONS } from '../../shared/operations/table.ts';
import type { HeadSigner } from '../audit/head.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Actor, CallFacts } from '../gate/access.ts';
import { isChangeName, isPhiName, isReleaseName, isVaultPlainName } from '../gate/handlers.ts';
import { type PaceLimits, ReadingPace } from '../gate/pace.ts';
import { Gate, type GateParts } from '../gate/pipeline.ts';
import { PlainGate } from '../gate/plain.ts';
import type { LedgerSink } from '../gate/recorder.ts';
import { ReleaseGate } from '../gate/release.ts';
import { rawPrivateKey } from '../keys/curve25519.ts';
import { deriveKey } from '../keys/derive.ts';
import { hasEnded, localDate } from '../ledger/account-end.ts';
import { readClocks } from '../session/clocks.ts';
import { Checkpointer } from '../store/checkpointer.ts';
import type { Store } from '../store/open.ts';
import { Reader } from '../store/statements.ts';
import { Announcements, sinkOf } from './announcements.ts';
import { checkInBackground } from './background-check.ts';
import { patientRights, phiHandlers } from './handlers.ts';
import type { MainLine } from './main-line.ts';
import { OutTray } from './out-tray.ts';
import { OutageKeeper } from './outage/keeper.ts';
import { areRecordsOlder, forgetCommitted, noteCommitted } from './outcomes.ts';
import { plainHandlers } from './plain-handlers.ts';
import type { SessionSpooler } from './printing/spooler.ts';
import { wayToPaper } from './printing/way-to-paper.ts';
import { keepReason, saltText } from './reasons.ts';
import { recordsNow } from './records-file.ts';
import { practiceSecret } from './records-meta.ts';
import { openRecords } from './records-opening.ts';
import { readSetup } from './schedule/setup.ts';
import { openSessionLog } from './session-log.ts';
import { settleIntents } from './settle.ts';
import type { Entrant } from './sign-in.ts';
import { TaskCounts, watchTasks } from './tasks/counts.ts';

/** What the vault does by itself in a session is about nobody. */
const OWN_WORK = { operation: 'vault.check', patients: [], object: null, purpose: null, detail: null };

/** So many entries are moved from the journals into the stores at once: each pass waits for the disk twice, and so does whoever writes meanwhile. */
const MOVED_TOGETHER = 64;

/** Everything that stands while one person is signed in, in the vault's own process. It is never closed piece by piece: at lock the process ends. */
export class OpenSession {
  readonly actor: Actor;
  readonly color: number;
  readonly #gate: Gate;
  readonly #plain: PlainGate;
  readonly #release: ReleaseGate;
  readonly #spooler: SessionSpooler;
  readonly #signer: HeadSigner;
  readonly #line: MainLine;
  readonly #timer: NodeJS.Timeout;
  readonly #stopTaskWatch: () => void;
  readonly #checkpointer: Checkpointer | null;
  readonly #records: Store;
  readonly #ledger: Store;
  /** Entries since both journals were last left to the thread. */
  #unmoved = 0;
  /** Keeps the sealed day list for outages, once it is told to begin. */
  readonly outage: OutageKeeper;
  /** The check of large stores, for the program of the worker thread. */
  readonly checkStores: (program: string, startMs?: number) => Promise<void>;
  /** A page asked for what it is not offered: nothing is done, and it stands in the log. Answers `audit-unavailable` where it can't. */
  readonly refuse: (call: Pick<Call, 'name'>) => Answer<unknown>;
  #deadline: Deadline = { wall: 0, boot: 0 };
  #ended = false;
  #logTrusted = true;
  /** True while the last draft is taken, which is after the end. */
  #lastDraft = false;

  /** `checkpointWorker` is the file of the thread that keeps the journals short; without one the connections do it. */
  constructor(entrant: Entrant, line: MainLine, limits: PaceLimits, checkpointWorker?: string | URL) {
    const { grant, person, ledger, keys } = entrant;
    const { place } = grant;
    const clocks = readClocks();
    this.#line = line;
    this.#spooler = wayToPaper(line);
    this.actor = { userId: person.user_id, name: person.name, role: person.role, sessionId: newId() };
    this.color = person.color;

    const records = openRecords(place.folder, recordsNow(ledger.roll), entrant.recordsKey, (count) =>
      line.say({ type: 'old-records-left', count }),
    );
    this.#records = records;
    this.#ledger = ledger.store;
    const journals = [
      { store: records, key: entrant.recordsKey },
      { store: ledger.store, key: ledger.key },
    ];
    this.#checkpointer = checkpointWorker === undefined ? null : new Checkpointer(journals, checkpointWorker);
    const reader = new Reader(records);
    const announcements = new Announcements(ledger);
    if (areRecordsOlder(reader, announcements)) {
      records.close();
      throw new Failure('store-older');
    }
    const secret = Buffer.from(practiceSecret(reader));
    const pseudonyms = keyFrom(deriveKey(secret, 'pseudonym'));
    const questions = keyFrom(deriveKey(secret, 'question'));
    const markKey = keyFrom(deriveKey(secret, 'outage-list'));
    secret.fill(0);

    const now = Date.now();
    const { log, signer, devicePublic } = openSessionLog(entrant, this.actor.sessionId, now);
    this.#signer = signer;
    const audit = this.#guarded(sinkOf(log, announcements, (entries) => this.#written(entries)));
    settleIntents({ log, announcements, records, audit, actor: this.actor });
    ledger.within(() => ledger.roll.signedIn(this.actor.userId, now));

    const facts = (): CallFacts => {
      const at = Date.now();
      const workstationName = nameOf(ledger.roll.setting('workstation'));
      return {
        actor: this.actor,
        practiceId: place.practiceId,
        workstationId: place.workstationId,
        workstationName,
        now: at,
        today: localDate(at),
      };
    };
    const live = (): boolean => {
      if (this.#ended) return this.#lastDraft;
      const { wall, boot } = clocks();
      if (hasEnded(person, localDate(Date.now()))) return false;
      return wall < this.#deadline.wall && boot < this.#deadline.boot;
    };
    const pseudonym = (patientId: string): string => pseudonymOf(pseudonyms, place.practiceId, patientId);
    const draftKey = keyFrom(deriveKey(rawPrivateKey(keys.exchange), 'draft'));
    const tray = new OutTray();
    const parts: GateParts = {
      store: records,
      audit,
      rights: patientRights,
      live,
      mayChange: () => this.#logTrusted,
      facts,
      pace: new ReadingPace(limits, () => clocks().boot),
      onBulkReading: () => line.say({ type: 'bulk-reading' }),
      handlers: phiHandlers({ ledger, draftKey, tray, spooler: this.#spooler, log, pseudonym, askDocument: () => line.askDocument() }),
      notes: {
        pseudonym,
        saltReason: (text) => {
          const salted = saltText(text);
          return { text, salt: salted.salt, hash: Buffer.from(salted.digest).toString('hex') };
        },
        keepReason: (writer, entry, code, salted) => keepReason(writer, entry, code, saltText(salted.text, salted.salt)),
        questionHash: (text) => createHmac('sha256', questions).update(text, 'utf8').digest('hex'),
        noteCommitted,
        forgetCommitted,
      },
    };
    this.#gate = new Gate(parts);
    this.#release = new ReleaseGate(parts);
    const counts = new TaskCounts(reader, this.actor, () => readSetup(ledger.roll).timeZone, person.last_sign_in ?? 0);
    this.#stopTaskWatch = watchTasks(counts, (news) => line.say({ type: 'task-news', ...news }));
    this.outage = new OutageKeeper({ reader, ledger, audit, actor: this.actor, place, pseudonym, markKey });
    this.#plain = new PlainGate({
      audit,
      live,
      actor: this.actor,
      handlers: plainHandlers({
        entrant,
        actor: this.actor,
        line,
        tray,
        spooler: this.#spooler,
        devicePublic,
        counts,
        seal: () => this.#announce(signer.seal()),
      }),
    });
    this.checkStores = (program, startMs) =>
      checkInBackground({
        records: { store: records, key: entrant.recordsKey },
        ledger,
        program,
        say: (state) => line.say({ type: 'store-check', state }),
        record: (what) => audit.append([{ ...OWN_WORK, user: this.actor.userId, session: this.actor.sessionId, ...what }]),
        ...(startMs === undefined ? {} : { startMs }),
      });
    this.refuse = ({ name }) => {
      if (!isPhiName(name)) return { ok: false, code: 'not-permitted' };
      const { userId: user, sessionId: session } = this.actor;
      const what = { operation: name, action: OPERATIONS[name].action, outcome: 'refused', reason: 'not-permitted', rows: 0 } as const;
      try {
        audit.append([{ ...OWN_WORK, user, session, ...what }]);
        return { ok: false, code: 'not-permitted' };
      } catch {
        return { ok: false, code: 'audit-unavailable' };
      }
    };
    this.#timer = setInterval(() => {
      this.#announce(this.#signer.tick());
      // The gate answers nothing more; main takes away what is on the screen.
      if (hasEnded(person, localDate(Date.now()))) line.say({ type: 'account-ended' });
    }, 250);
  }

  /** Main's word on how long this session may answer; its own clocks keep it. */
  setDeadline(until: Deadline): void {
    this.#deadline = until;
  }

  /** Main's word on the log: while it is not to be trusted the records are read-only. */
  setLogTrusted(trusted: boolean): void {
    this.#logTrusted = trusted;
  }

  /** Main has written in the log as well: this session's heads cover its entries, within the same second. */
  recorded(entries: number): void {
    if (!this.#ended) this.#announce(this.#signer.appended(entries));
  }

  async answer(call: Call): Promise<Answer<unknown>> {
    if (this.#ended) return this.#afterTheEnd(call);
    if (isReleaseName(call.name)) return this.#release.answer(call.name, call.input, call.reason);
    if (isPhiName(call.name)) {
      const given = this.#gate.answer(call.name, call.input, call.reason);
      if (!this.#records.open) this.#line.say({ type: 'records-closed' });
      if (isChangeName(call.name)) {
        this.#checkpointer?.nudge(this.#records);
        // a draft is kept at every pause of whoever types, and is on no list
        if (call.name !== 'draft.keep') this.outage.nudge();
      }
      return given;
    }
    if (isVaultPlainName(call.name)) return this.#plain.answer(call.name, call.input);
    return { ok: false, code: 'unknown-operation' };
  }

  /** The session is over: until the process is killed only what was being typed is still taken, and the log gets its last head by this session's key. */
  end(): void {
    this.#ended = true;
    this.#spooler.end();
    clearInterval(this.#timer);
    this.#stopTaskWatch();
    this.outage.end();
    void this.#checkpointer?.end();
    this.#announce(this.#signer.seal());
  }

  /** The page's answer to the lock is its last draft, sealed and kept in the moment before the kill; whatever else it asks is too late. */
  #afterTheEnd(call: Call): Answer<unknown> {
    if (call.name !== 'draft.keep') return { ok: false, code: 'locked' };
    this.#lastDraft = true;
    try {
      return this.#gate.answer(call.name, call.input);
    } finally {
      this.#lastDraft = false;
      this.#announce(this.#signer.seal());
    }
  }

  /** The log for as long as the session lives. */
  #guarded(sink: LedgerSink): LedgerSink {
    const live = (): void => {
      if (this.#ended && !this.#lastDraft) throw new Failure('locked');
    };
    return {
      append: (drafts) => {
        live();
        return sink.append(drafts);
      },
      together: (work) => {
        live();
        return sink.together(work);
      },
    };
  }

  /** Entries of this session are durable. */
  #written(entries: number): void {
    this.#announce(this.#signer.appended(entries));
    this.#unmoved += entries;
    if (this.#unmoved < MOVED_TOGETHER) return;
    this.#unmoved = 0;
    // a reading keeps its reason in the records
    for (const store of [this.#ledger, this.#records]) this.#checkpointer?.nudge(store);
  }

  #announce(head: { readonly size: number; readonly root: string } | undefined): void {
    if (head !== undefined) this.#line.say({ type: 'head', size: head.size, root: head.root });
  }
}

const keyFrom = (bytes: Buffer): KeyObject => {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
};

const nameOf = (setting: unknown): string =>
  typeof setting === 'object' && setting !== null && 'name' in setting && typeof setting.name === 'string' ? setting.name : '';
