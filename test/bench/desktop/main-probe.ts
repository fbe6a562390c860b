import { join } from 'node:path';
import type { EntryDraft } from '../../../shared/entry.ts';
import type { TestWorkstation } from '../../support/workstation.ts';

/** How the two writers of the ledger and main's event loop fared since the last `begin`, in milliseconds. */
export interface MainWatch {
  readonly begin: () => Promise<void>;
  readonly end: () => Promise<{ readonly stall: number; readonly mainAppends: number[]; readonly vaultAppends: number[] }>;
}

const STALL_GRAIN_MS = 2;
const APPEND_EVERY_MS = 20;

const entry: EntryDraft = {
  ...{ user: null, session: null, operation: 'main.session', action: 'clock.moved', patients: [], object: null, purpose: null },
  ...{ reason: null, detail: null, outcome: 'allowed', rows: 0 },
};

/**
 * Watches main from inside. The vaults started from now on run behind vault-probe.mjs, which times every transaction on the ledger from BEGIN to COMMIT. Main's
 * writer is its own ledger worker, taken hold of as it is next spoken to; between `begin` and `end` it is asked every 20 ms to record an entry, timed from the
 * question to the answer, as main waits for it.
 */
export const watchMain = async ({ app }: TestWorkstation): Promise<MainWatch> => {
  await app.evaluate(
    ({ utilityProcess }, probe) => {
      const { Worker } = process.getBuiltinModule('node:worker_threads');
      const watch = { vaultAppends: [], mainAppends: [], worker: null, stop: () => undefined };
      Reflect.set(globalThis, 'benchWatch', watch);
      const fork = utilityProcess.fork;
      utilityProcess.fork = (file, _args, options) => {
        const child = fork(probe, [file], options);
        child.on('message', (said) => {
          if (said?.type === 'probe') Reflect.apply(Array.prototype.push, watch.vaultAppends, said.times);
        });
        return child;
      };
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (this: unknown, message: unknown) {
        if (typeof message === 'object' && message !== null && 'method' in message) Reflect.set(watch, 'worker', this);
        return Reflect.apply(post, this, [message]);
      };
    },
    join(import.meta.dirname, 'vault-probe.mjs'),
  );
  const begin = (): Promise<void> =>
    app.evaluate(
      (_electron, [draft, grain, every]) => {
        const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
        const watch = Reflect.get(globalThis, 'benchWatch');
        const { worker } = watch;
        if (worker === null) throw new Error("main's writer was not seen");
        watch.vaultAppends = [];
        watch.mainAppends = [];
        const asked = new Map<number, number>();
        let id = 1_000_000_000;
        const hear = (said: { id: number; ok: boolean; code?: string }): void => {
          const began = asked.get(said.id);
          asked.delete(said.id);
          if (began === undefined) return;
          if (!said.ok) throw new Error(`main's entry was refused: ${said.code}`);
          watch.mainAppends.push(performance.now() - began);
        };
        worker.on('message', hear);
        const timer = setInterval(() => {
          if (asked.size > 0) return;
          id += 1;
          asked.set(id, performance.now());
          worker.postMessage({ id, method: 'record', args: [[draft]] });
        }, every);
        const delay = monitorEventLoopDelay({ resolution: grain });
        delay.enable();
        watch.stop = () => {
          clearInterval(timer);
          worker.off('message', hear);
          delay.disable();
          return Math.max(0, delay.max / 1e6 - grain);
        };
      },
      [entry, STALL_GRAIN_MS, APPEND_EVERY_MS] as const,
    );
  const end: MainWatch['end'] = () =>
    app.evaluate(() => {
      const watch = Reflect.get(globalThis, 'benchWatch');
      return { stall: watch.stop(), mainAppends: watch.mainAppends, vaultAppends: watch.vaultAppends };
    });
  return { begin, end };
};
