import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { saveAs } from './screen.ts';
import { given, type TestWorkstation } from './workstation.ts';

const VERIFIER = join(import.meta.dirname, '..', '..', 'build', 'audit-verify', 'main.mjs');

/** The whole log, checked twice: by the application, and exported to `file` by the verifier that shares no code with it. */
export const expectVerifiedLog = async (station: TestWorkstation, officer: Page, file: string): Promise<void> => {
  await expect.poll(async () => (await given(officer, 'audit.verify', { restart: false })).state, { timeout: 30_000 }).toBe('intact');
  await saveAs(station.app, file);
  await given(officer, 'audit.export', {});
  const verified = spawnSync(process.execPath, [VERIFIER, file], { encoding: 'utf8' });
  expect({ status: verified.status, said: verified.stdout + verified.stderr }).toMatchObject({ status: 0 });
};
