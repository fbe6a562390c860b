import { NO_LIMITS } from '../../main/gate/pace.ts';
import type { Keychain } from '../../main/keys/keychain.ts';
import { AnchorKeeper } from '../../main/session/anchor-keeper.ts';
import { readClocks } from '../../main/session/clocks.ts';
import { type FromVault, fromVault, type ToVault, type VaultActor } from '../../main/vault/control.ts';
import { Lobby } from '../../main/vault/lobby.ts';
import { MainLine } from '../../main/vault/main-line.ts';
import { OpenSession } from '../../main/vault/session.ts';
import type { Entrant } from '../../main/vault/sign-in.ts';
import { WaitingRotation } from '../../main/vault/waiting-rotation.ts';
import type { Workstation } from '../../main/workstation/workstation.ts';
import type { AuditAction } from '../../shared/audit-actions.ts';
import type { Answer, Reason } from '../../shared/contract.ts';
import { Failure } from '../../shared/failure.ts';
import type { Asked, OperationName, Value } from '../../shared/operations/table.ts';

const HOUR_MS = 3_600_000;

/** One signed-in person of the demo, asking what a page would ask: through the gate, with an entry for each call. */
export interface DemoSession {
  readonly actor: VaultActor;
  readonly entrant: Entrant;
  readonly ask: <K extends OperationName>(name: K, input: Asked<K>, reason?: Reason) => Promise<Value<K>>;
  readonly end: () => Promise<void>;
}

/**
 * Stands where main stands, at the other end of the vault's line, so that a demonstration is founded and filled by the vault's own code: set-up, sign-in with both factors,
 * gate, audit. It shows no window and knows no other way to a record than a page has.
 */
export class Clerk {
  readonly #workstation: Workstation;
  readonly #anchor: AnchorKeeper;

  constructor(workstation: Workstation, keychain: Keychain) {
    this.#workstation = workstation;
    this.#anchor = new AnchorKeeper(workstation, keychain);
  }

  /** A fresh vault with nobody in it. `knock` does what a person does at the door until it opens. */
  async enter(
    knock: (door: <K extends OperationName>(name: K, input: Asked<K>) => Promise<Value<K>>) => Promise<unknown>,
  ): Promise<DemoSession> {
    let hearVault: (message: { data: unknown; ports: [] }) => void = () => undefined;
    let actor: VaultActor | null = null;
    const say = (said: ToVault): void => hearVault({ data: structuredClone(said), ports: [] });
    const line = new MainLine(
      {
        on: (_event, listener) => {
          hearVault = listener;
        },
        postMessage: (raw) => {
          const said = fromVault.parse(structuredClone(raw));
          if (said.type === 'opened') actor = said.actor;
          this.#answer(said, say).catch((error: unknown) => {
            if ('request' in said) say({ type: 'deny', request: said.request, code: error instanceof Failure ? error.code : 'internal' });
          });
        },
      },
      () => undefined,
    );
    let entrant: Entrant | null = null;
    const lobby = new Lobby(
      line,
      async (entered) => {
        entrant = entered;
      },
      new WaitingRotation(),
    );
    const call = { id: 0 };
    await knock(async (name, input) => wanted(name, await lobby.answer({ ...call, name, input })));
    if (entrant === null) throw new Failure('sign-in-failed');
    return this.#open(entrant, line, () => actor);
  }

  async #open(entrant: Entrant, line: MainLine, said: () => VaultActor | null): Promise<DemoSession> {
    const session = new OpenSession(entrant, line, NO_LIMITS);
    const { userId, name, role, sessionId } = session.actor;
    line.say({ type: 'opened', actor: { userId, name, role, sessionId, color: session.color } });
    const actor = said();
    if (actor === null) throw new Failure('internal');
    const { wall, boot } = readClocks()();
    session.setDeadline({ wall: wall + HOUR_MS, boot: boot + HOUR_MS });
    await this.record('session.sign-in', actor);
    return {
      actor,
      entrant,
      ask: async (asked, input, reason) =>
        wanted(asked, await session.answer({ id: 0, name: asked, input, ...(reason === undefined ? {} : { reason }) })),
      end: async () => {
        session.end();
        await this.record('session.lock', actor);
        await this.seal();
      },
    };
  }

  /** What main records of a session. */
  async record(action: AuditAction, actor: Pick<VaultActor, 'userId' | 'sessionId'> | null): Promise<void> {
    await this.#workstation.ledger.ask('record', [
      {
        user: actor?.userId ?? null,
        session: actor?.sessionId ?? null,
        operation: 'main.session',
        action,
        patients: [],
        object: null,
        purpose: null,
        reason: null,
        detail: null,
        outcome: 'allowed',
        rows: 0,
      },
    ]);
  }

  /** The device signs the end of the log, and the keychain remembers it. */
  async seal(): Promise<void> {
    const head = await this.#workstation.ledger.ask('seal');
    if (head !== undefined) this.#anchor.keep(head.size, head.root);
    await this.#anchor.flush();
  }

  async #answer(said: FromVault, say: (answer: ToVault) => void): Promise<void> {
    const workstation = this.#workstation;
    if (said.type === 'ask-make') return say({ type: 'make', request: said.request, making: await workstation.beginMaking() });
    if (said.type === 'finished-make') {
      await workstation.finishMaking();
      await this.record('workstation.create', null);
      return say({ type: 'made', request: said.request });
    }
    if (said.type === 'ask-share') return say({ type: 'share', request: said.request, share: workstation.share(said.userId) });
    if (said.type === 'head') return this.#anchor.keep(said.size, said.root);
    if (said.type !== 'ask') return;
    const person = await workstation.ledger.ask('find', said.who);
    if (person === undefined) throw new Failure('sign-in-failed');
    say({
      type: 'grant',
      request: said.request,
      grant: {
        place: workstation.place(),
        userId: person.user_id,
        factors: 'password-and-code',
        share: workstation.share(person.user_id),
        ledgerKey: workstation.derive('ledger'),
        deviceSigning: workstation.rawSigning(),
        sessionHours: workstation.policy.maxSessionHours,
      },
    });
  }
}

/** The gate has parsed the answer with the operation's own schema already; only the type is lost on the way. */
const wanted = <K extends OperationName>(name: K, answer: Answer<unknown>): Value<K> => {
  if (!answer.ok) throw new Error(`${name}: ${answer.code}`);
  return answer.value as Value<K>;
};
