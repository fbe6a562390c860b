// Founds and fills a demonstration in the folder named first, tells its users over the parent's channel, and ends, so that no key stays behind in the process that prints passwords.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localDate } from '../../main/ledger/account-end.ts';
import { fillDemo } from './fill.ts';
import { foundDemo } from './founding.ts';

const [folder = '', count = '500'] = process.argv.slice(2);
const { version }: { version: string } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'));
const practice = await foundDemo(folder, version);
await fillDemo(practice, Number(count), localDate(Date.now()), (done) => process.send?.({ type: 'progress', done }));
await practice.close();
process.send?.({ type: 'ready', people: practice.people }, () => process.exit(0));
