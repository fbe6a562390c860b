import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../shared/contract.ts';
import { Failure } from '../../shared/failure.ts';
import { freshKey } from '../../test/support/access.ts';
import { openTestGate, type TestGate } from '../../test/support/gate.ts';
import { codeOf } from '../../test/support/patients.ts';
import type { VaultPlainHandlers } from '../gate/handlers.ts';
import { PlainGate } from '../gate/plain.ts';
import type { LedgerSink } from '../gate/recorder.ts';
import { Announcements, sinkOf } from './announcements.ts';
import { fileHandlers } from './files.ts';
import { ledgerSide } from './ledger-side.ts';
import { OutTray } from './out-tray.ts';
import { takeOut, writePieces } from './whole-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-out-'));
  path = join(folder, 'not-imported.xlsx');
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ready = (text: string) => ({ name: 'not-imported.xlsx', rows: 3, pieces: [bytes(text.slice(0, 4)), bytes(text.slice(4))] });
/** A gate that is only asked for files. */
const onlyFiles = (files: Pick<VaultPlainHandlers, 'file.save'>): VaultPlainHandlers => {
  const refusing = new Proxy(files, {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (() => {
        throw new Failure('internal');
      }),
  });
  if (!isWhole(refusing)) throw new Error('no handlers');
  return refusing;
};
const isWhole = (handlers: object): handlers is VaultPlainHandlers => 'file.save' in handlers;

/** As the gate commits, without its log. */
const now = (rename: () => void): void => rename();
const call = { commit: <T>(work: () => T): T => work() };
const failing = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );

test('a file is there whole, for this account alone, with nothing beside it', async () => {
  await takeOut(path, (part) => writePieces(part, [bytes('whole '), bytes('file')]), now);
  expect(readFileSync(path, 'utf8')).toBe('whole file');
  expect(readdirSync(folder)).toEqual(['not-imported.xlsx']);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a file that could not be written leaves the one before it as it was, and no half of itself', async () => {
  writeFileSync(path, 'the one before');
  const half = takeOut(
    path,
    (part) => {
      writePieces(part, [bytes('half')]);
      throw Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' });
    },
    now,
  );
  expect(await failing(half)).toBe('disk-full');
  expect(readFileSync(path, 'utf8')).toBe('the one before');
  expect(readdirSync(folder)).toEqual(['not-imported.xlsx']);
});

test('a place that takes no file is named as such', async () => {
  mkdirSync(path);
  expect(await failing(takeOut(path, (part) => writePieces(part, [bytes('x')]), now))).toBe('file-not-written');
  expect(await failing(takeOut(join(folder, 'nowhere', 'x'), (part) => writePieces(part, [bytes('x')]), now))).toBe('file-not-written');
  if (process.getuid?.() === 0) return;
  chmodSync(folder, 0o500);
  expect(await failing(takeOut(join(folder, 'x'), (part) => writePieces(part, [bytes('x')]), now))).toBe('file-not-written');
  chmodSync(folder, 0o700);
});

test('only a file the vault made is saved: a page can have nothing else written, and none twice', async () => {
  const tray = new OutTray();
  const { 'file.save': save } = fileHandlers({ askFile: () => Promise.resolve(path) }, tray);
  const before = tray.begin();
  const fileId = tray.begin();
  tray.put(before, ready('of another time'));
  expect(await failing(Promise.resolve(save({ fileId: before }, call)))).toBe('not-found');
  expect(await failing(Promise.resolve(save({ fileId }, call)))).toBe('not-found');
  tray.put(fileId, ready('the rows left out'));
  expect(await save({ fileId }, call)).toEqual({ saved: true, rows: 3 });
  expect(readFileSync(path, 'utf8')).toBe('the rows left out');
  expect(await failing(Promise.resolve(save({ fileId }, call)))).toBe('not-found');
});

test('a file stays in the tray when the person thinks better of it or the disk is full, and is wiped by the next', async () => {
  const tray = new OutTray();
  let answer: string | null = null;
  const { 'file.save': save } = fileHandlers({ askFile: () => Promise.resolve(answer) }, tray);
  const fileId = tray.begin();
  const file = ready('the rows left out');
  tray.put(fileId, file);
  expect(await save({ fileId }, call)).toEqual({ saved: false, rows: 0 });
  answer = join(folder, 'nowhere', 'x');
  expect(await failing(Promise.resolve(save({ fileId }, call)))).toBe('file-not-written');
  expect(existsSync(path)).toBe(false);
  tray.begin();
  expect(file.pieces.every((piece) => piece.every((byte) => byte === 0))).toBe(true);
  expect(codeOf(() => tray.look(fileId))).toBe('not-found');
});

describe('a file whose entry could not be written gets no name, and the one before keeps it', () => {
  let gate: TestGate;
  beforeEach(() => {
    gate = openTestGate('owner');
  });
  afterEach(() => gate.close());

  /** Saves through the real gate and the real log. */
  const saving = async (spoil: (sink: LedgerSink) => LedgerSink): Promise<{ answer: Answer<unknown>; outcomes: string[] }> => {
    const tray = new OutTray();
    const fileId = tray.begin();
    tray.put(fileId, ready('the rows left out'));
    const handlers = fileHandlers({ askFile: () => Promise.resolve(path) }, tray);
    const sink = spoil(sinkOf(gate.log, new Announcements(ledgerSide(gate.ledger, freshKey())), () => undefined));
    const from = gate.entries().length;
    const plain = new PlainGate({ audit: sink, live: () => true, actor: gate.actor, handlers: onlyFiles(handlers) });
    const answer = await plain.answer('file.save', { fileId });
    return { answer, outcomes: gate.entries(from).map(({ outcome }) => outcome) };
  };
  /** As a disk that fills up with the outcome, before or at the end of its transaction. */
  const spoilt: Readonly<Record<string, (sink: LedgerSink) => LedgerSink>> = {
    'where the entry is refused': (sink) => ({
      ...sink,
      together: (work) =>
        sink.together(() =>
          work(() => {
            throw new Failure('disk-full');
          }),
        ),
    }),
    'where the transaction fails at its very end': (sink) => ({
      ...sink,
      together: (work) =>
        sink.together((append) => {
          work(append);
          throw new Failure('disk-full');
        }),
    }),
  };
  for (const [when, spoil] of Object.entries(spoilt))
    for (const before of [null, 'the one before'])
      test(`${when}, over ${before ?? 'nothing'}`, async () => {
        if (before !== null) writeFileSync(path, before);
        const { answer, outcomes } = await saving(spoil);
        expect(answer).toMatchObject({ ok: false, code: 'disk-full' });
        expect(outcomes).toEqual(['intent', 'failed']);
        expect(readdirSync(folder)).toEqual(before === null ? [] : ['not-imported.xlsx']);
        if (before !== null) expect(readFileSync(path, 'utf8')).toBe(before);
      });

  test('and with its entry it takes the name of the one before, with nothing beside it', async () => {
    writeFileSync(path, 'the one before');
    const { answer, outcomes } = await saving((sink) => sink);
    expect(answer).toMatchObject({ ok: true });
    expect(outcomes).toEqual(['intent', 'committed']);
    expect(readFileSync(path, 'utf8')).toBe('the rows left out');
    expect(readdirSync(folder)).toEqual(['not-imported.xlsx']);
  });
});
