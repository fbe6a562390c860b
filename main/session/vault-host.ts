import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { wipeWithin } from '../keys/wipe.ts';
import { type FromVault, fromVault, type ToVault } from '../vault/control.ts';

/** One vault process, seen from main: said to, heard from, and killed. Main never reads what goes over the ports it hands on. */
export class VaultHost {
  readonly epoch: number;
  readonly #process: UtilityProcess;
  readonly #after = new Set<() => void>();
  readonly #gone: Promise<void>;
  #over = false;

  constructor(epoch: number, file: string, env: NodeJS.ProcessEnv, hear: (said: FromVault) => void, onDeath: () => void) {
    this.epoch = epoch;
    this.#process = utilityProcess.fork(file, [], { serviceName: 'Anteroom vault', env, stdio: 'inherit' });
    this.#process.on('message', (raw: unknown) => {
      const said = fromVault.safeParse(raw);
      if (said.success && !this.#over) hear(said.data);
    });
    this.#gone = new Promise((resolve) => {
      this.#process.once('exit', () => {
        resolve();
        if (this.#over) return;
        // Nothing may be said to it any more: Electron itself dies of a message to a process that has just ended.
        this.#end();
        setImmediate(onDeath);
      });
    });
  }

  /** Says it, and wipes what bytes it has in it: they are key bytes, and what is posted is copied (serialized) before `postMessage` returns. */
  say(said: ToVault, ports: MessagePortMain[] = []): void {
    try {
      if (!this.#over) this.#process.postMessage(said, ports);
    } finally {
      wipeWithin(said);
    }
  }

  /**
   * Calls this once the vault is over, killed or dead; at once when it is. What was started for this vault alone ends with it. Answers with how to stop hearing of it: what has ended
   * before, with all that it held, is not kept until the lock.
   */
  whenOver(then: () => void): () => void {
    if (this.#over) {
      then();
      return () => undefined;
    }
    const hear = (): void => then();
    this.#after.add(hear);
    return () => void this.#after.delete(hear);
  }

  #end(): void {
    this.#over = true;
    const after = [...this.#after];
    this.#after.clear();
    for (const then of after) then();
  }

  /** Killed, or dead by itself: nothing it says is heard any more. */
  get over(): boolean {
    return this.#over;
  }

  /** Resolves when the process is no more. */
  get gone(): Promise<void> {
    return this.#gone;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Tells the session that it is over and kills the process after the grace, whatever it is doing. */
  kill(graceMs: number): Promise<void> {
    if (this.#over) return Promise.resolve();
    this.say({ type: 'end' });
    this.#end();
    return new Promise((resolve) => {
      const end = (): void => {
        const { pid } = this.#process;
        try {
          // The polite signal can be caught or waited for; this one can't.
          if (pid !== undefined) process.kill(pid, 'SIGKILL');
        } catch {
          // It ended by itself in this moment, which is what was asked for.
        } finally {
          resolve();
        }
      };
      setTimeout(end, graceMs === 0 ? 20 : graceMs);
    });
  }
}
