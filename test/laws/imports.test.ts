import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

/**
 * The walls of the house hold: in a small copy of the rooms every file breaks one rule, and the checker that continuous integration runs must name that file and that rule,
 * and nothing else. The project itself is checked by `npm test`.
 */
const root = join(import.meta.dirname, '..', '..');

/** What stands behind the walls. */
const HOUSE = {
  'main/keys/keychain.ts': "export * from 'keytar';",
  'main/store/open.ts': "import Database from 'better-sqlite3-multiple-ciphers'; export default Database;",
  'main/store/statements.ts': "import type Database from 'better-sqlite3-multiple-ciphers'; export type Store = Database.Database;",
  'main/store/migrations/records/path.ts': 'export const RECORDS = 1;',
  'main/vault/control.ts': 'export const word = 1;',
  'main/vault/patients.ts': "import { RECORDS } from '../store/migrations/records/path.ts'; export const patients = RECORDS;",
  'main/vault/types.ts': "import type { MessagePortMain } from 'electron'; export type Port = MessagePortMain;",
  'main/gate/access.ts': 'export const bear = 1;',
  'main/gate/pipeline.ts': "import { bear } from './access.ts'; export const gate = bear;",
  'main/session/clocks.ts': 'export const clocks = 1;',
  'main/session/director.ts': "import { word } from '../vault/control.ts'; export const said = word;",
  'main/window/pages.ts': "import { BrowserWindow } from 'electron'; export const pages = BrowserWindow;",
  'main/log.ts': "import log from 'electron-log/main.js'; export const note = log;",
  'preload/index.ts':
    "import { contextBridge } from 'electron'; import { words } from '../shared/words.ts'; contextBridge.exposeInMainWorld('x', words);",
  'renderer/page.ts': "import { words } from '../shared/words.ts'; export const page = words;",
  'shared/words.ts': "import * as z from 'zod'; export const words = z.string();",
  'shared/words.test.ts': "import { readFileSync } from 'node:fs'; export const read = readFileSync;",
  'test/helper.ts': 'export const helper = 1;',
} as const;

const PLANTED: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['shared/a.ts', "import { note } from '../main/log.ts'; export const a = note;", 'shared-is-pure'],
  ['shared/b.ts', "import { app } from 'electron'; export const b = app;", 'shared-is-pure'],
  ['shared/c.ts', "import { join } from 'node:path'; export const c = join;", 'shared-has-no-node'],
  ['renderer/a.ts', "import { word } from '../main/vault/control.ts'; export const a = word;", 'renderer-to-shared-only'],
  ['renderer/b.ts', "import { ipcRenderer } from 'electron'; export const b = ipcRenderer;", 'renderer-to-shared-only'],
  ['renderer/c.ts', "import { join } from 'node:path'; export const c = join;", 'renderer-has-no-node'],
  ['preload/a.ts', "import { word } from '../main/vault/control.ts'; export const a = word;", 'preload-to-shared-only'],
  ['preload/b.ts', "import { join } from 'node:path'; export const b = join;", 'preload-has-no-node'],
  ['server/a.ts', "import { word } from '../main/vault/control.ts'; export const a = word;", 'server-to-shared-only'],
  ['main/a.ts', "import { page } from '../renderer/page.ts'; export const a = page;", 'main-to-shared-only'],
  ['main/b.ts', "import { helper } from '../test/helper.ts'; export const b = helper;", 'main-to-shared-only'],
  ['shared/d.ts', "import { read } from './words.test.ts'; export const d = read;", 'no-test-in-the-application'],
  [
    'main/store/backup.ts',
    "import Database from 'better-sqlite3-multiple-ciphers'; export const d = Database;",
    'only-store-open-imports-the-driver',
  ],
  [
    'main/vault/raw.ts',
    "import type Database from 'better-sqlite3-multiple-ciphers'; export type D = Database.Database;",
    'only-the-store-names-the-driver',
  ],
  ['main/vault/secret.ts', "import keytar from 'keytar'; export const k = keytar;", 'only-keys-import-the-keychain'],
  [
    'main/session/peek.ts',
    "import { patients } from '../vault/patients.ts'; export const p = patients;",
    'only-gate-and-vault-see-the-records',
  ],
  [
    'main/session/tables.ts',
    "import { RECORDS } from '../store/migrations/records/path.ts'; export const r = RECORDS;",
    'only-gate-and-vault-see-the-records',
  ],
  ['main/window/side-door.ts', "import { bear } from '../gate/access.ts'; export const b = bear;", 'only-the-vault-opens-the-gate'],
  ['main/vault/window.ts', "import { net } from 'electron'; export const n = net;", 'the-vault-has-no-electron'],
  ['main/vault/speak.ts', "import { note } from '../log.ts'; export const n = note;", 'the-vault-does-not-reach-main'],
  ['main/vault/show.ts', "import { pages } from '../window/pages.ts'; export const p = pages;", 'the-vault-does-not-reach-main'],
  ['main/window/server.ts', "import { createServer } from 'node:http'; export const s = createServer;", 'nobody-reaches-the-network'],
  ['main/keys/online.ts', "import { connect } from 'node:tls'; export const c = connect;", 'nobody-reaches-the-network'],
  ['main/session/lazy.ts', "export const lazy = () => import('node:net');", 'nobody-reaches-the-network'],
  ['main/session/fetching.ts', "import { request } from 'undici'; export const r = request;", 'nobody-brings-a-network-library'],
  ['main/session/run.ts', "import { spawn } from 'node:child_process'; export const s = spawn;", 'no-other-programs'],
  ['main/session/tell.ts', "import log from 'electron-log/main.js'; export const l = log;", 'only-the-log-logs'],
  ['build/audit-verify/main.mjs', "import { words } from '../../shared/words.ts'; export const w = words;", 'the-verifier-stands-alone'],
  ['shared/nowhere.ts', "import { nothing } from './nothing.ts'; export const n = nothing;", 'nothing-unresolvable'],
];

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string() })) }),
  }),
});

const check = (files: Readonly<Record<string, string>>) => {
  const folder = mkdtempSync(join(tmpdir(), 'rooms-'));
  try {
    // The packages a violation names are the real ones.
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
    const entries = Object.keys(files).filter((name) => !name.includes('.test.') && !name.startsWith('test/'));
    const words = [program, '--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', ...entries];
    const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    if (!stdout.startsWith('{')) throw new Error(stderr || stdout);
    return report.parse(JSON.parse(stdout)).summary;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('the rooms keep their walls', () => {
  const house = check(HOUSE);
  const broken = check({
    ...HOUSE,
    ...Object.fromEntries(PLANTED),
    'shared/e.ts': "export { f } from './f.ts';",
    'shared/f.ts': "import * as e from './e.ts'; export const f = e;",
  });

  it('finds nothing in a house that keeps every rule', () => {
    expect(house.violations).toEqual([]);
  });

  for (const [file, text, rule] of PLANTED) {
    it(`${rule}: ${file} ${text.slice(0, text.indexOf(';'))}`, () => {
      expect(new Set(broken.violations.filter(({ from }) => from === file).map((violation) => violation.rule.name))).toContain(rule);
    });
  }

  it('no-circle: two files that need each other', () => {
    expect(broken.violations.filter(({ rule }) => rule.name === 'no-circle').map(({ from }) => from)).toContain('shared/e.ts');
  });

  it('blames no file that did nothing', () => {
    const guilty = new Set([...PLANTED.map(([file]) => file), 'shared/e.ts', 'shared/f.ts']);
    expect(broken.violations.filter(({ from }) => !guilty.has(from))).toEqual([]);
  });

  it('every rule was broken once', () => {
    const rules = broken.ruleSetUsed.forbidden.map(({ name }) => name);
    expect(new Set([...PLANTED.map(([, , rule]) => rule), 'no-circle'])).toEqual(new Set(rules));
  });
});
