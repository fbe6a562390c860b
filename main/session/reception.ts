import { Failure } from '../../shared/failure.ts';
import type { Moment } from '../../shared/moment.ts';
import type { StoreCheck } from '../../shared/operations/session.ts';
import type { Result } from '../../shared/operations/table.ts';
import { may, type Role } from '../../shared/permissions.ts';
import type { SessionEffect, SessionState } from '../../shared/session-terms.ts';
import { msToLock } from '../../shared/session-time.ts';
import { factorsNeeded, secondsBarred } from '../../shared/sign-in.ts';
import type { WatchReport } from '../audit/log-watch.ts';
import type { Person } from '../ledger/roll.ts';
import type { VaultActor } from '../vault/control.ts';
import { keepLook, type Look, readLook } from '../workstation/look.ts';
import type { Workstation } from '../workstation/workstation.ts';
import { personOf } from './nobody.ts';
import { languageIn } from './reader.ts';

type DoorStatus = Result<'door.status'>;
/** As many people as the unlock page offers by name; whoever is not among them types theirs. */
const SHOWN_PEOPLE = 12;
/** Stands for a wait that only a reset ends. */
const UNTIL_RESET = 999_999;

export interface ReceptionParts {
  readonly workstation: Workstation;
  readonly now: () => Moment;
  /** Who sits here changed, or their language: the role, or null while nobody is signed in. */
  readonly onReader: (language: Look['language'], role: Role | null) => void;
}

/** Who works here and who sits here now: what the pages may know of people and of the session, and in which language and colors the door speaks. */
export class Reception {
  readonly #parts: ReceptionParts;
  #people: readonly Person[] = [];
  #rotationPending = false;
  #storeCheck: StoreCheck = 'none';
  #actor: VaultActor | null = null;
  #actorLanguage: Look['language'] = 'en';
  /** Failed tries between the sign-in before and this one. */
  #failedBefore = 0;
  #look: Look;
  #refused: DoorStatus['refused'] = null;
  #outage: DoorStatus['outage'] = 'none';

  constructor(parts: ReceptionParts) {
    this.#parts = parts;
    this.#look = readLook(parts.workstation.folder);
  }

  get people(): readonly Person[] {
    return this.#people;
  }

  /** Who is signed in; null while the workstation is locked. */
  get actor(): VaultActor | null {
    return this.#actor;
  }

  /** In which language and colors the door speaks. */
  get look(): Look {
    return this.#look;
  }

  async refreshPeople(): Promise<void> {
    const { ledger } = this.#parts.workstation;
    this.#people = await ledger.ask('everyone');
    this.#rotationPending = await ledger.ask('isRotationPending');
  }

  /** Only these are offered at the door, until the roll is read again. */
  offerOnly(people: readonly Person[]): void {
    this.#people = people;
  }

  /** The vault vouches for this person: they will be spoken to in their own language. */
  expect(userId: string, failedBefore: number): void {
    this.#failedBefore = failedBefore;
    this.#actorLanguage = languageIn(this.#people.find((person) => person.user_id === userId)?.preferences);
    this.#refused = null;
    this.#storeCheck = 'none';
  }

  /** How the check of large stores in this session stands. */
  noteCheck(state: StoreCheck): void {
    this.#storeCheck = state;
  }

  seat(actor: VaultActor | null): void {
    this.#actor = actor;
    if (actor !== null) this.#outage = 'none';
    this.noteReader();
  }

  /** What the signed-in person likes now; kept, so that the door looks the same at the next start. */
  prefer(look: Look): void {
    this.#look = look;
    this.#actorLanguage = look.language;
    this.noteReader();
    keepLook(this.#parts.workstation.folder, look);
  }

  setLanguage(language: Look['language']): void {
    this.#look = { ...this.#look, language };
    this.noteReader();
  }

  /** In which language whoever sits here is spoken to. */
  get language(): Look['language'] {
    return this.#actor === null ? this.#look.language : this.#actorLanguage;
  }

  noteReader(): void {
    this.#parts.onReader(this.language, this.#actor?.role ?? null);
  }

  /** What the door says of the last try; null says nothing. */
  sayRefused(refused: DoorStatus['refused']): void {
    this.#refused = refused;
  }

  /** What the last try at this door was for, where it was the day list for outages, and whether that went to the printer. */
  noteOutage(outage: DoorStatus['outage']): void {
    this.#outage = outage;
  }

  /** The same in the words of the session machine. */
  greet({ code, seconds, userId }: Extract<SessionEffect, { type: 'show-unlock' }>): void {
    this.#refused = code === null ? null : { code, seconds: Number.isFinite(seconds) ? seconds : -1, userId: personOf(userId) };
  }

  /** What the unlock page may know. */
  doorStatus(state: SessionState): DoorStatus {
    const { workstation, now } = this.#parts;
    const at = now();
    const { desk } = state;
    return {
      state: state.kind === 'replacing' || state.kind === 'ended' ? 'locked' : state.kind,
      practice: workstation.facts?.practice.name ?? null,
      workstation: workstation.facts?.workstation.name ?? null,
      synthetic: workstation.card?.synthetic ?? true,
      developmentRuntime: !workstation.productionRuntime,
      lockedBecause: state.kind === 'locked' ? state.reason : null,
      broken: state.kind === 'broken' ? state.reason : null,
      refused: this.#refused,
      outage: this.#outage,
      people: this.#people
        .filter((person) => person.state === 'active')
        .toSorted((a, b) => (b.last_sign_in ?? 0) - (a.last_sign_in ?? 0))
        .slice(0, SHOWN_PEOPLE)
        .map((person) => {
          const signIn = desk.signIns.find((one) => one.userId === person.user_id) ?? null;
          const wait = secondsBarred(desk.tries.find((one) => one.userId === person.user_id) ?? null, at, desk.policy);
          return {
            userId: person.user_id,
            name: person.name,
            color: person.color,
            passwordOnly: factorsNeeded(signIn, at, desk.policy, person.user_id) === 'password',
            waitSeconds: Number.isFinite(wait) ? wait : UNTIL_RESET,
          };
        }),
      ...this.#look,
    };
  }

  /** What the workspace may know of its session. Throws Failure `locked` where there is none. */
  sessionStatus(state: SessionState, auditSize: number, { state: log, done, total, finding }: WatchReport): Result<'session.status'> {
    const actor = this.#actor;
    const { workstation, now } = this.#parts;
    if (state.kind !== 'open' || actor === null) throw new Failure('locked');
    return {
      userId: actor.userId,
      name: actor.name,
      role: actor.role,
      color: actor.color,
      workstation: workstation.facts?.workstation.name ?? '',
      practice: workstation.facts?.practice.name ?? '',
      synthetic: workstation.card?.synthetic ?? true,
      locksInSeconds: Math.max(0, Math.ceil(msToLock(state, now()) / 1000)),
      warning: state.warning !== null,
      auditSize,
      log: { state: log, done, total, finding: may(actor.role, 'audit.read') ? finding : null },
      rotationPending: this.#rotationPending,
      storeCheck: this.#storeCheck,
      failedSinceLastSignIn: this.#failedBefore,
    };
  }
}
