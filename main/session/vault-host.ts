import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { type FromVault, fromVault, type ToVault } from '../vault/control.ts';

/** One vault process, seen from main: said to, heard from, and killed. Main never reads what goes over the ports it hands on. */
export class VaultHost {
  readonly epoch: number;
  readonly #process: UtilityProcess;
  #over = false;

  constructor(epoch: number, file: string, env: NodeJS.ProcessEnv, hear: (said: FromVault) => void, onDeath: () => void) {
    this.epoch = epoch;
    this.#process = utilityProcess.fork(file, [], { serviceName: 'Anteroom vault', env, stdio: 'inherit' });
    this.#process.on('message', (raw: unknown) => {
      const said = fromVault.safeParse(raw);
      if (said.success && !this.#over) hear(said.data);
    });
    this.#process.once('exit', () => {
      if (!this.#over) onDeath();
      this.#over = true;
    });
  }

  say(said: ToVault, ports: MessagePortMain[] = []): void {
    if (!this.#over) this.#process.postMessage(said, ports);
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Tells the session that it is over and kills the process after the grace, whatever it is doing. */
  kill(graceMs: number): void {
    if (this.#over) return;
    this.say({ type: 'end' });
    this.#over = true;
    const end = (): void => {
      const { pid } = this.#process;
      // The polite signal can be caught or waited for; this one can't.
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    };
    if (graceMs === 0) setTimeout(end, 20);
    else setTimeout(end, graceMs);
  }
}
