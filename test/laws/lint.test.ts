import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

/** The lint that continuous integration runs refuses each of these lines in the room where it would do harm. `npm test` runs it over the project itself. */
const root = join(import.meta.dirname, '..', '..');

const REFUSED: readonly (readonly [file: string, text: string, what: string])[] = [
  ['main/gate/assertion.ts', 'export const n = (v: unknown) => v as number;', 'a type assertion'],
  ['main/vault/assertion.ts', 'export const n = (v: unknown) => <number>v;', 'an old-style type assertion'],
  ['main/store/non-null.ts', 'export const n = (v: number[]) => v[0]!;', 'a non-null assertion'],
  ['main/keys/any.ts', 'export const n = (v: any) => v;', 'any'],
  ['main/audit/definite.ts', 'export class A { key!: string }', 'a field promised and not set'],
  ['main/sync/assertion.ts', 'export const n = (v: unknown) => v as string;', 'a type assertion'],
  ['shared/twice.ts', 'export const n = (v: number) => v as unknown as string;', 'a type assertion by way of unknown'],
  ['main/store/pragma.ts', 'export const k = (db: { pragma(s: string): void }) => db.pragma("key=\'x\'");', 'a key in a pragma'],
  ['main/store/hex.ts', "export const k = (db: { pragma(s: string): void }) => db.pragma('HexKey = 00');", 'a key in a pragma, in hex'],
  ['test/rekey.ts', "export const k = (db: { pragma(s: string): void }) => db.pragma('rekey = 1');", 'a live file keyed anew, by pragma'],
  ['main/store/backup.ts', 'export const k = (db: { rekey(b: Buffer): void }, b: Buffer) => db.rekey(b);', 'a live file keyed anew'],
  ['main/vault/forge.ts', "import { bear } from '../gate/access.ts'; export const b = bear;", 'an access born outside the pipeline'],
  ['main/gate/forge.ts', "import { bear } from './access.ts'; export const b = bear;", 'an access born beside the pipeline'],
  ['main/session/window.ts', "import { BrowserWindow } from 'electron'; export const w = BrowserWindow;", 'a window made outside its room'],
  ['main/session/listen.ts', "import { ipcMain } from 'electron'; export const i = ipcMain;", 'a second listener to the pages'],
  ['main/session/vault.ts', "import { utilityProcess } from 'electron'; export const u = utilityProcess;", 'a second way to start a vault'],
  ['main/window/net.ts', "import { net } from 'electron'; export const n = net;", "Electron's network"],
  ['main/window/shell.ts', "import { shell } from 'electron'; export const s = shell;", 'an address handed to another program'],
  ['main/session/dump.ts', "import { crashReporter } from 'electron'; export const c = crashReporter;", 'crash reports'],
  ['main/session/notice.ts', "import { Notification } from 'electron'; export const n = Notification;", 'a notification'],
  [
    'main/window/other-notice.ts',
    "import { Notification } from 'electron'; export const n = Notification;",
    'a notification beside the one',
  ],
  ['main/session/whole.ts', "import * as electron from 'electron'; export const e = electron;", 'the whole of Electron under one name'],
  ['main/session/late.ts', "export const e = () => import('electron');", 'the whole of Electron, later'],
  ['main/keys/fetch.ts', "export const f = () => fetch('https://example.org');", 'fetch'],
  ['main/keys/global-fetch.ts', "export const f = () => globalThis.fetch('https://example.org');", 'fetch by another name'],
  ['renderer/socket.ts', "export const s = () => new WebSocket('wss://example.org');", 'a socket in a page'],
  ['renderer/beacon.ts', "export const s = () => navigator.sendBeacon('https://example.org');", 'a beacon'],
  ['renderer/keep.ts', "export const k = (v: string) => localStorage.setItem('k', v);", 'something kept in the profile'],
  ['renderer/markup.ts', 'export const m = (at: HTMLElement, text: string) => { at.innerHTML = text; };', 'text as markup'],
  [
    'renderer/markup.tsx',
    'export const M = ({ text }: { text: string }) => <p dangerouslySetInnerHTML={{ __html: text }} />;',
    'text as markup in React',
  ],
  ['shared/eval.ts', 'export const e = (text: string) => eval(text);', 'code from text'],
];

const ALLOWED: readonly (readonly [file: string, text: string])[] = [
  ['main/store/rekey.ts', 'export const k = (copy: { rekey(b: Buffer): void }, b: Buffer) => copy.rekey(b);'],
  ['main/gate/words.ts', "export const words = ['a', 'b'] as const;"],
  ['main/store/settings.ts', "export const s = (db: { pragma(s: string): void }) => db.pragma('foreign_keys = ON');"],
  ['main/gate/pipeline.ts', "import { bear } from './access.ts'; export const b = bear;"],
  ['main/vault/typed.ts', "import type { PhiAccess } from '../gate/access.ts'; export type A = PhiAccess;"],
  ['main/window/pages.ts', "import { BrowserWindow, ipcMain } from 'electron'; export const w = [BrowserWindow, ipcMain];"],
  ['main/session/vault-host.ts', "import { utilityProcess } from 'electron'; export const u = utilityProcess;"],
  ['main/session/stage.ts', "import type { BrowserWindow } from 'electron'; export type W = BrowserWindow;"],
];

/** The rules of this project, beside those that come with the lint. */
const OURS = /^plugin$|noRestrictedImports|noRestrictedGlobals/;

const report = z.object({
  diagnostics: z.array(z.object({ severity: z.string(), category: z.string(), location: z.object({ path: z.unknown() }) })),
});

const fileOf = (path: unknown): string => (typeof path === 'string' ? path : JSON.stringify(path));

const lint = () => {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  try {
    cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    cpSync(join(root, 'build', 'lint'), join(folder, 'build', 'lint'), { recursive: true });
    for (const [name, text] of [...REFUSED, ...ALLOWED]) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const program = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const words = ['lint', '--reporter=json', '--max-diagnostics=none', '--diagnostic-level=warn', '.'];
    const { stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (!stdout.includes('{')) throw new Error(stderr);
    return report
      .parse(JSON.parse(stdout.slice(stdout.indexOf('{'))))
      .diagnostics.map(({ category, location }) => ({ category, file: fileOf(location.path) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('the lint refuses', () => {
  const found = lint();
  for (const [file, text, what] of REFUSED) {
    it(`${what}: ${text}`, () => {
      expect(found.filter((one) => one.file.includes(file) && OURS.test(one.category))).not.toEqual([]);
    });
  }

  it('nothing that is allowed', () => {
    for (const [file] of ALLOWED) expect(found.filter((one) => one.file.includes(file))).toEqual([]);
  });
});

describe('nobody tells the compiler or the lint to look away', () => {
  const own = 'test/laws/lint.test.ts';
  const files = globSync('{shared,preload,main,renderer,server,test,build}/**/*.{ts,tsx,mjs,css}', { cwd: root }).filter(
    (name) => name !== own,
  );
  const silenced = files.flatMap((name) =>
    [...readFileSync(join(root, name), 'utf8').matchAll(/(?:biome-ignore|@ts-ignore|@ts-expect-error|@ts-nocheck|eslint-disable).*/g)].map(
      ([text]) => ({ name, text }),
    ),
  );

  it('where PHI, keys and the bridge are', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(silenced.filter(({ name }) => !name.startsWith('renderer/'))).toEqual([]);
  });

  it('in a page, but for the order of an effect, the key of a line and the role of an element, with the reason', () => {
    const allowed = /^biome-ignore lint\/(?:correctness\/useExhaustiveDependencies|suspicious\/noArrayIndexKey|a11y\/\w+): .{10,}/;
    expect(silenced.filter(({ text }) => !allowed.test(text))).toEqual([]);
  });
});
