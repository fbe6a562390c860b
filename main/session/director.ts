import { app, powerMonitor } from 'electron';
import type { AuditFinding } from '../../shared/audit-findings.ts';
import { Failure } from '../../shared/failure.ts';
import type { Moment } from '../../shared/moment.ts';
import type { Found, SessionEffect } from '../../shared/session-terms.ts';
import type { WatchReport } from '../audit/log-watch.ts';
import type { Keychain } from '../keys/keychain.ts';
import { noteEvent } from '../log.ts';
import type { FromVault } from '../vault/control.ts';
import type { LoadingPage } from '../window/loading-page.ts';
import { argumentsFor } from '../window/placement.ts';
import type { Workstation } from '../workstation/workstation.ts';
import { Admission, grantFor } from './admission.ts';
import { AnchorKeeper } from './anchor-keeper.ts';
import { type Conductor, conduct } from './conductor.ts';
import { watchPower, watchSystemIdle } from './idle.ts';
import { LogGuard } from './log-guard.ts';
import { LogKeeper, type MainWords } from './log-keeper.ts';
import { Reception, type ReceptionParts } from './reception.ts';
import { Refusals } from './refusals.ts';
import { rememberSignIns } from './remembered.ts';
import { RollbackDoor } from './rollback-door.ts';
import type { Stage } from './stage.ts';
import { StepUpCount } from './step-up-count.ts';
import { Survey } from './survey.ts';
import { TriesKeeper } from './tries-keeper.ts';
import type { VaultHost } from './vault-host.ts';
import { type ServeVault, VaultListener } from './vault-listener.ts';

export interface DirectorParts {
  readonly workstation: Workstation;
  readonly keychain: Keychain;
  readonly now: () => Moment;
  readonly stage: (director: Director) => Stage;
  readonly onReader: ReceptionParts['onReader'];
  readonly serveDocuments: ServeVault;
  readonly servePrints: ServeVault;
  /** Main replaces itself after a lock; off only where a test watches one main for longer. */
  readonly replace: boolean;
  /** False where an older main started this one in its place. */
  readonly startedByPerson: boolean;
}

/** A timer, and how to stop it. */
const later = (ms: number, then: () => void): (() => void) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** So often a main opens the ledger anew; what keeps dying is shown, not hidden. */
const MOST_REOPENINGS = 5;
/** How long a main that ends may wait for the keychain and the ledger. */
const LEAVING_MS = 1_500;

/** Runs the session on this workstation: the machine decides, the stage shows, the ledger records; this is where the three meet. */
export class Director {
  readonly #parts: DirectorParts;
  readonly stage: Stage;
  readonly conductor: Conductor;
  readonly reception: Reception;
  readonly #anchor: AnchorKeeper;
  readonly #log: LogKeeper;
  readonly #guard: LogGuard;
  readonly #admission: Admission;
  readonly #survey: Survey;
  readonly #listener: VaultListener;
  readonly #refusals: Refusals;
  #reopenings = 0;

  constructor(parts: DirectorParts) {
    this.#parts = parts;
    const { workstation, keychain, now } = parts;
    const tries = new TriesKeeper(workstation, keychain, now);
    const anchor = new AnchorKeeper(workstation, keychain);
    const log = new LogKeeper(workstation, anchor);
    const rollback = new RollbackDoor({ workstation, now, log, anchor, tries, grantFor });
    const reception = new Reception({ workstation, now, onReader: parts.onReader });
    const stage = parts.stage(this);
    const conductor = conduct({
      policy: workstation.policy,
      now,
      perform: (effect) => this.#perform(effect),
      after: later,
      onFault: (effect, code) => noteEvent('effect-failed', { effect, code }),
    });
    const guard = new LogGuard({
      ledger: () => workstation.ledger,
      log,
      after: later,
      onChange: (finding) => this.#tellOfLog(finding),
      onFault: () => noteEvent('log-watch-failed'),
    });
    const admission = new Admission({ workstation, reception, tries, log, rollback, now, machine: conductor });
    const stepUps = new StepUpCount({ tries, machine: conductor, now });
    const survey = new Survey({ workstation, reception, anchor, tries, rollback, machine: conductor });
    this.#refusals = new Refusals({
      record: (words) => this.#recordOutside(words),
      after: later,
      onFault: () => noteEvent('effect-failed', { effect: 'refusal' }),
    });
    const { serveDocuments, servePrints } = parts;
    this.stage = stage;
    this.conductor = conductor;
    this.reception = reception;
    this.#anchor = anchor;
    this.#log = log;
    this.#guard = guard;
    this.#admission = admission;
    this.#survey = survey;
    this.#listener = new VaultListener({
      ...{ workstation, stage, conductor, reception, admission, survey },
      ...{ rollback, tries, stepUps, anchor, log, guard, serveDocuments, servePrints },
    });
  }

  /** Looks at the workstation once and begins, with the first window on its way to the screen. */
  async begin(first: LoadingPage): Promise<void> {
    watchPower(powerMonitor, this.conductor.tell);
    watchSystemIdle(
      () => powerMonitor.getSystemIdleTime(),
      this.conductor.tell,
      (ms, then) => {
        const timer = setInterval(then, ms);
        return () => clearInterval(timer);
      },
    );
    this.stage.prepareUnlock(first);
    this.#parts.workstation.whenLedgerDies(() => void this.#loseLedger());
    const found = await this.#survey.atStart();
    this.reception.noteReader();
    this.conductor.tell({ type: 'started', found });
    if (found.kind === 'practice') this.#watchLog();
  }

  /** What the continual check of the log says. */
  get logReport(): WatchReport {
    return this.#guard.report;
  }

  #watchLog(): void {
    void this.#guard.begin(this.#parts.startedByPerson).catch(() => noteEvent('log-watch-failed'));
  }

  /** The log was found to be meddled with, or a person decided to go on: the vault keeps to it, and whoever is signed in is told. */
  #tellOfLog(finding: AuditFinding | null): void {
    this.stage.vault?.say({ type: 'log-state', trusted: finding === null });
    if (finding === null) return;
    noteEvent('log-broken', { code: finding.kind, count: finding.seq });
    this.stage.tell('log-broken');
  }

  /** What the vault says. A vault of another epoch is not listened to any more. */
  hear(vault: VaultHost, said: FromVault): void {
    this.#listener.hear(vault, said);
  }

  /** Somebody spoke to main who is not one of its pages. */
  refusedSender(): void {
    noteEvent('wrong-sender');
    this.#refusals.note();
  }

  /** What main saw without being asked by its own machine. Not before the log has been compared with the keychain, nor while it is in doubt. */
  async #recordOutside(words: MainWords): Promise<void> {
    const { kind } = this.conductor.state();
    if (kind !== 'locked' && kind !== 'unlocking' && kind !== 'open') throw new Failure('audit-unavailable');
    await this.#log.record(words);
  }

  /** Entries in the log, as far as main has heard. */
  get auditSize(): number {
    return this.#log.size;
  }

  /** Without its writer of the log main lets nobody in: locks, waits for the vault's last word, opens the ledger anew and says there what happened. */
  async #loseLedger(): Promise<void> {
    noteEvent('ledger-died');
    this.conductor.tell({ type: 'ledger-died' });
    await this.#log.silence();
    this.#reopenings += 1;
    const found: Found =
      this.#reopenings > MOST_REOPENINGS ? { kind: 'failure', code: 'audit-unavailable' } : await this.#survey.afterLedgerDeath();
    this.conductor.tell({ type: 'started', found });
    await this.#log.catchUp().catch(() => undefined);
  }

  async #perform(effect: SessionEffect): Promise<void> {
    switch (effect.type) {
      case 'give-share':
        return this.#admission.giveShare(effect.userId, effect.factors);
      case 'record':
        return this.#log.recordSession(effect);
      case 'replace-main':
        return this.#replace(effect);
      case 'quit':
        return this.#leave();
      case 'show-unlock':
        this.reception.greet(effect);
        break;
      case 'open-workspace':
        this.#admission.enter(effect);
        this.stage.vault?.say({ type: 'log-state', trusted: this.#guard.report.finding === null });
        this.#watchLog();
        break;
      case 'kill-vault':
        this.reception.seat(null);
        this.#listener.hush();
        break;
    }
    return this.stage.perform(effect);
  }

  /** A new main with none of this one's memory takes over. */
  #replace({ lastUserId, signIns }: Extract<SessionEffect, { type: 'replace-main' }>): void {
    if (!this.#parts.replace) {
      this.conductor.tell({ type: 'not-replaced' });
      return;
    }
    rememberSignIns(this.#parts.workstation, { version: 1, lastUserId, signIns: [...signIns] });
    app.relaunch({ args: argumentsFor(process.argv.slice(1), this.stage.placement) });
    this.conductor.tell({ type: 'replaced' });
  }

  /** Keeps what there is time to keep and ends. A keychain call that never answers holds a thread, and with it an ordinary exit, for ever. */
  async #leave(): Promise<void> {
    const { workstation, keychain } = this.#parts;
    this.#guard.end();
    const kept = this.#refusals
      .flush()
      .then(() => this.#anchor.flush())
      .then(() => workstation.close());
    await Promise.race([
      kept.catch(() => noteEvent('effect-failed', { effect: 'quit' })),
      new Promise((resolve) => setTimeout(resolve, LEAVING_MS)),
    ]);
    if (keychain.isHeld()) process.kill(process.pid, 'SIGKILL');
    app.exit(0);
  }
}
