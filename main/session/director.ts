import { app, powerMonitor } from 'electron';
import { Failure, type FailureCode } from '../../shared/failure.ts';
import type { Moment } from '../../shared/moment.ts';
import type { Result } from '../../shared/operations/table.ts';
import type { Role } from '../../shared/permissions.ts';
import type { Found, SessionEffect } from '../../shared/session-terms.ts';
import { msToLock } from '../../shared/session-time.ts';
import { factorsNeeded, secondsBarred } from '../../shared/sign-in.ts';
import type { Keychain } from '../keys/keychain.ts';
import type { Person } from '../ledger/roll.ts';
import { noteEvent } from '../log.ts';
import type { FromVault, Grant, VaultActor } from '../vault/control.ts';
import { argumentsFor } from '../window/placement.ts';
import { chooseFile } from '../window/save-dialog.ts';
import type { Workstation } from '../workstation/workstation.ts';
import { AnchorKeeper } from './anchor-keeper.ts';
import { type Conductor, conduct } from './conductor.ts';
import { watchPower, watchSystemIdle } from './idle.ts';
import { LogKeeper } from './log-keeper.ts';
import { languageIn } from './reader.ts';
import { recallSignIns, rememberSignIns } from './remembered.ts';
import { RollbackDoor } from './rollback-door.ts';
import type { Stage } from './stage.ts';
import { TriesKeeper } from './tries-keeper.ts';
import type { VaultHost } from './vault-host.ts';

export interface DirectorParts {
  readonly workstation: Workstation;
  readonly keychain: Keychain;
  readonly now: () => Moment;
  readonly stage: (director: Director) => Stage;
  readonly developmentRuntime: boolean;
  /** Who sits here changed, or their language: the role, or null while nobody is signed in. */
  readonly onReader: (language: 'en' | 'es', role: Role | null) => void;
  /** Main replaces itself after a lock; off only where a test watches one main for longer. */
  readonly replace: boolean;
}

/** How long a main that ends may wait for the keychain and the ledger. */
const LEAVING_MS = 1_500;

type Door = { readonly language: 'en' | 'es'; readonly theme: 'system' | 'light' | 'dark' | 'high-contrast' };
type Pending = { readonly vault: VaultHost; readonly request: number; readonly userId: string };

/** The device's part of one person's keys, for a vault that is about to try their password. */
export const grantFor = (workstation: Workstation, userId: string, factors: Grant['factors']): Grant => ({
  place: workstation.place(),
  userId,
  factors,
  share: workstation.share(userId),
  ledgerKey: workstation.derive('ledger'),
  deviceSigning: workstation.rawSigning(),
  sessionHours: workstation.policy.maxSessionHours,
});

/** Runs the session on this workstation: the machine decides, the stage shows, the ledger records; this is where the three meet. */
export class Director {
  readonly #parts: DirectorParts;
  readonly #stage: Stage;
  readonly #conductor: Conductor;
  readonly #tries: TriesKeeper;
  readonly #anchor: AnchorKeeper;
  readonly #log: LogKeeper;
  readonly #rollback: RollbackDoor;
  #people: readonly Person[] = [];
  #actor: VaultActor | null = null;
  #actorLanguage: Door['language'] = 'en';
  /** Whom the vault vouches for, until the machine lets them in. */
  #arriving: VaultActor | null = null;
  #pending: Pending | null = null;
  #refused: { readonly code: FailureCode; readonly seconds: number; readonly userId: string | null } | null = null;
  #door: Door = { language: 'en', theme: 'system' };

  constructor(parts: DirectorParts) {
    this.#parts = parts;
    this.#tries = new TriesKeeper(parts.workstation, parts.keychain, parts.now);
    this.#anchor = new AnchorKeeper(parts.workstation, parts.keychain);
    this.#log = new LogKeeper(parts.workstation, this.#anchor);
    const { workstation, now } = parts;
    this.#rollback = new RollbackDoor({ workstation, now, log: this.#log, anchor: this.#anchor, tries: this.#tries, grantFor });
    this.#stage = parts.stage(this);
    this.#conductor = conduct({
      policy: parts.workstation.policy,
      now: parts.now,
      perform: (effect) => this.#perform(effect),
      after: (ms, then) => {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
      onFault: (effect, code) => noteEvent('effect-failed', { effect, code }),
    });
  }

  get stage(): Stage {
    return this.#stage;
  }

  get theme(): Door['theme'] {
    return this.#door.theme;
  }

  get conductor(): Conductor {
    return this.#conductor;
  }

  /** Looks at the workstation once and begins. */
  async begin(): Promise<void> {
    watchPower(powerMonitor, this.#conductor.tell);
    watchSystemIdle(
      () => powerMonitor.getSystemIdleTime(),
      this.#conductor.tell,
      (ms, then) => {
        const timer = setInterval(then, ms);
        return () => clearInterval(timer);
      },
    );
    this.#stage.prepareUnlock();
    const found = await this.#look(() => this.#parts.workstation.look());
    this.#noteReader();
    this.#conductor.tell({ type: 'started', found });
  }

  #noteReader(): void {
    this.#parts.onReader(this.#actor === null ? this.#door.language : this.#actorLanguage, this.#actor?.role ?? null);
  }

  /** What this workstation is found to be, once `open` has opened what there is; what stands in the way is an answer too. */
  async #look(open: () => Promise<'nothing' | 'practice'>): Promise<Found> {
    try {
      if ((await open()) === 'nothing') return { kind: 'nothing' };
      this.#readDoor();
      await this.#anchor.compare();
      await this.#parts.workstation.ledger.ask('begin');
      return await this.#found();
    } catch (error) {
      const code = error instanceof Failure ? error.code : 'internal';
      noteEvent('start-failed', { code });
      if (code === 'store-older') this.#people = await this.#rollback.found();
      return { kind: 'failure', code };
    }
  }

  async #found(): Promise<Found> {
    await this.#refreshPeople();
    const remembered = recallSignIns(this.#parts.workstation);
    const tries = await Promise.all(this.#people.map((person) => this.#tries.failuresOf(person.user_id)));
    this.#conductor.tell({ type: 'policy-changed', policy: this.#parts.workstation.policy });
    return {
      kind: 'practice',
      lastUserId: remembered?.lastUserId ?? null,
      signIns: remembered?.signIns ?? [],
      tries: tries.filter((one) => one !== undefined),
    };
  }

  /** What the vault says. A vault of another epoch is not listened to any more. */
  hear(vault: VaultHost, said: FromVault): void {
    void this.#answer(vault, said).catch((error: unknown) => {
      const code = error instanceof Failure ? error.code : 'internal';
      noteEvent('vault-request-failed', { code });
      if ('request' in said) vault.say({ type: 'deny', request: said.request, code });
    });
  }

  async #answer(vault: VaultHost, said: FromVault): Promise<void> {
    const { workstation } = this.#parts;
    switch (said.type) {
      case 'ready':
        return;
      case 'ask':
        return this.#admit(vault, said);
      case 'ask-decision':
        if (!this.#atRollbackDoor(vault)) throw new Failure('wrong-sender');
        return this.#rollback.admit(vault, said);
      case 'decided':
        if (!this.#atRollbackDoor(vault)) return;
        this.#refused = null;
        await this.#rollback.decided(vault, said.userId);
        return this.#conductor.tell({ type: 'started', found: await this.#found() });
      case 'ask-anchor':
        return vault.say({ type: 'anchor', request: said.request, known: await this.#anchor.read() });
      case 'ask-file':
        return vault.say({ type: 'file', request: said.request, file: await chooseFile(this.#stage.shown, said.name) });
      case 'ask-make':
        return vault.say({ type: 'make', request: said.request, making: await workstation.beginMaking() });
      case 'finished-make':
        await workstation.finishMaking();
        await workstation.ledger.ask('begin');
        await this.#refreshPeople();
        this.#conductor.tell({ type: 'practice-created', epoch: vault.epoch, ownerId: said.ownerId });
        await this.#conductor.settled();
        return vault.say({ type: 'made', request: said.request });
      case 'opened':
        try {
          await this.#tries.forgive(said.actor.userId);
        } catch (error) {
          return this.#refuse(vault, said.actor.userId, error);
        }
        await this.#refreshPeople();
        this.#arriving = said.actor;
        this.#actorLanguage = languageIn(this.#people.find((person) => person.user_id === said.actor.userId)?.preferences);
        this.#refused = null;
        return this.#conductor.tell({
          type: 'opened',
          epoch: vault.epoch,
          actor: { userId: said.actor.userId, sessionId: said.actor.sessionId },
        });
      case 'refused':
        if (this.#atRollbackDoor(vault)) {
          await this.#rollback.refused(vault, said);
          this.#refused = { code: said.code, seconds: 0, userId: said.userId };
          this.#stage.killVault(vault.epoch, 0);
          return this.#stage.showFailure();
        }
        if (!said.guess) return this.#refuse(vault, said.userId, new Failure(said.code));
        try {
          const { failures, lastOwner = false } = await this.#tries.fail(said.userId);
          return this.#conductor.tell({ type: 'refused', epoch: vault.epoch, code: said.code, failures, lastOwner });
        } catch (error) {
          return this.#refuse(vault, said.userId, error);
        }
      case 'ask-place':
        return vault.say({ type: 'place', request: said.request, place: workstation.anyPlace() });
      case 'ask-recover':
        await workstation.recover(said.deviceKeys);
        return vault.say({
          type: 'recover',
          request: said.request,
          recovering: { place: workstation.place(), ledgerKey: workstation.derive('ledger') },
        });
      case 'recovered':
        await this.#log.record({ action: 'recovery.use', outcome: 'committed', user: said.ownerId });
        await this.#tries.forgive(said.ownerId);
        vault.say({ type: 'made', request: said.request });
        return this.#lookAgain();
      case 'ask-share':
        if (this.#conductor.state().kind !== 'open' || this.#actor === null) throw new Failure('locked');
        return vault.say({ type: 'share', request: said.request, share: workstation.share(said.userId) });
      case 'head':
        return this.#log.signed(said.size, said.root);
      case 'policy-changed':
        return this.#conductor.tell({ type: 'policy-changed', policy: await workstation.rereadPolicy() });
      case 'credentials-changed':
        await this.#refreshPeople();
        await this.#tries.forgive(said.userId);
        if (said.userId !== this.#actor?.userId) this.#conductor.tell({ type: 'credentials-changed', userId: said.userId });
        return;
      case 'preferences':
        this.#door = { language: said.language, theme: said.theme };
        this.#actorLanguage = said.language;
        this.#noteReader();
        return this.#parts.workstation.ledger.ask('keepDoor', this.#door);
      case 'ask-document':
      case 'drop-document':
        return this.#documents?.(vault, said);
    }
  }

  /** Whether this vault stands at the door where somebody decides about an older copy of the files. */
  #atRollbackDoor(vault: VaultHost): boolean {
    const state = this.#conductor.state();
    return state.kind === 'broken' && state.reason === 'store-older' && vault === this.#stage.vault;
  }

  /** What stood in the way is gone, or somebody new may sign in: looks at the workstation again. */
  async #lookAgain(): Promise<void> {
    if (this.#conductor.state().kind === 'broken') {
      return this.#conductor.tell({ type: 'started', found: await this.#look(() => Promise.resolve('practice')) });
    }
    await this.#refreshPeople();
    this.#readDoor();
  }

  /** A try that came to nothing for another reason than a wrong guess: the count stays as it was, and the vault that heard the password goes. */
  #refuse(vault: VaultHost, userId: string, error: unknown): void {
    const code = error instanceof Failure ? error.code : 'internal';
    const known = this.#conductor.state().desk.tries.find((tries) => tries.userId === userId);
    const { failures = 0, lastOwner = false } = known ?? {};
    this.#conductor.tell({ type: 'refused', epoch: vault.epoch, code, failures, lastOwner });
  }

  #documents: ((vault: VaultHost, said: FromVault) => void | Promise<void>) | undefined;
  /** The room that starts document workers says here that it does. */
  serveDocuments(serve: (vault: VaultHost, said: FromVault) => void | Promise<void>): void {
    this.#documents = serve;
  }

  /** Somebody typed a password: may it be tried? An unknown name is refused like a wrong password. */
  async #admit(vault: VaultHost, said: Extract<FromVault, { type: 'ask' }>): Promise<void> {
    const person = await this.#parts.workstation.ledger.ask('find', said.who);
    if (person === undefined || person.state === 'removed') {
      await this.#log.record({ action: 'session.failed', outcome: 'refused' });
      return vault.say({ type: 'deny', request: said.request, code: 'sign-in-failed' });
    }
    const userId = person.user_id;
    // Whether the count can be kept is known before the password is tried: where it can't, a guess would cost nothing.
    await this.#tries.failuresOf(userId);
    this.#pending = { vault, request: said.request, userId };
    const state = this.#conductor.state();
    if (state.kind === 'unlocking' && state.epoch === vault.epoch && state.userId === userId) return this.#giveShare(userId, state.factors);
    // A one-time password is the only factor there is until its holder has enrolled the second one.
    this.#conductor.tell({ type: 'attempt', epoch: vault.epoch, userId, withCode: said.withCode || person.state === 'new' });
  }

  async #giveShare(userId: string, factors: 'password' | 'password-and-code'): Promise<void> {
    const pending = this.#pending;
    this.#pending = null;
    if (pending === null || pending.userId !== userId) throw new Failure('internal');
    await this.#log.hand(pending.vault);
    pending.vault.say({ type: 'grant', request: pending.request, grant: grantFor(this.#parts.workstation, userId, factors) });
  }

  async #perform(effect: SessionEffect): Promise<void> {
    switch (effect.type) {
      case 'give-share':
        return this.#giveShare(effect.userId, effect.factors);
      case 'record':
        return this.#log.recordSession(effect);
      case 'show-unlock':
        this.#refused =
          effect.code === null
            ? null
            : { code: effect.code, seconds: Number.isFinite(effect.seconds) ? effect.seconds : -1, userId: effect.userId };
        return this.#stage.perform(effect);
      case 'open-workspace':
        this.#actor = this.#arriving?.userId === effect.actor.userId ? this.#arriving : null;
        this.#noteReader();
        return this.#stage.perform(effect);
      case 'kill-vault':
        this.#actor = null;
        this.#noteReader();
        return this.#stage.perform(effect);
      case 'replace-main':
        if (!this.#parts.replace) return this.#conductor.tell({ type: 'not-replaced' });
        rememberSignIns(this.#parts.workstation, { version: 1, lastUserId: effect.lastUserId, signIns: [...effect.signIns] });
        app.relaunch({ args: argumentsFor(process.argv.slice(1), this.#stage.placement) });
        return this.#conductor.tell({ type: 'replaced' });
      case 'quit':
        return this.#leave();
      default:
        return this.#stage.perform(effect);
    }
  }

  /** Keeps what there is time to keep and ends. A keychain call that never answers holds a thread, and with it an ordinary exit, for ever. */
  async #leave(): Promise<void> {
    const { workstation, keychain } = this.#parts;
    const kept = this.#anchor.flush().then(() => workstation.close());
    await Promise.race([
      kept.catch(() => noteEvent('effect-failed', { effect: 'quit' })),
      new Promise((resolve) => setTimeout(resolve, LEAVING_MS)),
    ]);
    if (keychain.isHeld()) process.kill(process.pid, 'SIGKILL');
    app.exit(0);
  }

  async #refreshPeople(): Promise<void> {
    this.#people = await this.#parts.workstation.ledger.ask('everyone');
  }

  #readDoor(): void {
    const kept = this.#parts.workstation.facts?.door;
    const language = typeof kept === 'object' && kept !== null && 'language' in kept && kept.language === 'es' ? 'es' : 'en';
    const themes: readonly Door['theme'][] = ['system', 'light', 'dark', 'high-contrast'];
    const theme = typeof kept === 'object' && kept !== null && 'theme' in kept ? themes.find((known) => known === kept.theme) : undefined;
    this.#door = { language, theme: theme ?? 'system' };
  }

  setLanguage(language: 'en' | 'es'): void {
    this.#door = { ...this.#door, language };
    this.#noteReader();
  }

  /** What the unlock page may know. */
  doorStatus(): Result<'door.status'> {
    const state = this.#conductor.state();
    const { workstation, now } = this.#parts;
    const at = now();
    const kind = state.kind === 'replacing' || state.kind === 'ended' ? 'locked' : state.kind;
    const { desk } = state;
    return {
      state: kind,
      practice: workstation.facts?.practice.name ?? null,
      workstation: workstation.facts?.workstation.name ?? null,
      synthetic: workstation.card?.synthetic ?? true,
      developmentRuntime: this.#parts.developmentRuntime,
      lockedBecause: state.kind === 'locked' ? state.reason : null,
      broken: state.kind === 'broken' ? state.reason : null,
      refused: this.#refused,
      people: this.#people
        .filter((person) => person.state === 'active')
        .toSorted((a, b) => (b.last_sign_in ?? 0) - (a.last_sign_in ?? 0))
        .slice(0, 12)
        .map((person) => {
          const signIn = desk.signIns.find((one) => one.userId === person.user_id) ?? null;
          const wait = secondsBarred(desk.tries.find((one) => one.userId === person.user_id) ?? null, at, desk.policy);
          return {
            userId: person.user_id,
            name: person.name,
            color: person.color,
            passwordOnly: factorsNeeded(signIn, at, desk.policy, person.user_id) === 'password',
            waitSeconds: Number.isFinite(wait) ? wait : 999_999,
          };
        }),
      language: this.#door.language,
      theme: this.#door.theme,
    };
  }

  sessionStatus(): Result<'session.status'> {
    const state = this.#conductor.state();
    const actor = this.#actor;
    const { workstation, now } = this.#parts;
    if (state.kind !== 'open' || actor === null) throw new Failure('locked');
    const left = msToLock(state, now());
    const person = this.#people.find((known) => known.user_id === actor.userId);
    return {
      userId: actor.userId,
      name: actor.name,
      role: actor.role,
      color: actor.color,
      workstation: workstation.facts?.workstation.name ?? '',
      practice: workstation.facts?.practice.name ?? '',
      synthetic: workstation.card?.synthetic ?? true,
      locksInSeconds: Math.max(0, Math.ceil(left / 1000)),
      warning: state.warning !== null,
      auditSize: this.#log.size,
      rotationPending: false,
      failedSinceLastSignIn: person?.failed_since ?? 0,
    };
  }
}
