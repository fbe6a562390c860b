import { Failure } from '../../shared/failure.ts';
import type { Found } from '../../shared/session-terms.ts';
import { noteEvent } from '../log.ts';
import type { Workstation } from '../workstation/workstation.ts';
import type { AnchorKeeper } from './anchor-keeper.ts';
import type { Conductor } from './conductor.ts';
import type { Reception } from './reception.ts';
import { recallSignIns } from './remembered.ts';
import type { RollbackDoor } from './rollback-door.ts';
import type { TriesKeeper } from './tries-keeper.ts';

export interface SurveyParts {
  readonly workstation: Workstation;
  readonly reception: Pick<Reception, 'people' | 'refreshPeople' | 'offerOnly'>;
  readonly anchor: Pick<AnchorKeeper, 'compare' | 'lost'>;
  readonly tries: Pick<TriesKeeper, 'failuresOf'>;
  readonly rollback: Pick<RollbackDoor, 'found'>;
  readonly machine: Pick<Conductor, 'tell' | 'state'>;
}

/** Looks at the workstation: nothing here yet, a practice, or what stands in the way; never a guess. */
export class Survey {
  readonly #parts: SurveyParts;
  constructor(parts: SurveyParts) {
    this.#parts = parts;
  }

  /** What this workstation is found to be at start. */
  atStart(): Promise<Found> {
    return this.#look(() => this.#parts.workstation.look());
  }

  /** What stood in the way is gone, or somebody new may sign in: looks again. */
  async again(): Promise<void> {
    const { machine, reception } = this.#parts;
    if (machine.state().kind === 'broken') {
      return machine.tell({ type: 'started', found: await this.#look(() => Promise.resolve('practice')) });
    }
    await reception.refreshPeople();
  }

  /** Main's writer of the log died: opens the ledger anew and looks again. */
  afterLedgerDeath(): Promise<Found> {
    return this.#look(async () => {
      await this.#parts.workstation.reopenLedger();
      return 'practice';
    });
  }

  /** The practice as the machine wants to know it. */
  async practice(): Promise<Found> {
    const { workstation, reception, tries, machine } = this.#parts;
    await reception.refreshPeople();
    const remembered = recallSignIns(workstation) ?? machine.state().desk;
    const failures = await Promise.all(reception.people.map((person) => tries.failuresOf(person.user_id)));
    machine.tell({ type: 'policy-changed', policy: workstation.policy });
    return {
      kind: 'practice',
      lastUserId: remembered.lastUserId,
      signIns: remembered.signIns,
      tries: failures.filter((one) => one !== undefined),
    };
  }

  /** Once `open` has opened what there is; a failure is an answer too. */
  async #look(open: () => Promise<'nothing' | 'practice'>): Promise<Found> {
    const { workstation, reception, anchor, rollback } = this.#parts;
    try {
      if ((await open()) === 'nothing') return { kind: 'nothing' };
      await anchor.compare();
      if (await workstation.ledger.ask('isBarred')) throw new Failure('store-older');
      await workstation.ledger.ask('begin');
      return await this.practice();
    } catch (error) {
      const code = error instanceof Failure ? error.code : 'internal';
      noteEvent('start-failed', { code });
      if (code !== 'store-older') return { kind: 'failure', code };
      try {
        reception.offerOnly(await rollback.found(anchor.lost ?? 'records'));
        return { kind: 'failure', code };
      } catch (second) {
        // Nothing could be said in the log, so nobody can decide either: barred, and shown why.
        const why = second instanceof Failure ? second.code : 'internal';
        noteEvent('start-failed', { code: why });
        return { kind: 'failure', code: why };
      }
    }
  }
}
