import type { Answer, Call } from '../../shared/contract.ts';
import { Failure } from '../../shared/failure.ts';
import { newId } from '../../shared/ids.ts';
import { type DoorName, type Input, parseInput, type Result } from '../../shared/operations/table.ts';
import { isDoorName } from '../gate/handlers.ts';
import { newUserKeys } from '../keys/bundle.ts';
import { passwordFault } from '../keys/password.ts';
import { newRecoveryKit, RECOVERY_SHARES } from '../keys/recovery.ts';
import { newRecoveryCodes } from '../keys/recovery-codes.ts';
import { checkTotp, totpEnrolment } from '../keys/totp.ts';
import { failureOf } from '../store/open.ts';
import { recordRollbackDecision } from './audit/rollback-decision.ts';
import { enrol } from './enrolment.ts';
import { type Founding, found } from './founding.ts';
import type { MainLine } from './main-line.ts';
import { keptDays } from './outage/kept-days.ts';
import { printOutageList } from './outage/print-list.ts';
import { officeNames } from './practice-name.ts';
import type { SessionSpooler } from './printing/spooler.ts';
import { wayToPaper } from './printing/way-to-paper.ts';
import { beginRecovery, finishRecovery, type Recovery, readKit } from './recovery-door.ts';
import { type Sheet, SheetSaver } from './sheet-saver.ts';
import { type Entrant, proveKeys, provePerson, WrongGuess } from './sign-in.ts';
import type { WaitingRotation } from './waiting-rotation.ts';

type DoorHandlers = { readonly [K in DoorName]: (input: Input<K>) => Promise<Result<K>> };

/** A first run that has got so far; kept in memory only, and gone with this process. */
type Setup = {
  readonly founding: Omit<Founding, 'totpStep' | 'codes' | 'recipient'>;
  readonly solo: boolean;
  readonly proven?: { readonly totpStep: number; readonly recipient: string; readonly codes: Founding['codes'] };
  readonly saver?: SheetSaver;
};

/**
 * The vault before anybody is in it: it has no key and no store open, and answers only what the unlock page asks. What is typed comes here on a port of its own; main
 * is asked for the device's part of the keys, and told no more than who it is and whether it worked.
 */
export class Lobby {
  readonly #line: MainLine;
  readonly #enter: (entrant: Entrant) => Promise<void>;
  readonly #rotation: WaitingRotation;
  readonly #spooler: SessionSpooler;
  #setup: Setup | null = null;
  #newcomer: { readonly entrant: Entrant; readonly totpSecret: Buffer } | null = null;
  #waiting: Entrant | null = null;
  #recovery: Recovery | null = null;
  #busy = false;

  constructor(line: MainLine, enter: (entrant: Entrant) => Promise<void>, rotation: WaitingRotation) {
    this.#line = line;
    this.#spooler = wayToPaper(line);
    this.#enter = enter;
    this.#rotation = rotation;
  }

  async answer(call: Call): Promise<Answer<unknown>> {
    if (!isDoorName(call.name)) return { ok: false, code: 'unknown-operation' };
    // How a sign-in gets on is asked while it is under way.
    if (call.name === 'door.rotation') return this.#told(call.name, call.input);
    if (this.#busy) return { ok: false, code: 'too-fast' };
    this.#busy = true;
    try {
      return await this.#told(call.name, call.input);
    } finally {
      this.#busy = false;
    }
  }

  async #told(name: DoorName, input: unknown): Promise<Answer<unknown>> {
    try {
      return { ok: true, value: await this.#run(name, input) };
    } catch (error) {
      const failure = failureOf(error instanceof WrongGuess ? error.failure : error);
      return { ok: false, code: failure.code, ...(failure.seconds === undefined ? {} : { seconds: failure.seconds }) };
    }
  }

  #run<K extends DoorName>(name: K, raw: unknown): Promise<Result<K>> {
    return this.#handlers[name](parseInput(name, raw));
  }

  readonly #handlers: DoorHandlers = {
    'door.sign-in': async ({ userId, signInName, password, code }) => {
      const typedCode = code === '' ? undefined : code;
      const grant = await this.#line.askGrant({ userId, signInName }, typedCode !== undefined);
      try {
        const entrant = await provePerson(grant, password, typedCode, Date.now());
        if (entrant.person.state === 'active') {
          await this.#enter(entrant);
          return { next: 'open' };
        }
        this.#line.say({ type: 'proven', userId: grant.userId });
        const fresh = newUserKeys();
        this.#newcomer = { entrant, totpSecret: fresh.totpSecret };
        return { next: 'enrol', enrolment: enrolmentOf(fresh.totpSecret, this.#practiceName(entrant), entrant.person.sign_in_name) };
      } catch (error) {
        throw await this.#refused(grant.userId, error);
      }
    },

    'door.decide-rollback': async ({ userId, signInName, password, code, reason }) => {
      const { grant, lost } = await this.#line.askDecision({ userId, signInName });
      try {
        const entrant = await provePerson(grant, password, code, Date.now());
        recordRollbackDecision(entrant, lost, reason, Date.now());
        entrant.ledger.store.close();
      } catch (error) {
        throw await this.#refused(grant.userId, error);
      }
      this.#line.say({ type: 'decided', userId: grant.userId });
      return { decided: true };
    },

    'door.outage-list': async () => keptDays((await this.#line.askPlace()).folder, this.#spooler),

    'door.print-outage-list': async ({ userId, signInName, password, code, ...order }) => {
      const grant = await this.#line.askGrant({ userId, signInName }, true, 'print');
      try {
        const proven = await proveKeys(grant, password, code, Date.now());
        await printOutageList(proven, order, this.#spooler, ({ size, root }) => this.#line.say({ type: 'head', size, root }));
      } catch (error) {
        throw await this.#refused(grant.userId, error);
      }
      this.#line.say({ type: 'printed', userId: grant.userId });
      return { printed: true };
    },

    'door.enrol': async ({ password, code }) => {
      const newcomer = this.#newcomer;
      if (newcomer === null) throw new Failure('bad-input');
      const { person, ledger } = newcomer.entrant;
      const names = [person.name, person.sign_in_name, ...officeNames(ledger.roll)];
      if ((await passwordFault(password, names)) !== undefined) throw new Failure('weak-password');
      const accepted = checkTotp(newcomer.totpSecret, code, Date.now(), -1);
      if (accepted.state !== 'accepted') throw new Failure('sign-in-failed');
      const enrolled = await enrol(newcomer.entrant, password, newcomer.totpSecret, accepted.step, Date.now());
      this.#newcomer = null;
      this.#waiting = enrolled.entrant;
      return { recoveryCodes: enrolled.codes };
    },

    'door.enter': async () => {
      const waiting = this.#waiting;
      if (waiting === null) throw new Failure('bad-input');
      this.#waiting = null;
      await this.#enter(waiting);
      return { next: 'open' };
    },

    'door.rotation': async ({ postpone }) => {
      if (postpone) this.#rotation.postpone();
      return { step: this.#rotation.step };
    },

    'door.check-password': async ({ password, about }) => {
      const fault = await passwordFault(password, about);
      const reason = fault === undefined ? null : fault === 'too-long' ? 'guessable' : fault;
      return { ok: fault === undefined, reason };
    },

    'door.set-up': async ({ practice, workstation, ownerName, signInName, password, solo }) => {
      if ((await passwordFault(password, [practice, workstation, ownerName, signInName])) !== undefined) throw new Failure('weak-password');
      const keys = newUserKeys();
      this.#setup = { founding: { ownerId: newId(), practice, workstation, ownerName, signInName, password, keys }, solo };
      return { enrolment: enrolmentOf(keys.totpSecret, practice, signInName) };
    },

    'door.set-up-code': async ({ code }) => {
      const setup = this.#setup;
      if (setup === null) throw new Failure('bad-input');
      const accepted = checkTotp(setup.founding.keys.totpSecret, code, Date.now(), -1);
      if (accepted.state !== 'accepted') throw new Failure('sign-in-failed');
      const kit = await newRecoveryKit(setup.solo ? 'solo' : 'shares');
      const codes = newRecoveryCodes(setup.founding.ownerId);
      const shares: readonly Sheet[] = kit.sheets.map((sheet) => ({
        label: sheet.label ?? sheet.kitId,
        words: sheet.words.join(' '),
        qr: sheet.qr,
      }));
      const needed = setup.solo ? 1 : RECOVERY_SHARES.needed;
      const proven = { totpStep: accepted.step, recipient: kit.recipient, codes: codes.hashed };
      this.#setup = { ...setup, proven, saver: new SheetSaver(this.#line, setup.founding.practice, shares, needed) };
      return { recoveryCodes: codes.codes, shares: [...shares], needed };
    },

    'door.save-sheet': async ({ sheet, language }) => {
      const saver = this.#setup?.saver;
      if (saver === undefined) throw new Failure('bad-input');
      return { saved: await saver.save(sheet, language) };
    },

    'door.set-up-finish': async ({ shares }) => {
      const setup = this.#setup;
      if (setup?.proven === undefined) throw new Failure('bad-input');
      // The kit must open before set-up ends: what was written down is read back and gives the same identity.
      (await readKit(shares, setup.proven.recipient)).scalar.fill(0);
      const founding: Founding = { ...setup.founding, ...setup.proven };
      const making = await this.#line.askMake(founding.workstation, founding.practice);
      await found(founding, making, Date.now());
      await this.#line.finishMake(founding.ownerId, setup.saver?.saved ?? 0);
      this.#setup = null;
      const grant = await this.#line.askGrant({ userId: founding.ownerId }, true);
      await this.#enter(await provePerson({ ...grant, factors: 'password' }, founding.password, undefined, Date.now()));
      return { next: 'open' };
    },

    'door.recover': async ({ shares, name, signInName, password }) => {
      this.#recovery = await beginRecovery(this.#line, shares, { name, signInName, password });
      return { enrolment: enrolmentOf(this.#recovery.keys.totpSecret, this.#recovery.practice ?? 'Anteroom', signInName) };
    },

    'door.recover-code': async ({ code }) => {
      const recovery = this.#recovery;
      if (recovery === null) throw new Failure('bad-input');
      const recoveryCodes = await finishRecovery(this.#line, recovery, code);
      this.#recovery = null;
      return { recoveryCodes };
    },
  };

  /** Locked, quit or superseded: what is on its way to a printer goes no further. */
  end(): void {
    this.#spooler.end();
  }

  /** Tells main how the try ended, a wrong guess once it is counted for good: the page hears of it only then. Answers with what it is told. */
  async #refused(userId: string, error: unknown): Promise<unknown> {
    const guess = error instanceof WrongGuess;
    const failure = guess ? error.failure : failureOf(error);
    const told = guess ? await this.#line.askCounted().then(() => error, failureOf) : error;
    this.#line.say({ type: 'refused', userId, code: failure.code, guess });
    return told;
  }

  #practiceName(entrant: Entrant): string {
    const practice = entrant.ledger.roll.setting('practice');
    return typeof practice === 'object' && practice !== null && 'name' in practice && typeof practice.name === 'string'
      ? practice.name
      : 'Anteroom';
  }
}

const enrolmentOf = (secret: Buffer, practice: string, user: string): { otpauth: string; secret: string } => {
  const { uri, base32 } = totpEnrolment(secret, { practice, user });
  return { otpauth: uri, secret: base32 };
};
