import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { Failure, type FailureCode } from '../../shared/failure.ts';
import { canonicalPolicy, type Policy, readPolicy } from '../../shared/policy.ts';
import { firstAnchor, formatAnchor } from '../audit/anchor.ts';
import { writeAnchor } from '../keys/anchor-item.ts';
import { rawPrivateKey, rawPublicKey } from '../keys/curve25519.ts';
import { deriveKey, keyId } from '../keys/derive.ts';
import { createDevice, type Device, type DeviceAnswer, loadDevice, packDevice, restoreDevice } from '../keys/device.ts';
import { accountOf, KEYCHAIN_ITEMS, type Keychain } from '../keys/keychain.ts';
import { LedgerClient } from '../ledger/client.ts';
import { type LedgerFacts, ledgerKey } from '../ledger/desk.ts';
import type { Making, Place } from '../vault/control.ts';
import { readCard, type WorkstationCard, writeCard } from './card.ts';
import { admitFolder } from './folder.ts';
import { compareMachine, machineMark, readMachineId } from './machine.ts';
import { beginMaking, completeMaking, tidyMaking } from './making.ts';

export interface WorkstationParts {
  readonly folder: string;
  readonly keychain: Keychain;
  readonly appVersion: string;
  readonly ledgerWorker: string;
  /** A packaged, supported runtime. Everything else opens only practices that were marked synthetic when they were made. */
  readonly productionRuntime: boolean;
  /** A practice made now is marked synthetic. */
  readonly synthetic: boolean;
  /** What the machine is called, where it is not to be asked. */
  readonly machineId?: string | null;
}

/** This machine and OS account with its practice folder: the device's keys, the ledger, the policy in force. */
export class Workstation {
  readonly #parts: WorkstationParts;
  readonly #machineId: string | null;
  #card: WorkstationCard | null = null;
  #device: Device | null = null;
  #ledger: LedgerClient | null = null;
  #facts: LedgerFacts | null = null;
  #policy: Policy = readPolicy(undefined);
  #onLedgerDeath: () => void = () => undefined;
  #making: { card: WorkstationCard; device: Device } | null = null;

  constructor(parts: WorkstationParts) {
    this.#parts = parts;
    this.#machineId = parts.machineId === undefined ? readMachineId() : parts.machineId;
  }

  get folder(): string {
    return this.#parts.folder;
  }

  get policy(): Policy {
    return this.#policy;
  }

  /** False on a development runtime, which opens synthetic practices only. */
  get productionRuntime(): boolean {
    return this.#parts.productionRuntime;
  }

  get facts(): LedgerFacts | null {
    return this.#facts;
  }

  get ledger(): LedgerClient {
    if (this.#ledger === null) throw new Failure('store-missing');
    return this.#ledger;
  }

  get device(): Device {
    if (this.#device === null) throw new Failure('key-absent');
    return this.#device;
  }

  /**
   * Looks at what is here: nothing, or a practice whose keys and ledger could be opened. Throws the Failure that stands in the way; a key that can't be read is never taken for
   * one that isn't there.
   */
  async look(): Promise<'nothing' | 'practice'> {
    admitFolder(this.#parts.folder);
    mkdirSync(this.#parts.folder, { recursive: true, mode: 0o700 });
    await tidyMaking(this.#parts.folder, this.#parts.keychain);
    const card = readCard(this.#parts.folder);
    if (card === undefined) return 'nothing';
    if (!this.#parts.productionRuntime && !card.synthetic) throw new Failure('runtime-refused');
    if (compareMachine(card, this.#machineId) === 'other') throw new Failure('machine-changed');
    const marks = {
      keyId: card.keyId,
      signingPublic: Buffer.from(card.signingPublic, 'base64'),
      exchangePublic: Buffer.from(card.exchangePublic, 'base64'),
    };
    // The ledger's thread loads its driver while the keychain is asked.
    const ledger = this.#newLedger();
    const loaded = loadDevice(this.#parts.keychain, card.workstationId, marks).then(deviceOrFailure);
    const device = await loaded.catch(async (error: unknown) => {
      await ledger.end();
      throw error;
    });
    await this.#open(this.#bound(card), device, ledger);
    return 'practice';
  }

  /** First run: the device's keys, made only because the keychain has proven that there are none and no store exists; and the folder to make the stores in. */
  async beginMaking(): Promise<Making> {
    const { folder, keychain, synthetic } = this.#parts;
    const workstationId = randomUUID();
    await tidyMaking(folder, keychain);
    const storeExists = readCard(folder) !== undefined || readdirSync(folder).some((name) => name.endsWith('.db'));
    if (storeExists) throw new Failure('already-exists');
    if (!this.#parts.productionRuntime && !synthetic) throw new Failure('runtime-refused');
    const making = beginMaking(folder, workstationId);
    const device = deviceOrFailure(await createDevice(keychain, workstationId, storeExists));
    const card: WorkstationCard = {
      format: 1,
      practiceId: randomUUID(),
      workstationId,
      keyId: keyId(device.secret),
      signingPublic: rawPublicKey(device.signing).toString('base64'),
      exchangePublic: rawPublicKey(device.exchange).toString('base64'),
      synthetic,
      ...(this.#machineId === null ? {} : { machine: machineMark(workstationId, this.#machineId) }),
    };
    this.#making = { card, device };
    return {
      place: this.#place(card, making),
      ledgerKey: deriveKey(device.secret, 'ledger'),
      deviceSigning: rawPrivateKey(device.signing),
      deviceKeys: packDevice(device),
      synthetic,
      sessionHours: this.#policy.maxSessionHours,
    };
  }

  /** The stores stand in the making folder: with the card beside them there is a practice, and it is moved into place. */
  async finishMaking(): Promise<void> {
    const made = this.#making;
    if (made === null) throw new Failure('internal');
    const { folder } = this.#parts;
    await this.#anchorFirst(made.card, made.device);
    completeMaking(folder, made.card);
    this.#making = null;
    await this.#open(made.card, made.device);
  }

  /** From its first day the log has an anchor, so that a missing one always means that somebody took it. Failure `key-unreadable` where the keychain does not keep it. */
  async #anchorFirst({ practiceId, workstationId }: WorkstationCard, device: Device): Promise<void> {
    const key = deriveKey(device.secret, 'anchor');
    try {
      const item = writeAnchor(key, formatAnchor(firstAnchor(practiceId, workstationId, Date.now())));
      const { state } = await this.#parts.keychain.write(accountOf(workstationId, KEYCHAIN_ITEMS.auditAnchor), item);
      if (state !== 'kept') throw new Failure('key-unreadable');
    } finally {
      key.fill(0);
    }
  }

  /** Calls this when main's writer of the ledger is gone without having been closed. */
  whenLedgerDies(then: () => void): void {
    this.#onLedgerDeath = then;
  }

  /** A new writer in place of one that died. Throws the Failure that stands in the way. */
  async reopenLedger(): Promise<void> {
    if (this.#card === null) throw new Failure('store-missing');
    await this.#open(this.#card, this.device);
  }

  /** Closes the ledger. Nothing can be asked of it afterwards. */
  async close(): Promise<void> {
    const ledger = this.#ledger;
    this.#ledger = null;
    await ledger?.end();
  }

  get card(): WorkstationCard | null {
    return this.#card;
  }

  place(): Place {
    if (this.#card === null) throw new Failure('store-missing');
    return this.#place(this.#card, this.#parts.folder);
  }

  /** Where the practice is, by the card alone: also when its keys can't be had. */
  anyPlace(): Place {
    const card = this.#card ?? readCard(this.#parts.folder);
    if (card === undefined) throw new Failure('store-missing');
    return this.#place(card, this.#parts.folder);
  }

  /** The recovery kit brought the device's keys back: believed only when they are the ones this practice was made with; then the keychain gets them again. `packed` is wiped. */
  async recover(packed: Uint8Array): Promise<void> {
    const card = readCard(this.#parts.folder);
    if (card === undefined) throw new Failure('store-missing');
    if (this.#device !== null) {
      packed.fill(0);
      return;
    }
    const device = deviceOrFailure(await restoreDevice(this.#parts.keychain, card.workstationId, packed, card.keyId));
    await this.#open(this.#bound(card), device);
  }

  /** The policy as the ledger has it now. */
  async rereadPolicy(): Promise<Policy> {
    this.#policy = readPolicy(await this.ledger.ask('policy'));
    await this.ledger.ask('setPolicyHash', hashOf(this.#policy));
    return this.#policy;
  }

  /** A key derived from the device secret, for what main seals itself. The caller wipes it. */
  derive(purpose: 'tries' | 'anchor' | 'sign-ins' | 'ledger'): Buffer {
    return deriveKey(this.device.secret, purpose);
  }

  share(userId: string): Buffer {
    return deriveKey(this.device.secret, 'share', userId);
  }

  /** The device's raw Ed25519 private key, for the session that signs heads beside its own. The caller wipes it. */
  rawSigning(): Buffer {
    return rawPrivateKey(this.device.signing);
  }

  /** The card with this machine on it, kept: of a practice made before cards named one, or brought here by the kit. */
  #bound(card: WorkstationCard): WorkstationCard {
    if (this.#machineId === null || compareMachine(card, this.#machineId) === 'same') return card;
    const bound = { ...card, machine: machineMark(card.workstationId, this.#machineId) };
    writeCard(this.#parts.folder, bound);
    return bound;
  }

  #place(card: WorkstationCard, folder: string): Place {
    return {
      folder,
      practiceId: card.practiceId,
      workstationId: card.workstationId,
      appVersion: this.#parts.appVersion,
      policyHash: hashOf(this.#policy),
    };
  }

  #newLedger(): LedgerClient {
    const ledger: LedgerClient = new LedgerClient(this.#parts.ledgerWorker, () => {
      if (this.#ledger === ledger) this.#onLedgerDeath();
    });
    return ledger;
  }

  async #open(card: WorkstationCard, device: Device, ledger = this.#newLedger()): Promise<void> {
    const opening = ledger.ask('open', {
      folder: this.#parts.folder,
      key: ledgerKey(deriveKey(device.secret, 'ledger')),
      deviceKey: device.signing,
      practiceId: card.practiceId,
      workstationId: card.workstationId,
      appVersion: this.#parts.appVersion,
      policyHash: hashOf(this.#policy),
    });
    const facts = await opening.catch(async (error: unknown) => {
      await ledger.end();
      throw error;
    });
    this.#card = card;
    this.#device = device;
    this.#ledger = ledger;
    this.#facts = facts;
    await this.rereadPolicy();
  }
}

const hashOf = (policy: Policy): string => createHash('sha256').update(canonicalPolicy(policy)).digest('hex');

const STATES: Record<Exclude<DeviceAnswer['state'], 'ready'>, FailureCode> = {
  absent: 'key-absent',
  unreadable: 'key-unreadable',
  changed: 'key-changed',
  weak: 'key-weak',
};

/** The device's keys, or the failure a person is shown; never a guess. */
const deviceOrFailure = (answer: DeviceAnswer): Device => {
  if (answer.state === 'ready') return answer.device;
  throw new Failure(STATES[answer.state]);
};
