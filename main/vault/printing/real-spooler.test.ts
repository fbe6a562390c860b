import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
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
const ODD = ['-oraw', '--help', '$(id>ran)', '`id`', ';id;'];

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

const ENOUGH = 1_000_000;

/** A way to the scheduler on which a long job gets stuck in its middle, until it is opened. */
const narrowWay = async ({ socket, home }: PrivateCups): Promise<{ readonly stuck: Promise<void>; readonly open: () => Promise<void> }> => {
  const { promise: stuck, resolve } = Promise.withResolvers<void>();
  const narrow = createServer((client) => {
    let sent = 0;
    const scheduler = connect(socket).on('error', () => client.destroy());
    client.on('error', () => scheduler.destroy()).on('close', () => scheduler.destroy());
    scheduler.on('close', () => client.destroy()).pipe(client);
    client.on('data', (bytes) => {
      sent += bytes.length;
      if (sent <= ENOUGH) scheduler.write(bytes);
      else resolve();
    });
  });
  const way = join(home, 'way');
  await new Promise<void>((listening) => narrow.listen(way, listening));
  const conf = join(home, '.cups', 'client.conf');
  writeFileSync(conf, `ServerName ${way}\n`);
  return {
    stuck,
    open: () => {
      writeFileSync(conf, `ServerName ${socket}\n`);
      return new Promise((closed) => narrow.close(() => closed()));
    },
  };
};

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

  test('a printer whose name looks like an option or a command is a printer; one that is not listed is refused before a byte leaves', async () => {
    expect((await spooler.printers()).names).toEqual(expect.arrayContaining([...ODD]));
    for (const printer of ODD) {
      await spooler.print(PDF, { printer, copies: 1 });
      await until(() => cups.paper(printer) !== undefined);
      expect(cups.paper(printer)?.equals(PDF)).toBe(true);
    }
    expect(existsSync('/ran')).toBe(false);
    await until(async () => (await cups.waiting()).length === 0);
    const jobs = (): string[] => readdirSync(cups.spool);
    await until(() => !jobs().some((name) => name.endsWith('.N')));
    const before = jobs();
    for (const printer of ['Gone', '-d', '--version', 'Front-Desk -o raw', 'Front-Desk\nLabels', '$(touch /tmp/ran)', '../Front-Desk', ''])
      expect([printer, await codeOf(spooler.print(PDF, { printer, copies: 1 }))]).toEqual([printer, 'printer-gone']);
    await until(() => !jobs().some((name) => name.endsWith('.N')));
    expect(jobs()).toEqual(before);
  });

  test('a scheduler that answers nothing is said to be silent, and nothing is printed when it answers again', async () => {
    const hasty = new SystemSpooler(undefined, 1_000);
    cups.freeze(true);
    expect(await codeOf(hasty.print(PDF, { printer: 'Front-Desk', copies: 1 }))).toBe('printer-silent');
    cups.freeze(false);
    expect(await cups.waiting()).toEqual([]);
    expect(spooledIn(cups)).toEqual([]);
  });

  test('the lock in the middle of a job kills it: no more of it comes than had come, and the next one is printed', async () => {
    const way = await narrowWay(cups);
    const printing = codeOf(spooler.print(Buffer.concat([PDF, randomBytes(4_000_000)]), { printer: 'Front-Desk', copies: 1 }));
    await way.stuck;
    // what is still arriving has no name of a job yet
    const arriving = (): string[] => readdirSync(cups.spool).filter((name) => /^[0-9a-f]{8}$/.test(name));
    await until(() => arriving().some((name) => statSync(join(cups.spool, name)).size > 0));
    spooler.end();
    expect(await printing).toBe('locked');
    await until(() => arriving().length === 0);
    await way.open();
    // most often CUPS drops it and lists an empty job; now and then it takes what had come for the whole
    const isDropped = async (): Promise<boolean> => (await cups.waiting()).map((job) => job.split(/\s+/)[2]).join() === '0';
    const isTorn = (): boolean => spooledIn(cups).length > 0;
    await until(async () => isTorn() || (await isDropped()));
    for (const part of spooledIn(cups)) expect(part.length).toBeLessThanOrEqual(ENOUGH);
    if (isTorn()) await until(() => cups.paper('Front-Desk') !== undefined);
    cups.forget('Front-Desk');

    await new SystemSpooler().print(PDF, { printer: 'Front-Desk', copies: 1 });
    await until(() => cups.paper('Front-Desk')?.equals(PDF) === true);
  });

  test('a job waits in clear on the disk, and stays there for a day when it is printed, as the documentation says', async () => {
    cups.hold('Front-Desk', true);
    await spooler.print(PDF, { printer: 'Front-Desk', copies: 1 });
    expect(spooledIn(cups).map((job) => job.equals(PDF))).toEqual([true]);
    cups.hold('Front-Desk', false);
    await until(() => cups.paper('Front-Desk') !== undefined);
    await until(async () => (await cups.waiting()).length === 0);
    expect(spooledIn(cups).map((job) => job.equals(PDF))).toEqual([true]);
    await cups.stop();

    await begin(['PreserveJobFiles No']);
    await spooler.print(PDF, { printer: 'Front-Desk', copies: 1 });
    await until(() => cups.paper('Front-Desk') !== undefined);
    await until(() => spooledIn(cups).length === 0);
    // what is kept of it says who printed how much, and nothing of what
    await until(async () => (await cups.waiting()).length === 0);
    // a file is written beside the one it takes the place of
    await until(() => filesIn(cups.spool).every((file) => !file.endsWith('.N')));
    const kept = filesIn(cups.spool).map((file) => readFileSync(file, 'latin1'));
    expect(kept.length).toBe(1);
    expect(kept.join('')).toContain('Anteroom');
    expect(kept.join('')).not.toMatch(/%PDF|García|4 March/);
    await cups.stop();

    await begin(['PreserveJobHistory No']);
    await spooler.print(PDF, { printer: 'Front-Desk', copies: 1 });
    await until(() => cups.paper('Front-Desk') !== undefined);
    await until(() => filesIn(cups.spool).length === 0);
  });
});
