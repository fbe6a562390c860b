import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newUserKeys, type UserKeys } from '../../main/keys/bundle.ts';
import { rawPrivateKey, rawPublicKey } from '../../main/keys/curve25519.ts';
import { migrate } from '../../main/store/migrate.ts';
import { LEDGER_PATH } from '../../main/store/migrations/ledger/path.ts';
import { openStore } from '../../main/store/open.ts';
import { Reader } from '../../main/store/statements.ts';
import { Announcements, sinkOf } from '../../main/vault/announcements.ts';
import type { Place } from '../../main/vault/control.ts';
import { type LedgerSide, ledgerSide, openLedger } from '../../main/vault/ledger-side.ts';
import { OutageKeeper } from '../../main/vault/outage/keeper.ts';
import { OUTAGE_FILE } from '../../main/vault/outage/list.ts';
import { printOutageList } from '../../main/vault/outage/print-list.ts';
import type { PrintOrder, Spooler } from '../../main/vault/printing/spooler.ts';
import type { Proven } from '../../main/vault/sign-in.ts';
import { Failure, type FailureCode } from '../../shared/failure.ts';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Role } from '../../shared/permissions.ts';
import { freshKey, openTestRecords } from './access.ts';
import { given, openTestGate, PRINTER, type TestGate } from './gate.ts';
import { pagesOf } from './paper-text.ts';
import { aPatient, noLists } from './patients.ts';
import { AMARA, CHECKUP, OTTO, SETUP } from './schedule.ts';

/** A Monday, ten in the morning in Chicago. */
export const NOW = Date.UTC(2031, 4, 12, 15);
export const TODAY = '2031-05-12';

/** The machine's edge: what it was given, and what it says to that. */
class FakeSystem implements Spooler {
  readonly taken: { readonly pdf: Uint8Array; readonly order: PrintOrder }[] = [];
  refuses: FailureCode | null = null;
  before: () => void = () => undefined;
  readonly printers = () => Promise.resolve({ names: [PRINTER], usual: PRINTER });
  readonly print: Spooler['print'] = (pdf, order) => {
    this.before();
    if (this.refuses !== null) return Promise.reject(new Failure(this.refuses));
    this.taken.push({ pdf: Uint8Array.from(pdf), order });
    return Promise.resolve();
  };
  readonly text = async (): Promise<string> => (await pagesOf(this.taken.at(-1)?.pdf ?? new Uint8Array())).join('\n');
}

/** Somebody of the staff, with keys of their own. */
export interface Member {
  readonly userId: string;
  readonly keys: UserKeys;
}

/** A practice that keeps the day list for outages, over real stores, and people who print it at the door. */
export class OutagePractice {
  readonly #ledgerKey = freshKey();
  readonly #device = generateKeyPairSync('ed25519').privateKey;
  readonly gate: TestGate;
  readonly ledger: LedgerSide;
  readonly folder: string;
  readonly system = new FakeSystem();
  readonly owner: Member;
  readonly keeper: OutageKeeper;

  constructor() {
    const records = openTestRecords();
    this.folder = records.folder;
    const open = (file: string, mode: 'create' | 'existing') => openStore({ file, key: this.#ledgerKey, mode, cacheMiB: 4 });
    const store = open(join(this.folder, 'ledger.db'), 'create');
    migrate({ store, path: LEDGER_PATH, reopen: (file) => open(file, 'existing'), now: NOW });
    this.gate = openTestGate('owner', {}, records, store);
    this.ledger = ledgerSide(store, this.#ledgerKey);
    this.ledger.roll.set('practice', { name: 'Juniper Family Clinic' });
    this.setUp();
    this.owner = this.giveKeys(this.gate.actor.userId);
    this.keeper = this.newKeeper();
  }

  close(): void {
    this.keeper.end();
    this.gate.close();
  }

  get place(): Place {
    const { practiceId, workstationId } = this.gate.records.facts;
    return { folder: this.folder, practiceId, workstationId, appVersion: '0.1.0', policyHash: 'a'.repeat(64) };
  }

  newKeeper(place: Place = this.place): OutageKeeper {
    const { gate, ledger } = this;
    return new OutageKeeper({
      ...{ ledger, place, actor: gate.actor, pseudonym: gate.pseudonym, markKey: freshKey() },
      reader: new Reader(gate.records.store),
      audit: sinkOf(gate.log, new Announcements(ledger), () => undefined),
    });
  }

  setUp(change: Partial<ScheduleSetup> = {}): void {
    this.ledger.within(() => this.ledger.roll.set('schedule', { ...SETUP, providers: [AMARA, OTTO], ...change }));
  }

  giveKeys(userId: string): Member {
    const keys = newUserKeys();
    const [exchangePublic, signingPublic] = [rawPublicKey(keys.exchange), rawPublicKey(keys.signing)];
    const none = new Uint8Array(32);
    const slot = { userId, exchangePublic, signingPublic, bundle: none, bundleVersion: 1, box: none, boxEpoch: 1, now: NOW };
    this.ledger.within(() => this.ledger.roll.setSlot(slot));
    return { userId, keys };
  }

  hire(role: Role): Member {
    return this.giveKeys(this.gate.as(role).actor.userId);
  }

  registered(details = aPatient()): string {
    return given(this.gate.ask('patient.register', { details, lists: noLists() })).patientId;
  }

  booked(patientId: string, day = TODAY, start = 600, visitNote?: string): void {
    const visit = { patientId, providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, day, start, minutes: 30 };
    given(this.gate.ask('visit.book', { ...visit, ...(visitNote === undefined ? {} : { visitNote }), anyway: 'for the test' }));
  }

  get file(): string {
    return join(this.folder, OUTAGE_FILE);
  }

  get bytes(): Buffer {
    return readFileSync(this.file);
  }

  /** `printed`, or the code of the failure. */
  print(who: Member = this.owner, order: { readonly day?: string; readonly language?: 'en' | 'es' } = {}): Promise<string> {
    return printOutageList(
      this.#proven(who),
      { day: TODAY, printer: PRINTER, language: 'en', ...order },
      this.system,
      () => undefined,
    ).then(
      () => 'printed',
      (error: unknown) => (error instanceof Failure ? error.code : String(error)),
    );
  }

  /** What the log says of this, oldest first. */
  entriesOf(operation: 'door.print-outage-list' | 'vault.outage-list') {
    return this.gate
      .entries()
      .filter((entry) => entry.operation === operation)
      .map(({ user, action, outcome, patients, rows }) => ({ user, action, outcome, patients, rows }));
  }

  /** From now on the log takes no entry, as on a disk that is full. */
  noMoreEntries(): void {
    this.ledger.store.exec("CREATE TRIGGER no_more BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END");
  }

  #proven({ userId, keys }: Member): Proven {
    const ledger = openLedger(this.folder, this.#ledgerKey.export(), 'existing');
    const person = ledger.roll.find({ userId });
    if (person === undefined) throw new Error('nobody of that id');
    const { place } = this;
    const params = { memoryKiB: 65_536, passes: 3, lanes: 4, salt: Buffer.alloc(16) };
    return {
      grant: {
        ...{ place, userId, factors: 'password-and-code', share: Buffer.alloc(32), ledgerKey: Buffer.alloc(32) },
        ...{ deviceSigning: rawPrivateKey(this.#device), sessionHours: 12 },
      },
      ...{ person, keys, ledger, header: { userId, practiceId: place.practiceId, version: 1, params } },
    };
  }
}
