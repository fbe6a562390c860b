import { Failure } from '../../shared/failure.ts';
import type { PrintJob } from '../../shared/print-window.ts';
import type { KnownHead } from '../audit/log-check.ts';
import { type FromVault, type Grant, type Lost, type Making, type Place, type Recovering, type ToVault, toVault } from './control.ts';

/** What the vault process needs of a port that main hands it. */
export interface LinePort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
}

/** What the vault process needs of Electron's parent port. */
export interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: unknown; readonly ports: readonly LinePort[] }) => void): unknown;
  postMessage(message: unknown): void;
}

type Settle = { readonly resolve: (answer: ToVault) => void; readonly reject: (failure: Failure) => void };
type Unasked = Exclude<ToVault, { request: number }>;

type Who = { readonly userId?: string | undefined; readonly signInName?: string | undefined };
const named = ({ userId, signInName }: Who) => ({
  ...(userId === undefined ? {} : { userId }),
  ...(signInName === undefined ? {} : { signInName }),
});

/** The vault's line to main: questions with answers, and what main says unasked. */
export class MainLine {
  readonly #port: ParentPort;
  readonly #waiting = new Map<number, Settle>();
  /** Who waits for a line to a page that main makes. */
  readonly #lines = new Map<number, (port: LinePort) => void>();
  #last = 0;

  constructor(port: ParentPort, hear: (said: Unasked, ports: readonly LinePort[]) => void) {
    this.#port = port;
    port.on('message', ({ data, ports }) => {
      const said = toVault.parse(data);
      if (!('request' in said)) return hear(said, ports);
      if (said.type === 'document' || said.type === 'print-window') {
        const [line] = ports;
        if (line !== undefined) this.#lines.get(said.request)?.(line);
        this.#lines.delete(said.request);
        this.#waiting.delete(said.request);
        return;
      }
      const settle = this.#waiting.get(said.request);
      this.#waiting.delete(said.request);
      if (said.type === 'deny') settle?.reject(new Failure(said.code, said.seconds === undefined ? {} : { seconds: said.seconds }));
      else settle?.resolve(said);
    });
  }

  say(said: FromVault): void {
    this.#port.postMessage(said);
  }

  /** The device's part of the keys for one try: to sign in, or to print the day list for outages. Throws the Failure main answers with. */
  async askGrant(who: Who, withCode: boolean, purpose: 'sign-in' | 'print' = 'sign-in'): Promise<Grant> {
    const request = this.#next();
    const answer = await this.#ask(request, { type: 'ask', request, who: named(who), withCode, purpose });
    if (answer.type !== 'grant') throw new Failure('internal');
    return answer.grant;
  }

  /** The device's part of the keys for one decision about an older copy of the files. Throws the Failure main answers with. */
  async askDecision(who: Who): Promise<{ grant: Grant; lost: Lost }> {
    const request = this.#next();
    const answer = await this.#ask(request, { type: 'ask-decision', request, who: named(who) });
    if (answer.type !== 'decision-grant') throw new Failure('internal');
    return { grant: answer.grant, lost: answer.lost };
  }

  /** The newest head as the keychain has it; null where there is none. */
  async askAnchor(): Promise<KnownHead | null> {
    const request = this.#next();
    const answer = await this.#ask(request, { type: 'ask-anchor', request });
    if (answer.type !== 'anchor') throw new Failure('internal');
    return answer.known;
  }

  /** The file the person chooses for an export; null where they choose none. */
  async askFile(name: string): Promise<string | null> {
    return (await this.askFileAway(name)).file;
  }

  /** The same, and the folder of the practice. */
  async askFileAway(name: string): Promise<{ readonly file: string | null; readonly practiceFolder: string }> {
    const request = this.#next();
    const answer = await this.#ask(request, { type: 'ask-file', request, name });
    if (answer.type !== 'file') throw new Failure('internal');
    return answer;
  }

  /** Main goes on in spite of the finding that begins at this entry. Throws `changed-meanwhile` where there is no such finding (any more). */
  async askAccept(seq: number, reason: string): Promise<void> {
    const request = this.#next();
    const answer = await this.#ask(request, { type: 'ask-accept', request, seq, reason });
    if (answer.type !== 'accepted') throw new Failure('internal');
  }

  async askMake(workstation: string, practice: string): Promise<Making> {
    const request = this.#next();
    const answer = await this.#ask(request, { type: 'ask-make', request, workstation, practice });
    if (answer.type !== 'make') throw new Failure('internal');
    return answer.making;
  }

  async finishMake(ownerId: string, sheetsSaved: number): Promise<void> {
    const request = this.#next();
    await this.#ask(request, { type: 'finished-make', request, ownerId, sheetsSaved });
  }

  async askPlace(): Promise<Place & { readonly practice: string | null }> {
    const request = this.#next();
    const answer = await this.#ask(request, { type: 'ask-place', request });
    if (answer.type !== 'place') throw new Failure('internal');
    return { ...answer.place, practice: answer.practice };
  }

  async askRecover(deviceKeys: Uint8Array): Promise<Recovering> {
    const request = this.#next();
    const answer = await this.#ask(request, { type: 'ask-recover', request, deviceKeys });
    if (answer.type !== 'recover') throw new Failure('internal');
    return answer.recovering;
  }

  /** Resolves when that is recorded. */
  async sayKitRefused(): Promise<void> {
    const request = this.#next();
    await this.#ask(request, { type: 'kit-refused', request });
  }

  async sayRecovered(ownerId: string): Promise<void> {
    const request = this.#next();
    await this.#ask(request, { type: 'recovered', request, ownerId });
  }

  /** The device's share in another person's key: answered only while a session is open. */
  async askShare(userId: string): Promise<Uint8Array> {
    const request = this.#next();
    const answer = await this.#ask(request, { type: 'ask-share', request, userId });
    if (answer.type !== 'share') throw new Failure('internal');
    return answer.share;
  }

  /** Resolves when the wrong guess is counted durably in both places. Throws `key-unreadable` where the keychain does not keep it. */
  async askCounted(): Promise<void> {
    const request = this.#next();
    await this.#ask(request, { type: 'ask-counted', request });
  }

  /** May the signed-in person try a fresh code? Failure `barred` with the seconds to wait, `locked`. */
  async askStepUp(): Promise<void> {
    const request = this.#next();
    await this.#ask(request, { type: 'ask-step-up', request });
  }

  /** The outcome of a fresh code; counted durably when it resolves. */
  async tellStepUp(right: boolean): Promise<void> {
    const request = this.#next();
    await this.#ask(request, { type: 'stepped-up', request, right });
  }

  /** Whom only a reset helps after too many failed tries. */
  async askBarred(): Promise<readonly string[]> {
    const request = this.#next();
    const answer = await this.#ask(request, { type: 'ask-barred', request });
    if (answer.type !== 'barred') throw new Failure('internal');
    return answer.userIds;
  }

  /** A fresh document worker, reached by this port; `drop` ends it. Failure `too-fast` while enough of them are at work. */
  askDocument(): Promise<{ port: LinePort; drop: () => void }> {
    const request = this.#next();
    return this.#askLine(request, { type: 'ask-document', request }, (port) => ({
      port,
      drop: () => this.say({ type: 'drop-document', request }),
    }));
  }

  /** The printers main sees, at most 50. Failure `printer-none`, `printer-silent`. */
  async askPrinters(): Promise<{ readonly names: readonly string[]; readonly usual: string | null }> {
    const request = this.#next();
    const answer = await this.#ask(request, { type: 'ask-printers', request });
    if (answer.type !== 'printers') throw new Failure('internal');
    return { names: answer.names, usual: answer.usual };
  }

  /**
   * A fresh print window for this job, reached by this port. `print` has what it has drawn printed: resolves when the system has taken it. `drop` ends it.
   * Failure `printer-gone`, `printer-none`, `printer-failed`, `printer-silent`, `too-fast` while another one is at work.
   */
  askPrintWindow(job: PrintJob): Promise<{ port: LinePort; print: () => Promise<void>; drop: () => void }> {
    const window = this.#next();
    const print = async (): Promise<void> => {
      const request = this.#next();
      await this.#ask(request, { type: 'ask-print', request, window });
    };
    return this.#askLine(window, { type: 'ask-print-window', request: window, job }, (port) => ({
      port,
      print,
      drop: () => this.say({ type: 'drop-print-window', request: window }),
    }));
  }

  #askLine<T>(request: number, question: FromVault, made: (port: LinePort) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(request, { resolve: () => undefined, reject });
      this.#lines.set(request, (port) => resolve(made(port)));
      this.say(question);
    });
  }

  #next(): number {
    this.#last += 1;
    return this.#last;
  }

  #ask(request: number, question: FromVault): Promise<ToVault> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(request, { resolve, reject });
      this.say(question);
    });
  }
}
