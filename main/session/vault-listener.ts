import { Failure, type FailureCode } from '../../shared/failure.ts';
import { may } from '../../shared/permissions.ts';
import type { Desk } from '../../shared/session-terms.ts';
import { secondsBarred } from '../../shared/sign-in.ts';
import { noteEvent } from '../log.ts';
import type { FromVault } from '../vault/control.ts';
import { chooseFile } from '../window/save-dialog.ts';
import { TaskNotice } from '../window/task-notice.ts';
import type { Workstation } from '../workstation/workstation.ts';
import type { Admission } from './admission.ts';
import type { AnchorKeeper } from './anchor-keeper.ts';
import type { Conductor } from './conductor.ts';
import type { LogGuard } from './log-guard.ts';
import type { LogKeeper } from './log-keeper.ts';
import type { Reception } from './reception.ts';
import type { RollbackDoor } from './rollback-door.ts';
import type { Stage } from './stage.ts';
import type { StepUpCount } from './step-up-count.ts';
import type { Survey } from './survey.ts';
import type { TriesKeeper } from './tries-keeper.ts';
import type { VaultHost } from './vault-host.ts';

/** A room that makes hidden pages for a vault: document workers, print windows. */
export type ServeVault = (vault: VaultHost, said: FromVault) => void | Promise<void>;

export interface VaultListenerParts {
  readonly workstation: Workstation;
  readonly stage: Pick<Stage, 'vault' | 'shown' | 'killVault' | 'showFailure'>;
  readonly conductor: Pick<Conductor, 'state' | 'tell' | 'settled'>;
  readonly reception: Reception;
  readonly admission: Pick<Admission, 'ask' | 'opened' | 'refused' | 'counted' | 'proven' | 'printed'>;
  readonly survey: Pick<Survey, 'practice' | 'again'>;
  readonly rollback: RollbackDoor;
  readonly tries: Pick<TriesKeeper, 'forgive'>;
  readonly stepUps: Pick<StepUpCount, 'admit' | 'judged'>;
  readonly anchor: Pick<AnchorKeeper, 'read'>;
  readonly log: Pick<LogKeeper, 'record' | 'recordOrOwe' | 'heard' | 'signed'>;
  readonly guard: Pick<LogGuard, 'accept'>;
  readonly serveDocuments: ServeVault;
  readonly servePrints: ServeVault;
}

/** Main's ear for the vault: each of its questions and what is done about it. A question that fails is denied with its code, never left open. */
export class VaultListener {
  readonly #parts: VaultListenerParts;
  readonly #tasks = new TaskNotice();
  constructor(parts: VaultListenerParts) {
    this.#parts = parts;
  }

  /** Nobody is left whose tasks were told of. */
  hush(): void {
    this.#tasks.close();
  }

  hear(vault: VaultHost, said: FromVault): void {
    void this.#answer(vault, said).catch((error: unknown) => {
      const code = error instanceof Failure ? error.code : 'internal';
      noteEvent('vault-request-failed', { code });
      const waiting = error instanceof Failure && error.seconds !== undefined ? { seconds: error.seconds } : {};
      if ('request' in said) vault.say({ type: 'deny', request: said.request, code, ...waiting });
    });
  }

  async #answer(vault: VaultHost, said: FromVault): Promise<void> {
    const { workstation, stage, conductor, reception, admission, survey, rollback, tries, stepUps, anchor, log, guard } = this.#parts;
    switch (said.type) {
      case 'ready':
        return;
      case 'ask':
        reception.noteOutage(said.purpose === 'print' ? 'asked' : 'none');
        return this.#atRollbackDoor(vault) ? rollback.admitPrint(vault, said) : admission.ask(vault, said);
      case 'opened':
        return admission.opened(vault, said.actor);
      case 'refused':
        return this.#atRollbackDoor(vault) ? this.#decisionRefused(vault, said) : admission.refused(vault, said);
      case 'ask-decision':
        if (!this.#atRollbackDoor(vault)) throw new Failure('wrong-sender');
        reception.noteOutage('none');
        return rollback.admit(vault, said);
      case 'decided':
        if (!this.#atRollbackDoor(vault)) return;
        return this.#decided(vault, said.userId);
      case 'ask-anchor':
        return vault.say({ type: 'anchor', request: said.request, known: await anchor.read() });
      case 'ask-file':
        return vault.say({
          type: 'file',
          request: said.request,
          file: await chooseFile(stage.shown, said.name),
          practiceFolder: workstation.folder,
        });
      case 'ask-make':
        return vault.say({ type: 'make', request: said.request, making: await workstation.beginMaking() });
      case 'finished-make':
        return this.#founded(vault, said);
      case 'ask-place':
        return vault.say({
          type: 'place',
          request: said.request,
          place: workstation.anyPlace(),
          practice: workstation.facts?.practice.name ?? null,
        });
      case 'kit-refused':
        await log.recordOrOwe({ action: 'recovery.use', outcome: 'refused', operation: 'door.recover', reason: 'recovery-refused' });
        return vault.say({ type: 'made', request: said.request });
      case 'ask-recover':
        await workstation.recover(said.deviceKeys);
        return vault.say({
          type: 'recover',
          request: said.request,
          recovering: { place: workstation.place(), ledgerKey: workstation.derive('ledger') },
        });
      case 'recovered':
        await log.heard();
        await tries.forgive(said.ownerId);
        vault.say({ type: 'made', request: said.request });
        return survey.again();
      case 'ask-counted':
        await (this.#atRollbackDoor(vault) ? rollback.counted() : admission.counted(vault));
        return vault.say({ type: 'counted', request: said.request });
      case 'proven':
        return admission.proven(vault);
      case 'ask-step-up':
        await stepUps.admit(vault);
        return vault.say({ type: 'counted', request: said.request });
      case 'stepped-up':
        return stepUps.judged(vault, said.right, () => vault.say({ type: 'counted', request: said.request }));
      case 'ask-barred':
        return vault.say({ type: 'barred', request: said.request, userIds: barredIn(conductor.state().desk) });
      case 'account-ended':
        return conductor.tell({ type: 'account-ended', epoch: vault.epoch });
      case 'ask-share':
        if (conductor.state().kind !== 'open' || reception.actor === null) throw new Failure('locked');
        return vault.say({ type: 'share', request: said.request, share: workstation.share(said.userId) });
      case 'ask-accept':
        if (reception.actor === null || vault !== stage.vault || !may(reception.actor.role, 'audit.decide-rollback'))
          throw new Failure('not-permitted');
        await guard.accept(said.seq, said.reason, reception.actor.userId);
        return vault.say({ type: 'accepted', request: said.request });
      case 'printed':
        return this.#atRollbackDoor(vault) ? this.#printedWhileBarred(vault, said.userId) : admission.printed(vault, said.userId);
      case 'head':
        return log.signed(said.size, said.root);
      case 'bulk-reading':
        return conductor.tell({ type: 'failed', epoch: vault.epoch, code: 'bulk-reading' });
      case 'old-records-left':
        return noteEvent('old-records-left', { count: said.count });
      case 'records-closed':
        return conductor.tell({ type: 'failed', epoch: vault.epoch, code: 'disk-failing' });
      case 'store-check':
        if (vault === stage.vault) reception.noteCheck(said.state);
        return;
      case 'policy-changed':
        return conductor.tell({ type: 'policy-changed', policy: await workstation.rereadPolicy() });
      case 'credentials-changed':
        await reception.refreshPeople();
        await tries.forgive(said.userId);
        if (said.userId !== reception.actor?.userId) conductor.tell({ type: 'credentials-changed', userId: said.userId });
        return;
      case 'task-news':
        if (vault === stage.vault && conductor.state().kind === 'open') this.#tasks.show(said, reception.language, stage.shown);
        return;
      case 'preferences':
        return reception.prefer({ language: said.language, theme: said.theme });
      case 'ask-document':
      case 'drop-document':
        return this.#parts.serveDocuments(vault, said);
      case 'ask-printers':
      case 'ask-print-window':
      case 'ask-print':
      case 'drop-print-window':
        return this.#parts.servePrints(vault, said);
    }
  }

  /** The stores of a new practice stand: from here on it is one like any other, and its owner is on the way in. */
  async #founded(vault: VaultHost, said: Extract<FromVault, { type: 'finished-make' }>): Promise<void> {
    const { workstation, conductor, reception, log } = this.#parts;
    await workstation.finishMaking();
    await workstation.ledger.ask('begin');
    await log.record({ action: 'recovery.create', outcome: 'committed', object: said.ownerId, rows: said.sheetsSaved });
    await reception.refreshPeople();
    conductor.tell({ type: 'practice-created', epoch: vault.epoch, ownerId: said.ownerId });
    await conductor.settled();
    vault.say({ type: 'made', request: said.request });
  }

  /** Whether this vault stands at the door where somebody decides about an older copy of the files. */
  #atRollbackDoor(vault: VaultHost): boolean {
    const state = this.#parts.conductor.state();
    return state.kind === 'broken' && state.reason === 'store-older' && vault === this.#parts.stage.vault;
  }

  /** The day list went to the printer while an older copy of the records bars the door, which it still does. */
  async #printedWhileBarred(vault: VaultHost, userId: string): Promise<void> {
    const { rollback, reception } = this.#parts;
    const code = await codeOf(rollback.printed(vault, userId));
    reception.noteOutage('printed');
    this.#showDoorAgain(vault, code, userId);
  }

  /** What the vault heard is gone whatever fails here: the door is always shown again, with what stood in the way. */
  async #decisionRefused(vault: VaultHost, said: Extract<FromVault, { type: 'refused' }>): Promise<void> {
    const code = await codeOf(this.#parts.rollback.refused(vault, said));
    this.#showDoorAgain(vault, code ?? said.code, said.userId);
  }

  async #decided(vault: VaultHost, userId: string): Promise<void> {
    const { rollback, reception, conductor, survey } = this.#parts;
    reception.sayRefused(null);
    const code = await codeOf(
      rollback.decided(vault, userId).then(async () => conductor.tell({ type: 'started', found: await survey.practice() })),
    );
    if (code !== null) this.#showDoorAgain(vault, code, userId);
  }

  #showDoorAgain(vault: VaultHost, code: FailureCode | null, userId: string): void {
    const { reception, stage } = this.#parts;
    reception.sayRefused(code === null ? null : { code, seconds: 0, userId });
    stage.killVault(vault.epoch, 0);
    stage.showFailure();
  }
}

/** What came in the way; null where nothing did. */
const codeOf = async (work: Promise<void>): Promise<FailureCode | null> => {
  try {
    await work;
    return null;
  } catch (error) {
    const code = error instanceof Failure ? error.code : 'internal';
    noteEvent('vault-request-failed', { code });
    return code;
  }
};

/** Whom only a reset helps. */
const barredIn = ({ tries, seen, policy }: Desk): string[] =>
  tries.filter((one) => !Number.isFinite(secondsBarred(one, seen, policy))).map(({ userId }) => userId);
