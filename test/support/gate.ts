import { createHmac, createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { HeadSigner } from '../../main/audit/head.ts';
import { AuditLog } from '../../main/audit/log.ts';
import { pseudonymOf } from '../../main/audit/pseudonym.ts';
import type { Actor } from '../../main/gate/access.ts';
import type { PhiHandlers, ReleaseName } from '../../main/gate/handlers.ts';
import { NO_LIMITS, type PaceLimits, ReadingPace } from '../../main/gate/pace.ts';
import { Gate, type GateParts } from '../../main/gate/pipeline.ts';
import type { AuditSink } from '../../main/gate/recorder.ts';
import { ReleaseGate } from '../../main/gate/release.ts';
import { migrate } from '../../main/store/migrate.ts';
import { LEDGER_PATH } from '../../main/store/migrations/ledger/path.ts';
import { openStore, type Store } from '../../main/store/open.ts';
import { Announcements, sinkOf } from '../../main/vault/announcements.ts';
import { patientRights, phiHandlers } from '../../main/vault/handlers.ts';
import type { DocumentWorker } from '../../main/vault/import/reading-room.ts';
import { ledgerSide } from '../../main/vault/ledger-side.ts';
import { OutTray } from '../../main/vault/out-tray.ts';
import { forgetCommitted, noteCommitted } from '../../main/vault/outcomes.ts';
import type { Spooler } from '../../main/vault/printing/spooler.ts';
import { keepReason, saltText } from '../../main/vault/reasons.ts';
import type { Answer, Reason } from '../../shared/contract.ts';
import type { AuditEntry } from '../../shared/entry.ts';
import { Failure } from '../../shared/failure.ts';
import { newId } from '../../shared/ids.ts';
import type { Asked, PhiName, Value } from '../../shared/operations/table.ts';
import type { Role } from '../../shared/permissions.ts';
import { anActor, freshKey, openTestRecords, type TestRecords } from './access.ts';

/** The gate over a real records store and a real ledger, both SQLCipher, as an open session has it. */
export interface TestGate {
  readonly records: TestRecords;
  readonly ledger: Store;
  readonly actor: Actor;
  /** Asks as this person; another role, or another person of a role, by `as`. */
  readonly ask: <K extends PhiName>(name: K, input: Asked<K>, reason?: Reason) => Answer<Value<K>>;
  /** Asks for what hands something over, with whatever a page might send. */
  readonly release: (name: ReleaseName, input: unknown, reason?: unknown) => Promise<Answer<unknown>>;
  /** Asks with whatever a page might send. */
  readonly askRaw: (name: PhiName, input: unknown, reason?: unknown) => Answer<unknown>;
  /** The same stores with another person signed in. */
  readonly as: (role: Role, special?: Special) => TestGate;
  /** Where files made of records wait. */
  readonly tray: OutTray;
  readonly pseudonym: (patientId: string) => string;
  readonly log: AuditLog;
  readonly sink: AuditSink;
  /** Every entry since the beginning, or since the number given. */
  readonly entries: (from?: number) => AuditEntry[];
  readonly close: () => void;
}

export interface Special {
  readonly live?: () => boolean;
  readonly mayChange?: () => boolean;
  readonly handlers?: (real: PhiHandlers) => PhiHandlers;
  readonly sink?: (real: AuditSink) => AuditSink;
  readonly today?: string;
  /** When this person sits down, epoch ms. */
  readonly now?: number;
  readonly actor?: Actor;
  readonly askDocument?: () => Promise<DocumentWorker>;
  readonly spooler?: Spooler;
  readonly pace?: PaceLimits;
  readonly onBulkReading?: () => void;
}

const noWorker = (): Promise<DocumentWorker> => Promise.reject(new Failure('internal'));

/** A system that prints everything, on one printer: the edge of the machine. */
export const PRINTER = 'Front-Desk';
const willingSpooler: Spooler = {
  printers: () => Promise.resolve({ names: [PRINTER], usual: PRINTER }),
  print: () => Promise.resolve(),
};

const openTestLedger = (records: TestRecords): Store => {
  const key = freshKey();
  const reopen = (file: string) => openStore({ file, key, mode: 'existing', cacheMiB: 4 });
  const ledger = openStore({ file: `${records.folder}/ledger.db`, key, mode: 'create', cacheMiB: 4 });
  migrate({ store: ledger, path: LEDGER_PATH, reopen, now: records.facts.now });
  return ledger;
};

export const openTestGate = (
  role: Role = 'owner',
  special: Special = {},
  records: TestRecords = openTestRecords(),
  ledger: Store = openTestLedger(records),
): TestGate => {
  const { practiceId, workstationId, now } = records.facts;
  const clock = { wall: now, boot: 1_000 };
  const log = new AuditLog(ledger, {
    practice: practiceId,
    workstation: workstationId,
    appVersion: '0.1.0',
    policy: () => 'a'.repeat(64),
    clock: () => {
      clock.wall += 1;
      clock.boot += 1;
      return { ...clock, server: null };
    },
  });
  const deviceKey = generateKeyPairSync('ed25519').privateKey;
  const signer = new HeadSigner(ledger, { practice: practiceId, workstation: workstationId, deviceKey, now: () => clock.wall });
  let unsigned = 0;
  const side = ledgerSide(ledger, records.key);
  const sink = sinkOf(log, new Announcements(side), (entries) => {
    unsigned += entries;
    if (unsigned < 64) return;
    signer.closeTail();
    unsigned = 0;
  });
  const pseudonyms = createSecretKey(randomBytes(32));
  const pseudonym = (patientId: string): string => pseudonymOf(pseudonyms, practiceId, patientId);
  const draftKey = freshKey();
  const tray = new OutTray();

  const sit = (
    as: Role,
    {
      live = () => true,
      mayChange = () => true,
      handlers = (real) => real,
      sink: wrap = (real) => real,
      today,
      actor: known,
      askDocument = noWorker,
      spooler = willingSpooler,
      ...special
    }: Special,
  ): TestGate => {
    const actor = known ?? (as === 'owner' ? records.facts.actor : anActor(as, `A ${as}`));
    const member = {
      userId: actor.userId,
      signInName: `u${actor.userId}`,
      name: actor.name,
      role: as,
      state: 'active',
      endsOn: null,
      now,
    } as const;
    if (side.roll.find({ userId: actor.userId }) === undefined) side.within(() => side.roll.add(member));
    let asked = special.now ?? now;
    const parts: GateParts = {
      store: records.store,
      audit: wrap(sink),
      rights: patientRights,
      live,
      mayChange,
      facts: () => {
        asked += 1000;
        return { ...records.facts, actor, now: asked, today: today ?? records.facts.today };
      },
      pace: new ReadingPace(special.pace ?? NO_LIMITS, () => clock.boot),
      onBulkReading: special.onBulkReading ?? (() => undefined),
      handlers: handlers(phiHandlers({ ledger: side, draftKey, tray, log, pseudonym, askDocument, spooler })),
      notes: {
        pseudonym,
        saltReason: (text) => {
          const salted = saltText(text);
          return { text, salt: salted.salt, hash: Buffer.from(salted.digest).toString('hex') };
        },
        keepReason: (writer, entry, code, salted) => keepReason(writer, entry, code, saltText(salted.text, salted.salt)),
        questionHash: (text) => createHmac('sha256', 'questions').update(text).digest('hex'),
        noteCommitted,
        forgetCommitted,
      },
    };
    const gate = new Gate(parts);
    const releases = new ReleaseGate(parts);
    return {
      records,
      ledger,
      actor,
      log,
      sink,
      tray,
      pseudonym,
      // The gate has parsed the answer by the operation's own output.
      ask: (name, input, reason) => gate.answer(name, structuredClone(input), reason) as never,
      release: (name, input, reason) => releases.answer(name, input, reason),
      askRaw: (name, input, reason) => gate.answer(name, input, reason),
      as: (next, other = {}) => sit(next, other),
      entries: (from = 0) => log.read(from, log.size).map(({ entry }) => entry),
      close: () => {
        ledger.close();
        records.close();
      },
    };
  };
  return sit(role, special);
};

/** An answer that must be given. */
export const given = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(`refused: ${answer.code}`);
  return answer.value;
};

export const codeOf = (answer: Answer<unknown>): string => (answer.ok ? 'answered' : answer.code);

export const anybody = (): string => newId();
