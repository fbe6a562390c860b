import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PlainGate } from '../../main/gate/plain.ts';
import { Lobby } from '../../main/vault/lobby.ts';
import { MainLine } from '../../main/vault/main-line.ts';
import { type PagePort, serve } from '../../main/vault/serve.ts';
import { WaitingRotation } from '../../main/vault/waiting-rotation.ts';
import type { Reply } from '../../shared/contract.ts';
import { FAILURES } from '../../shared/failure.ts';
import { anActor } from '../support/access.ts';
import { openTestGate } from '../support/gate.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const files = globSync('{main,shared,preload,renderer}/**/*.{ts,tsx}', { cwd: ROOT }).filter((file) => !/\.(?:test|d)\.tsx?$/.test(file));
const sources = files.map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));

describe('the list of failures', () => {
  it('has no code that nobody meets', () => {
    const used = sources.filter(({ file }) => file !== 'shared/failure.ts').map(({ text }) => text);
    expect(Object.keys(FAILURES).filter((code) => !used.some((text) => text.includes(`'${code}'`)))).toEqual([]);
  });

  it('has every code that is thrown or answered', () => {
    const named = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/new Failure\('([^']+)'|ok: false, code: '([^']+)'/g)].map(([, thrown, answered]) => [
        file,
        thrown ?? answered ?? '',
      ]),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(([, code = '']) => !Object.hasOwn(FAILURES, code))).toEqual([]);
  });
});

/** Thrown where the program itself is wrong, before there is anything to show: a page without a root, or the wrong bridge. */
const BEFORE_ANYTHING = [
  'renderer/board/main.tsx',
  'renderer/unlock/door.ts',
  'renderer/unlock/draw.tsx',
  'renderer/workspace/clinic.ts',
  'renderer/workspace/main.tsx',
  'renderer/workspace/session.tsx',
];

it('what a person can meet is thrown as a Failure; a bare Error is never thrown at them', () => {
  const bare = sources.filter(({ text }) => /(?:throw|reject\() ?new Error\(/.test(text)).map(({ file }) => file);
  expect(bare.toSorted()).toEqual(BEFORE_ANYTHING);
});

const CANARY = 'García, María 123-45-6789';
const broken = (): never => {
  throw new Error(CANARY);
};
const INTERNAL = { ok: false, code: 'internal' };

describe('R14: an error nobody foresaw is told as `internal`, without a word of its own', () => {
  it('by the gate to the records', () => {
    const gate = openTestGate('owner', { handlers: (real) => ({ ...real, reads: { ...real.reads, 'patient.search': broken } }) });
    try {
      expect(gate.ask('patient.search', { query: 'gar' })).toEqual(INTERNAL);
      expect(gate.entries().at(-1)).toMatchObject({ operation: 'patient.search', outcome: 'failed' });
    } finally {
      gate.close();
    }
  });

  it('by the gate of what carries no record', async () => {
    const handlers = new Proxy({}, { get: () => broken });
    const gate = new PlainGate({
      live: () => true,
      actor: anActor('owner'),
      // A proxy has whichever handler is asked for.
      handlers: handlers as never,
      audit: { append: (drafts) => drafts.map((_, seq) => ({ seq, leaf: 'c'.repeat(64) })), together: broken },
    });
    expect(await gate.answer('staff.list', {})).toEqual(INTERNAL);
  });

  it('by the door', async () => {
    const line = new MainLine({ on: () => undefined, postMessage: broken }, () => undefined);
    const lobby = new Lobby(line, () => Promise.resolve(), new WaitingRotation());
    const input = { signInName: 'amara', password: 'whatever it is' };
    expect(await lobby.answer({ id: 1, name: 'door.sign-in', input })).toEqual(INTERNAL);
  });

  it('by the port to a page, whatever answers behind it', async () => {
    const replies: Reply[] = [];
    let ask: (message: { data: unknown }) => void = () => undefined;
    const port: PagePort = {
      on: (_event, listener) => {
        ask = listener;
      },
      postMessage: (reply) => replies.push(reply),
      start: () => undefined,
    };
    serve(port, () => Promise.reject(new Error(CANARY)));
    ask({ data: { id: 4, name: 'patient.search', input: {} } });
    await expect.poll(() => replies).toEqual([{ id: 4, answer: INTERNAL }]);
  });
});
