import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOfSources } from '../bundle.ts';
import { shouldTryDownload } from './official-electron.ts';
import { integrityOf } from './registry-package.ts';
import { runtime, withEnvironment } from './runtime.ts';
import { definesOf } from './sqlite-binding.ts';
import { surround, testUser } from './unprivileged.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-provision-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('trying to download the official Electron', () => {
  const last = { version: '45.4.1', triedAt: 1_000_000 };
  const day = 24 * 60 * 60 * 1000;

  it('is done the first time, for another version, a day later, and when asked', () => {
    expect(shouldTryDownload(null, '45.4.1', last.triedAt, false)).toBe(true);
    expect(shouldTryDownload(last, '45.5.0', last.triedAt + 1, false)).toBe(true);
    expect(shouldTryDownload(last, '45.4.1', last.triedAt + day, false)).toBe(true);
    expect(shouldTryDownload(last, '45.4.1', last.triedAt + 1, true)).toBe(true);
  });

  it('is not done again within the day', () => {
    expect(shouldTryDownload(last, '45.4.1', last.triedAt + day - 1, false)).toBe(false);
  });

  it('is done when the clock was set back since', () => {
    expect(shouldTryDownload(last, '45.4.1', last.triedAt - 1, false)).toBe(true);
  });
});

describe('the runtime for scripts and tests', () => {
  const provided = {
    electronFolder: '/c/e',
    electronPath: '/c/e/electron',
    electronVersion: '33.2.1',
    official: false,
    sqliteBinding: '/c/b.node',
  };

  it('names the compiled binding only where the shipped one does not fit', () => {
    expect(withEnvironment(provided, '/c').env).toEqual({
      ANTEROOM_CACHE: '/c',
      ELECTRON_OVERRIDE_DIST_PATH: '/c/e',
      ELECTRON_EXEC_PATH: '/c/e/electron',
      ELECTRON_MAJOR_VER: '33',
      ANTEROOM_SQLITE_BINDING: '/c/b.node',
    });
    expect(withEnvironment({ ...provided, official: true, sqliteBinding: null }, '/c').env).not.toHaveProperty('ANTEROOM_SQLITE_BINDING');
  });

  it('says what to run when there is none, or when it is gone', () => {
    expect(() => runtime(folder)).toThrow('npm run setup');
    writeFileSync(join(folder, 'runtime.json'), JSON.stringify({ ...provided, electronPath: join(folder, 'gone') }));
    expect(() => runtime(folder)).toThrow('npm run setup');
  });
});

describe('integrity of what is fetched', () => {
  it('is the sha512 of the bytes in the notation of the registry', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'abc');
    expect(await integrityOf(file)).toBe('sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==');
  });
});

describe("the driver's compile options", () => {
  it('are read from its list', () => {
    expect(definesOf("{\n 'defines': [\n 'HAVE_USLEEP=1',\n 'SQLITE_DQS=0',\n ],\n}")).toEqual(['HAVE_USLEEP=1', 'SQLITE_DQS=0']);
  });

  it('are never silently empty', () => {
    expect(() => definesOf("{ 'cflags': ['-w'] }")).toThrow('layout has changed');
  });
});

describe('the surroundings of a test', () => {
  it('are nothing when nothing is asked', () => {
    expect(surround(['x', 'y'], { home: null, screen: false, keyring: false, checkout: '/c' })).toEqual(['x', 'y']);
  });

  it('drop rights first, so that keychain and screen belong to the test user', () => {
    const words = surround(['x'], { home: '/h', screen: true, keyring: true, checkout: '/c' });
    expect(words.slice(0, 6)).toEqual(['setpriv', '--reuid', `${testUser}`, '--regid', `${testUser}`, '--clear-groups']);
    const keyring = words.indexOf('/c/build/setup/with-keyring.sh');
    expect(words.indexOf('HOME=/h')).toBeLessThan(keyring);
    expect(keyring).toBeLessThan(words.indexOf('xvfb-run'));
    expect(words.at(-1)).toBe('x');
  });
});

describe('whether to build again', () => {
  const hash = () => hashOfSources(folder, ['**/*']);

  it('follows names and contents of the sources, not of their tests', () => {
    writeFileSync(join(folder, 'a.ts'), '1');
    const first = hash();
    writeFileSync(join(folder, 'a.test.ts'), 'anything');
    expect(hash()).toBe(first);
    writeFileSync(join(folder, 'a.ts'), '2');
    const second = hash();
    expect(second).not.toBe(first);
    rmSync(join(folder, 'a.ts'));
    writeFileSync(join(folder, 'b.ts'), '2');
    expect(hash()).not.toBe(second);
  });
});
