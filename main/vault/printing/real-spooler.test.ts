import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../../shared/failure.ts';
import { noCups, type PrivateCups, privateCups, spooledIn } from '../../../test/support/private-cups.ts';
import { SystemSpooler } from './spooler.ts';

/** The system's own lp and lpstat, and a CUPS of this test's own behind them: what docs/printing.md says of the spooler is what it does. */
const missing = noCups();
if (missing !== null) console.log(`the real print spooler is not tested: ${missing}`);

const PDF = Buffer.concat([
  Buffer.from('%PDF-1.3 García, María 4 March 1961 '),
  Buffer.from(randomBytes(150_000).toString('base64')),
  Buffer.from('%%EOF'),
]);
/** Names that a shell, or a program that looks for options in its words, would take for something else. */
const ODD = ['-oraw', '--help', '$(touch${IFS}ran)', '`id`', ';id;'];

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'printed',
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );
const until = async (what: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 20));
};
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe.skipIf(missing !== null)('with the system’s own lp', () => {
  let cups: PrivateCups;
  let spooler: SystemSpooler;
  const home = process.env['HOME'];
  const begin = async (more: readonly string[] = []): Promise<void> => {
    cups = await privateCups(['Front-Desk', 'Labels', ...ODD], more);
    // lp is given nothing of this process's environment but its home
    process.env['HOME'] = cups.home;
    spooler = new SystemSpooler();
  };
  beforeEach(() => begin());
  afterEach(async () => {
    spooler.end();
    process.env['HOME'] = home;
    await cups.stop();
  });

  test('the same bytes come out of the printer that was named, as often as was said, under a title that says nothing', async () => {
    expect(await spooler.printers()).toEqual({ names: expect.arrayContaining(['Front-Desk', 'Labels']), usual: 'Front-Desk' });
    await spooler.print(PDF, { printer: 'Labels', copies: 3 });
    await until(() => cups.paper('Labels') !== undefined);
    expect(cups.paper('Labels')?.equals(PDF)).toBe(true);
    expect(cups.paper('Front-Desk')).toBeUndefined();
    const [, , title, copies] = cups.told('Labels') ?? [];
    expect([title, copies]).toEqual(['Anteroom', '3']);
  });
});
