import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import type { KnownHead } from '../../../main/audit/log-check.ts';
import { LogTree } from '../../../main/audit/log-tree.ts';
import { privateKeyOf } from '../../../main/keys/curve25519.ts';
import { openStore } from '../../../main/store/open.ts';
import { LEDGER_FILE } from '../../../main/workstation/card.ts';
import { toHex } from '../../../shared/audit-fields.ts';
import { openCipher } from '../../audit-ledger.ts';
import { ABOUT, foundStores, LEDGER_KEY, signIn } from '../../crash/clinic/desk.ts';
import { freshFolder } from '../../support/access.ts';
import { aPatient, noLists } from '../../support/patients.ts';

/** The workstation's own key, for whoever stole it. */
export const DEVICE = privateKeyOf('ed25519', Buffer.alloc(32, 0x33));

/** A ledger that the application's own gate wrote: three sessions, one of them killed, as files of several moments. */
export interface AppLedger {
  readonly folder: string;
  /** The newest state, whole and closed; and as it stood at three moments before, the first with nothing but the beginning. */
  readonly file: string;
  readonly earlier: readonly string[];
  /** The main file of a moment at which its newest entries were in the write-ahead log only. */
  readonly withoutWal: string;
  readonly size: number;
  /** What the keychain keeps. */
  readonly head: KnownHead;
  readonly remove: () => void;
}

const call = async (session: ReturnType<typeof signIn>, name: string, input: unknown): Promise<unknown> => {
  const answer = await session.answer({ id: 1, name, input });
  if (!answer.ok) throw new Error(`${name}: ${answer.code}`);
  return answer.value;
};

/** Registers, opens, searches and edits. */
const work = async (session: ReturnType<typeof signIn>, rounds: number): Promise<void> => {
  for (let round = 0; round < rounds; round += 1) {
    const details = aPatient({ familyName: `Name${round}` });
    const made = await call(session, 'patient.register', { details, lists: noLists() });
    const patientId = typeof made === 'object' && made !== null && 'patientId' in made ? made.patientId : '';
    await call(session, 'patient.open', { patientId });
    await call(session, 'patient.search', { query: 'name' });
    await call(session, 'patient.open', { patientId });
  }
};

export const openLedgerFile = (file: string) => openStore({ file, key: LEDGER_KEY, mode: 'existing', cacheMiB: 4 });

/** Moves everything into the main file and copies it. */
export const keep = (folder: string, to: string): void => {
  const store = openLedgerFile(join(folder, LEDGER_FILE));
  store.pragma('wal_checkpoint(TRUNCATE)');
  store.close();
  copyFileSync(join(folder, LEDGER_FILE), to);
};

export const appLedger = async (rounds: number): Promise<AppLedger> => {
  const { folder: home, remove } = freshFolder();
  const folder = join(home, 'practice');
  mkdirSync(folder);
  foundStores(folder);
  const at = (name: string): string => join(home, `${name}.db`);
  const earlier = [at('earlier-0'), at('earlier-1'), at('earlier-2')];
  const killed: (() => void)[] = [];
  for (const [moment, copy] of earlier.entries()) {
    const session = signIn(folder);
    await work(session, moment === 0 ? 2 : rounds);
    // The second is killed: nothing is said, and the next start signs for it.
    if (moment === 1) killed.push(() => session.end());
    else session.end();
    keep(folder, copy);
  }
  const last = signIn(folder);
  keep(folder, at('spare'));
  await work(last, rounds);
  last.end();
  const withoutWal = at('without-wal');
  if (!existsSync(join(folder, `${LEDGER_FILE}-wal`))) throw new Error('nothing stands in the write-ahead log');
  copyFileSync(join(folder, LEDGER_FILE), withoutWal);
  const file = at('newest');
  keep(folder, file);
  const store = openLedgerFile(file);
  const tree = new LogTree(store);
  const newest = tree.newestHead();
  const first = tree.leafAt(0);
  if (newest === undefined || first === undefined) throw new Error('nothing was signed');
  const head = { size: newest.head.size, root: newest.head.root, first: toHex(first) };
  store.close();
  // Nothing is copied any more: what was killed may stop its clock, or this process would never end.
  const end = (): void => {
    for (const stop of killed) stop();
    remove();
  };
  return { folder: home, file, earlier, withoutWal, size: head.size, head, remove: end };
};

/** A copy of a ledger under the attacker's own tool, with the triggers gone. */
export const stolen = ({ folder }: AppLedger, from: string): { readonly db: Database.Database; readonly file: string } => {
  const file = join(folder, 'stolen.db');
  copyFileSync(from, file);
  const db = openCipher(file, LEDGER_KEY.export());
  for (const table of ['entry', 'session', 'head']) db.exec(`DROP TRIGGER audit_${table}_no_update; DROP TRIGGER audit_${table}_no_delete`);
  return { db, file };
};

/** What a start checks the log against: its keys, and the head in the keychain. */
export const aboutWith = ({ head }: AppLedger) => ({ ...ABOUT, known: head });
