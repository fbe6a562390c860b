import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { HeadSigner } from '../../../main/audit/head.ts';
import { AuditLog } from '../../../main/audit/log.ts';
import { pseudonymOf } from '../../../main/audit/pseudonym.ts';
import { bear } from '../../../main/gate/access.ts';
import { LEDGER_PATH } from '../../../main/store/migrations/ledger/path.ts';
import type { Store } from '../../../main/store/open.ts';
import { Reader, Writer } from '../../../main/store/statements.ts';
import { openPatient } from '../../../main/vault/patients/open.ts';
import type { Row } from '../../figures.ts';
import { freshKey } from '../../support/access.ts';
import { openTestGate, type TestGate } from '../../support/gate.ts';
import { applySchema, insertPatient } from '../../support/patient-store.ts';
import { type MadePatient, population } from '../../support/population.ts';
import { atMost, median, percentile, timed } from '../stopwatch.ts';
import { openPlain } from '../stores.ts';

const PATIENTS = 20_000;
const ROUNDS = 3_000;
const SEAL_EVERY = 64;

const AUTHORS = `INSERT OR IGNORE INTO author (id, user_id, name) VALUES (1, '018f0000-0000-7000-8000-000000000001', 'Test');
  INSERT OR IGNORE INTO workstation (id, workstation_id, name) VALUES (1, '018f0000-0000-7000-8000-000000000002', 'Desk')`;

const fill = (store: Store, people: readonly MadePatient[]): void => {
  const writer = new Writer(store);
  store.transaction(() => {
    for (const patient of people) insertPatient(writer, patient);
  })();
};

/** What a program without our door would do for the same audited read: the chart's own statements on plain SQLite, then a chained entry, durable, on plain SQLite. */
const plainDesk = (
  { records, actor }: TestGate,
  people: readonly MadePatient[],
): { open: (patientId: string) => void; seal: () => void } => {
  const store = openPlain(join(records.folder, 'plain.db'), 16);
  applySchema(store);
  fill(store, people);
  const ledger = openPlain(join(records.folder, 'plain-ledger.db'), 4);
  for (const step of LEDGER_PATH.steps) ledger.exec(step.sql);
  const { facts } = records;
  const about = { practice: facts.practiceId, workstation: facts.workstationId };
  const clock = { wall: facts.now, boot: 0, server: null };
  const log = new AuditLog(ledger, { ...about, appVersion: '0.1.0', policy: () => 'a'.repeat(64), clock: () => clock });
  const signer = new HeadSigner(ledger, { ...about, deviceKey: generateKeyPairSync('ed25519').privateKey, now: () => clock.wall });
  const reader = new Reader(store);
  const pseudonyms = freshKey();
  return {
    open: (patientId) => {
      const access = bear.read({ ...facts, actor }, reader);
      openPatient(access, { patientId });
      access.die();
      log.append({
        ...{ user: actor.userId, session: actor.sessionId, operation: 'patient.open', action: 'patient.read' },
        ...{ patients: [pseudonymOf(pseudonyms, about.practice, patientId)], object: null, purpose: null, reason: null, detail: null },
        ...{ outcome: 'allowed', rows: 1 },
      });
    },
    seal: () => {
      signer.closeTail();
    },
  };
};

/**
 * The whole gate (sender's words parsed, permission, chart, answer parsed, entry durable) over our two SQLCipher stores, against the bare chart and entry on plain SQLite at
 * synchronous=FULL, turn about in one process, which is not the vault's: no message is passed on either side. By medians, because the disk's own slow moments are the rest.
 */
export const openAgainstPlain = (): Row[] => {
  const people = [...population(PATIENTS)];
  const gate = openTestGate();
  try {
    gate.records.store.exec(AUTHORS);
    fill(gate.records.store, people);
    const plain = plainDesk(gate, people);
    const first = gate.askRaw('patient.open', { patientId: people[0]?.patientId });
    if (!first.ok) throw new Error(first.code);
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { patientId = '' } = people[(round * 7919) % people.length] ?? {};
      const sides = [
        () => ours.push(timed(() => gate.askRaw('patient.open', { patientId }))),
        () => theirs.push(timed(() => plain.open(patientId))),
      ] as const;
      sides[round % 2]?.();
      sides[(round + 1) % 2]?.();
      if (round % SEAL_EVERY === SEAL_EVERY - 1) plain.seal();
    }
    const us = (times: readonly number[]): string =>
      `p50 ${(median(times) * 1000).toFixed(0)}, p95 ${(percentile(times, 0.95) * 1000).toFixed(0)} us`;
    console.log(`  chart through the gate ${us(ours)}; plain SQLite ${us(theirs)}`);
    return [atMost('desktop.open.against-plain', median(ours) / median(theirs), 'x plain', 1.5)];
  } finally {
    gate.close();
  }
};

if (import.meta.main) console.table(openAgainstPlain());
