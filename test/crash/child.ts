import { writeSync } from 'node:fs';
import { loadWorkload } from './workload.ts';

/** The crashing process: `node child.ts MODULE JOB`, where JOB is JSON. Acknowledgements go out on file descriptor 3, one write each. */
const [module = '', job = '{}'] = process.argv.slice(2);
const ACKS = 3;
const workload = await loadWorkload(module);
await workload.run({ ...JSON.parse(job), ack: (note: string) => void writeSync(ACKS, `${note}\n`) });
