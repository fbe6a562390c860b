import { join } from 'node:path';
import { generate } from 'otplib';
import { type FromVault, fromVault, type ToVault } from '../../../main/vault/control.ts';
import { Lobby } from '../../../main/vault/lobby.ts';
import { type LinePort, MainLine } from '../../../main/vault/main-line.ts';
import type { Entrant } from '../../../main/vault/sign-in.ts';
import { WaitingRotation } from '../../../main/vault/waiting-rotation.ts';
import { Workstation } from '../../../main/workstation/workstation.ts';
import { Failure } from '../../../shared/failure.ts';
import { freshFolder } from '../../support/access.ts';
import { honestWorker } from '../../support/import-desk.ts';
import { memoryKeychain } from '../../support/memory-keychain.ts';

/** A finding that the stand-in takes a decision about; any other is gone already. */
export const FINDING = 4_242;
const STEP_MS = 30_000;

/** The clock of this process, which can be turned on, so that a code is fresh each time one is wanted. */
export class TurnedClock {
  readonly #real = Date.now;
  #ahead = 0;
  constructor() {
    Date.now = () => this.#real.call(Date) + this.#ahead;
  }

  /** Sets the clock, on or back. */
  turn(ms: number): void {
    this.#ahead += ms;
  }

  /** The next code of this authenticator. */
  freshCode(secret: string): Promise<string> {
    this.#ahead += STEP_MS;
    return generate({ secret, epoch: Math.floor(Date.now() / 1000) });
  }

  [Symbol.dispose](): void {
    Date.now = this.#real;
  }
}

type Say = (answer: ToVault, ports?: readonly LinePort[]) => void;
/** The document workers of one vault that are at work, by the request each was started for. */
type Workers = Map<number, () => void>;

/** Stands where main stands for the vault's own code, without Electron: a real workstation folder and ledger, and an answer to everything a vault can ask. */
export class StandInMain {
  readonly #place = freshFolder();
  readonly workstation = new Workstation({
    folder: join(this.#place.folder, 'practice'),
    keychain: memoryKeychain(),
    appVersion: '0.1.0',
    ledgerWorker: join(import.meta.dirname, '..', '..', '..', 'main', 'ledger', 'worker.ts'),
    productionRuntime: false,
    synthetic: true,
  });
  #files = 0;
  /** What the vaults have said, in order. */
  readonly heard: FromVault[] = [];

  /** A fresh vault's line to main, and what it says over it. */
  line(): MainLine {
    let hear: (message: { data: unknown; ports: readonly LinePort[] }) => void = () => undefined;
    const say: Say = (said, ports = []) => hear({ data: structuredClone(said), ports });
    const workers: Workers = new Map();
    return new MainLine(
      {
        on: (_event, listener) => {
          hear = listener;
        },
        postMessage: (raw) => {
          const said = fromVault.parse(structuredClone(raw));
          this.heard.push(said);
          this.#answer(said, say, workers).catch((error: unknown) => {
            if ('request' in said) say({ type: 'deny', request: said.request, code: error instanceof Failure ? error.code : 'internal' });
          });
        },
      },
      () => undefined,
    );
  }

  /** An empty vault beside a door; `entered` hears who was let in. */
  lobby(entered: (entrant: Entrant) => void): Lobby {
    return new Lobby(this.line(), async (entrant) => entered(entrant), new WaitingRotation());
  }

  /** A wrong guess counts when this resolves. */
  counting: Promise<void> = Promise.resolve();

  async close(): Promise<void> {
    await this.workstation.close();
    this.#place.remove();
  }

  async #answer(said: FromVault, say: Say, workers: Workers): Promise<void> {
    const { workstation } = this;
    switch (said.type) {
      case 'ask':
        return say({ type: 'grant', request: said.request, grant: await this.#grant(said.who) });
      case 'ask-decision':
        return say({
          type: 'decision-grant',
          request: said.request,
          grant: await this.#grant(said.who),
          lost: { size: 99, root: 'ab'.repeat(32) },
        });
      case 'ask-anchor':
        return say({ type: 'anchor', request: said.request, known: null });
      case 'ask-file':
        this.#files += 1;
        return say({
          type: 'file',
          request: said.request,
          file: this.#files % 3 === 0 ? null : join(this.#place.folder, `saved-${this.#files}`),
          practiceFolder: workstation.folder,
        });
      case 'ask-document': {
        const worker = await honestWorker();
        workers.set(said.request, worker.drop);
        return say({ type: 'document', request: said.request }, [worker.port]);
      }
      case 'drop-document':
        workers.get(said.request)?.();
        return;
      case 'ask-make':
        return say({ type: 'make', request: said.request, making: await workstation.beginMaking() });
      case 'finished-make':
        await workstation.finishMaking();
        return say({ type: 'made', request: said.request });
      case 'ask-place':
        return say({
          type: 'place',
          request: said.request,
          place: workstation.anyPlace(),
          practice: workstation.facts?.practice.name ?? null,
        });
      case 'ask-recover':
        await workstation.recover(said.deviceKeys);
        return say({
          type: 'recover',
          request: said.request,
          recovering: { place: workstation.place(), ledgerKey: workstation.derive('ledger') },
        });
      case 'recovered':
        return say({ type: 'made', request: said.request });
      case 'ask-share':
        return say({ type: 'share', request: said.request, share: workstation.share(said.userId) });
      case 'ask-counted':
        await this.counting;
        return say({ type: 'counted', request: said.request });
      case 'ask-step-up':
      case 'stepped-up':
        return say({ type: 'counted', request: said.request });
      case 'ask-barred':
        return say({ type: 'barred', request: said.request, userIds: [] });
      case 'ask-accept':
        if (said.seq !== FINDING) throw new Failure('changed-meanwhile');
        return say({ type: 'accepted', request: said.request });
      default:
        return;
    }
  }

  async #grant(who: Extract<FromVault, { type: 'ask' }>['who']) {
    const { workstation } = this;
    const person = await workstation.ledger.ask('find', who);
    if (person === undefined) throw new Failure('sign-in-failed');
    return {
      place: workstation.place(),
      userId: person.user_id,
      factors: 'password-and-code' as const,
      share: workstation.share(person.user_id),
      ledgerKey: workstation.derive('ledger'),
      deviceSigning: workstation.rawSigning(),
      sessionHours: workstation.policy.maxSessionHours,
    };
  }
}
