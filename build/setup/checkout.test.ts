import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closedTo } from './checkout.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-checkout-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'inner'));
  writeFileSync(join(folder, 'inner', 'file'), '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a path is closed to other users', () => {
  it('not when every folder may be entered and the file read', () => {
    expect(closedTo(join(folder, 'inner', 'file'))).toBeNull();
  });

  it('when a folder on the way may not be entered', () => {
    chmodSync(folder, 0o700);
    expect(closedTo(join(folder, 'inner', 'file'))).toBe(folder);
  });

  it('when the file itself may not be read', () => {
    chmodSync(join(folder, 'inner', 'file'), 0o600);
    expect(closedTo(join(folder, 'inner', 'file'))).toBe(join(folder, 'inner', 'file'));
  });

  it('when the folder itself may be entered but not listed', () => {
    chmodSync(join(folder, 'inner'), 0o711);
    expect(closedTo(join(folder, 'inner'))).toBe(join(folder, 'inner'));
  });
});
