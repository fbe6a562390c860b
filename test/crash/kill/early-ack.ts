import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workload } from '../workload.ts';

/** A workload that breaks its word on purpose, so that the harness is seen to notice: it acknowledges 50 numbers ahead of the file. */
export const workload: Workload = {
  run({ dir, transactions, ack }) {
    for (let number = 1; number <= transactions; number++) {
      ack(String(number));
      if (number % 50 === 0) writeFileSync(join(dir, 'number'), String(number), { flush: true });
    }
  },
  check({ dir, acked }) {
    const kept = existsSync(join(dir, 'number')) ? Number(readFileSync(join(dir, 'number'), 'utf8')) : 0;
    const last = Number(acked.at(-1) ?? 0);
    return last > kept ? [`lost ${last - kept} acknowledged numbers`] : [];
  },
};
