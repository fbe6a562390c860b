import { spawnSync } from 'node:child_process';
import { createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Database from 'better-sqlite3-multiple-ciphers';
import { writeExport } from '../../main/audit/export.ts';
import { HeadSigner } from '../../main/audit/head.ts';
import { AUDIT_TABLES } from '../../main/audit/ledger-tables.ts';
import { AuditLog, GROUP_LIMIT } from '../../main/audit/log.ts';
import { verifyAtOnce } from '../../main/audit/verify.ts';
import { type Clinic, draft, newClinic, signIn, sitDown, tick } from '../audit-ledger.ts';

/** One measured figure. `goal` says in words what `met` was judged by. */
export interface Row {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: string;
  readonly met: boolean;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const p99 = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;

const timed = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** Microseconds per durable append: the log in SQLCipher, the log in plain SQLite, and a bare insert of the same bytes in plain SQLite, by turns. */
const appends = (clinic: Clinic, rounds: number): Row[] => {
  const cipher = sitDown(clinic);
  const plain = new Database(join(clinic.folder, 'plain.db'));
  const bare = new Database(join(clinic.folder, 'bare.db'));
  for (const db of [plain, bare]) {
    db.pragma('journal_mode=WAL');
    db.pragma('synchronous=FULL');
    db.exec(AUDIT_TABLES);
  }
  const { practice, workstation, clock, deviceKey } = clinic;
  const context = { practice, workstation, appVersion: '0.1.0', policy: () => 'a'.repeat(64), clock: () => ({ ...clock }) };
  const plainLog = new AuditLog(plain, context);
  const plainSigner = new HeadSigner(plain, { practice, workstation, deviceKey, now: () => clock.wall });
  const [bytes, leaf] = [Buffer.alloc(430, 7), Buffer.alloc(32, 7)];
  const insert = bare.prepare('INSERT INTO audit_entry (bytes, leaf) VALUES (?, ?)');
  const [inCipher, inPlain, inBare, heads]: [number[], number[], number[], number[]] = [[], [], [], []];
  const session = signIn(clinic, cipher);
  const turn = draft(session);
  for (let i = 0; i < rounds; i++) {
    tick(clinic, 1);
    inCipher.push(timed(() => cipher.log.append(turn)));
    inPlain.push(timed(() => plainLog.append(turn)));
    inBare.push(timed(() => insert.run(bytes, leaf)));
    if (i % 64 === 63) {
      heads.push(timed(() => cipher.signer.seal()));
      plainSigner.seal();
    }
  }
  cipher.signer.close();
  for (const db of [cipher.db, plain, bare]) db.close();
  const us = (values: number[]) => Math.round(median(values) * 1_000);
  const ratio = us(inCipher) / us(inPlain);
  return [
    { id: 'audit.append.sqlcipher.p50', value: us(inCipher), unit: 'us', goal: 'shown for the ratio', met: true },
    {
      id: 'audit.append.sqlcipher.p99',
      value: Math.round(p99(inCipher) * 1_000),
      unit: 'us',
      goal: 'at most 10,000 us',
      met: p99(inCipher) <= 10,
    },
    { id: 'audit.append.plain.p50', value: us(inPlain), unit: 'us', goal: 'shown for the ratio', met: true },
    { id: 'audit.append.bare-insert.p50', value: us(inBare), unit: 'us', goal: 'shown for the ratio', met: true },
    { id: 'audit.append.ratio', value: Number(ratio.toFixed(2)), unit: 'x', goal: 'at most 1.5x plain SQLite', met: ratio <= 1.5 },
    { id: 'audit.head.p50', value: us(heads), unit: 'us', goal: 'shown: 64 entries checked, two signatures, durable', met: true },
  ];
};

/** Fills a log through the front door, in groups, so that every link, leaf and signature is real. Returns seconds. */
const fill = (clinic: Clinic, entries: number): number => {
  const desk = sitDown(clinic);
  // The figures are those of checking; that writing is durable is measured by `appends`.
  desk.db.pragma('synchronous=OFF');
  const session = signIn(clinic, desk);
  const group = Array.from({ length: GROUP_LIMIT }, () => draft(session));
  const seconds =
    timed(() => {
      for (let written = desk.log.size; written < entries; written += GROUP_LIMIT) {
        tick(clinic, 20);
        desk.log.appendMany(group.slice(0, entries - written));
        desk.signer.seal();
      }
    }) / 1_000;
  desk.signer.close();
  desk.close();
  return seconds;
};

const checks = (clinic: Clinic, entries: number): Row[] => {
  const { db, close } = sitDown(clinic);
  const seconds = (signatures: boolean): number => {
    const took = timed(() => {
      const report = verifyAtOnce(db, { ...clinic.about, signatures });
      if (!report.intact || report.entries !== entries) throw new Error(`not intact: ${JSON.stringify(report.finding)}`);
    });
    return Number((took / 1_000).toFixed(2));
  };
  const [chain, all] = [seconds(false), seconds(true)];
  close();
  return [
    { id: 'audit.verify.chain-and-tree', value: chain, unit: 's', goal: `${entries} entries in at most 15 s`, met: chain <= 15 },
    { id: 'audit.verify.with-signatures', value: all, unit: 's', goal: `${entries} entries in at most 30 s`, met: all <= 30 },
  ];
};

const outside = async (clinic: Clinic, entries: number): Promise<Row[]> => {
  const file = join(clinic.folder, 'export.ndjson');
  const { db, close } = sitDown(clinic);
  const start = performance.now();
  await writeExport(db, clinic.about, 0, createWriteStream(file));
  const wrote = Number(((performance.now() - start) / 1_000).toFixed(2));
  close();
  const script = new URL('../../build/audit-verify/main.mjs', import.meta.url).pathname;
  const took = timed(() => {
    const { status, stdout } = spawnSync(process.execPath, [script, file, '--json'], { encoding: 'utf8' });
    if (status !== 0 || !stdout.includes(`"entries":${entries}`)) throw new Error(`the auditor's check failed: ${stdout}`);
  });
  const seconds = Number((took / 1_000).toFixed(2));
  const megabytes = Math.round(statSync(file).size / 1e6);
  return [
    { id: 'audit.export', value: wrote, unit: 's', goal: `shown: ${entries} entries, ${megabytes} MB`, met: true },
    {
      id: 'audit.verify.stand-alone',
      value: seconds,
      unit: 's',
      goal: `${entries} entries, all signatures, in at most 30 s`,
      met: seconds <= 30,
    },
  ];
};

/** `AUDIT_BENCH_ENTRIES` makes a smaller log for a quick look; the goals are meant for 1,000,000. */
export const bench = async (): Promise<Row[]> => {
  const entries = Number(process.env.AUDIT_BENCH_ENTRIES ?? 1_000_000);
  const small = newClinic();
  const clinic = newClinic();
  try {
    const rows = appends(small, 3_000);
    const filled = fill(clinic, entries);
    const perEntry = Math.round((filled * 1e6) / entries);
    rows.push({
      id: 'audit.group.per-entry',
      value: perEntry,
      unit: 'us',
      goal: 'shown: groups of 64 with a head each, unsynced',
      met: true,
    });
    return [...rows, ...checks(clinic, entries), ...(await outside(clinic, entries))];
  } finally {
    small.remove();
    clinic.remove();
  }
};

if (import.meta.main) console.table(await bench());
