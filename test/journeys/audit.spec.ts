import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { AuditVerification } from '../../shared/operations/audit.ts';
import { codeFor, found, OWNER } from '../support/people.ts';
import { ask, given, newFolder, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const NO_LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };

/** The last verdict of the check the officer runs. */
const verified = async (desk: Page): Promise<AuditVerification> => {
  let answer = await given(desk, 'audit.verify', { restart: true });
  while (answer.state === 'running') answer = await given(desk, 'audit.verify', {});
  return answer;
};

/** Exports through the page, with the save dialog answered by `file`. */
const exported = async (station: TestWorkstation, desk: Page, file: string) => {
  await station.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  return given(desk, 'audit.export', {});
};

/** The auditor's own check: another process, one file, no application. */
const checked = (file: string, ...options: string[]): { exit: number | null; said: string } => {
  const run = spawnSync('node', [join('build', 'audit-verify', 'main.mjs'), file, ...options], { encoding: 'utf8' });
  return { exit: run.status, said: run.stdout };
};

const register = (desk: Page, familyName: string, givenName: string) =>
  given(desk, 'patient.register', { details: { familyName, givenName }, lists: NO_LISTS });

/** The vault's process id, asked of Electron itself. */
const vaultPid = (station: TestWorkstation): Promise<number> =>
  station.app.evaluate(({ app }) => {
    const vaults = app.getAppMetrics().filter(({ name, serviceName }) => [name, serviceName].includes('Anteroom vault'));
    // One that was just killed may still be counted.
    const vault = vaults.toSorted((a, b) => b.creationTime - a.creationTime)[0];
    if (vault === undefined) throw new Error('no vault');
    return vault.pid;
  });

const backIn = async (station: TestWorkstation, code?: string): Promise<Page> => {
  const door = await station.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
  const { people } = await given(door, 'door.status', {});
  const login = { userId: people[0]?.userId, password: OWNER.password };
  sayLast(door, 'door.sign-in', code === undefined ? login : { ...login, code });
  return station.page('workspace');
};

test('R8: after work, a lock, a killed vault and a restart the exported log is intact for an auditor who has nothing but the file', async () => {
  const station = await startWorkstation();
  const { desk, secret } = await found(station);
  const { patientId } = await register(desk, 'García', 'María');
  await given(desk, 'patient.open', { patientId });
  sayLast(desk, 'session.lock', {});

  const second = await backIn(station);
  await given(second, 'patient.open', { patientId });
  process.kill(await vaultPid(station), 'SIGKILL');
  expect((await given(await station.page('unlock'), 'door.status', {})).lockedBecause).toBe('vault-died');
  await station.close();

  const again = await startWorkstation(station.folder);
  const third = await backIn(again, await codeFor(secret, 1));
  const verdict = await verified(third);
  expect(verdict).toMatchObject({ state: 'intact', finding: null, anchored: true });
  expect(new Set(verdict.notes.map(({ kind }) => kind))).toEqual(new Set(['closed-by-device']));

  const file = join(newFolder(), 'log.ndjson');
  const { saved, head, entries } = await exported(again, third, file);
  expect(saved).toBe(true);
  expect(entries).toBeGreaterThan(10);
  const auditor = checked(file, '--head', head ?? '');
  expect(auditor.said).toMatch(/^INTACT /);
  expect(auditor.exit).toBe(0);
  expect(readFileSync(file, 'utf8')).not.toMatch(/Garc|Mar[ií]a|Amara/i);
  await again.close();
});

test('R7: the officer sees who opened which chart, when and why, and the refused tries', async () => {
  const station = await startWorkstation();
  const { desk } = await found(station);
  const { patientId, version } = await register(desk, 'Okafor', 'Ngozi');
  await given(desk, 'patient.restrict', { patientId, version, restriction: 'vip' });
  expect(await ask(desk, 'patient.open', { patientId })).toMatchObject({ ok: false, code: 'reason-needed' });
  await given(desk, 'patient.open', { patientId }, { code: 'treatment', text: 'called about her results' });

  const { lines } = await given(desk, 'audit.search', { action: 'patient.read' });
  expect(lines.map(({ outcome, by, role, reason, reasonWords }) => ({ outcome, by, role, reason, reasonWords }))).toEqual([
    { outcome: 'allowed', by: OWNER.ownerName, role: 'owner', reason: 'treatment', reasonWords: 'called about her results' },
    { outcome: 'refused', by: OWNER.ownerName, role: 'owner', reason: null, reasonWords: null },
  ]);
  expect(lines[0]).toMatchObject({ patients: [{ patientId, name: 'Okafor, Ngozi' }], workstation: 'Front desk 1' });

  const { looks } = await given(desk, 'patient.lookers', { patientId }, { code: 'operations' });
  expect(looks.map(({ action, outcome, reason }) => ({ action, outcome, reason }))).toEqual([
    { action: 'audit.read', outcome: 'allowed', reason: null },
    { action: 'patient.read', outcome: 'allowed', reason: 'called about her results' },
    { action: 'patient.read', outcome: 'refused', reason: null },
    { action: 'patient.restrict', outcome: 'committed', reason: null },
    { action: 'patient.create', outcome: 'committed', reason: null },
  ]);
  const own = await given(desk, 'audit.search', { patientId, action: 'patient.access-report' });
  expect(own.lines).toHaveLength(1);
  await station.close();
});

test('an older copy of the practice bars sign-in until the owner decides, and the log and its check say so ever after', async () => {
  test.setTimeout(180_000);
  const station = await startWorkstation();
  const { desk, secret } = await found(station);
  await register(desk, 'Before', 'Copy');
  await station.close();
  const copy = newFolder();
  cpSync(station.folder, copy, { recursive: true });

  const later = await startWorkstation(station.folder);
  const work = await backIn(later, await codeFor(secret, 1));
  await register(work, 'After', 'Copy');
  const { head } = await exported(later, work, join(newFolder(), 'log.ndjson'));
  await later.close();
  rmSync(station.folder, { recursive: true });
  cpSync(copy, station.folder, { recursive: true });

  const barred = await startWorkstation(station.folder);
  const door = await barred.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('broken');
  const status = await given(door, 'door.status', {});
  expect(status).toMatchObject({ broken: 'store-older', people: [{ name: OWNER.ownerName }] });
  const userId = status.people[0]?.userId;
  const decision = { userId, password: OWNER.password, reason: 'restored-on-purpose' } as const;
  sayLast(door, 'door.decide-rollback', { ...decision, code: '000000' });
  expect((await given(await barred.page('unlock', door), 'door.status', {})).refused?.code).toBe('sign-in-failed');
  await barred.close();

  const still = await startWorkstation(station.folder);
  const stillBarred = await still.page('unlock');
  await expect.poll(async () => (await given(stillBarred, 'door.status', {})).state).toBe('broken');
  sayLast(stillBarred, 'door.decide-rollback', { ...decision, code: await codeFor(secret, 1) });
  await expect.poll(async () => (await given(await still.page('unlock'), 'door.status', {}).catch(() => null))?.state).toBe('locked');
  await still.close();

  const open = await startWorkstation(station.folder);
  const desk2 = await backIn(open, await laterCode(secret));
  const { lines } = await given(desk2, 'audit.search', { action: 'audit.rollback-decision' });
  expect(lines).toMatchObject([{ by: OWNER.ownerName, outcome: 'allowed', reason: 'restored-on-purpose' }]);
  const lost = `${lines[0]?.rows}:${lines[0]?.object}`;
  const verdict = await verified(desk2);
  expect(verdict.state).toBe('intact');
  expect(verdict.notes.map(({ kind }) => kind)).toContain('rollback-decided');

  const file = join(newFolder(), 'log.ndjson');
  await exported(open, desk2, file);
  expect(checked(file).said).toContain('note rollback-decided');
  for (const kept of [lost, head ?? '']) {
    const held = checked(file, '--head', kept);
    expect(held.exit).toBe(1);
    expect(held.said).toMatch(/^TAMPERED (?:rolled-back|forked)/);
  }
  await open.close();
});

/** A code counts once: waits until one comes that was not given yet. */
const laterCode = async (secret: string): Promise<string> => {
  const used = Math.floor(Date.now() / 30_000) + 1;
  await expect.poll(() => Math.floor(Date.now() / 30_000) + 1, { timeout: 40_000, intervals: [1_000] }).toBeGreaterThan(used);
  return codeFor(secret, 1);
};
