import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { newUserKeys } from '../../../main/keys/bundle.ts';
import type { Keychain } from '../../../main/keys/keychain.ts';
import { newRecoveryKit } from '../../../main/keys/recovery.ts';
import { found } from '../../../main/vault/founding.ts';
import { Workstation } from '../../../main/workstation/workstation.ts';
import { newId } from '../../../shared/ids.ts';

/** A keychain in a file, which outlives a kill. */
export const keychainIn = (file: string): Keychain => {
  const { readFileSync, writeFileSync, renameSync, existsSync } = { ...fs };
  const items = (): Record<string, string> => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  const keep = (next: Record<string, string>): { state: 'kept' } => {
    writeFileSync(`${file}.next`, JSON.stringify(next));
    renameSync(`${file}.next`, file);
    return { state: 'kept' };
  };
  return {
    read: async (account) => {
      const value = items()[account];
      return value === undefined ? { state: 'absent' } : { state: 'ready', value };
    },
    write: async (account, value) => keep({ ...items(), [account]: value }),
    remove: async (account) => keep(Object.fromEntries(Object.entries(items()).filter(([known]) => known !== account))),
    isHeld: () => false,
  };
};

export const workstationIn = (folder: string, keychain: Keychain): Workstation =>
  new Workstation({
    folder,
    keychain,
    appVersion: '0.1.0',
    ledgerWorker: join(import.meta.dirname, '../../../main/ledger/worker.ts'),
    productionRuntime: false,
    synthetic: true,
  });

/** The first run, as the set-up page has it done once the kit was opened. */
export const setUp = async (workstation: Workstation): Promise<void> => {
  const making = await workstation.beginMaking();
  const { recipient } = await newRecoveryKit('solo');
  const owner = { ownerId: newId(), ownerName: 'Amara Whitfield', signInName: 'amara', password: 'seven quiet herons by the mill' };
  const practice = { practice: 'Juniper Family Clinic', workstation: 'Front desk 1' };
  await found({ ...owner, ...practice, keys: newUserKeys(), totpStep: 1, codes: [], recipient }, making, Date.now());
  await workstation.finishMaking();
};

const ACTS = ['mkdirSync', 'openSync', 'writeSync', 'fsyncSync', 'renameSync', 'rmSync'] as const;

/** Every act of this process on a file, and every act of its keychain, is a step; before the step of this number it is killed. Answers the steps counted so far. */
const killBefore = (step: number, keychain: Keychain): { readonly counted: () => number; readonly keychain: Keychain } => {
  let steps = 0;
  const count = (): void => {
    steps += 1;
    if (steps === step) process.kill(process.pid, 'SIGKILL');
  };
  for (const name of ACTS) {
    const act = fs[name];
    Object.assign(fs, {
      [name]: (...args: unknown[]): unknown => {
        count();
        return Reflect.apply(act, fs, args);
      },
    });
  }
  syncBuiltinESMExports();
  const counting: Keychain = {
    ...keychain,
    write: (account, value) => {
      count();
      return keychain.write(account, value);
    },
    remove: (account) => {
      count();
      return keychain.remove(account);
    },
  };
  return { counted: () => steps, keychain: counting };
};

if (process.argv[1] === import.meta.filename) {
  const [folder = '', items = '', step = '0'] = process.argv.slice(2);
  const { counted, keychain } = killBefore(Number(step), keychainIn(items));
  const workstation = workstationIn(folder, keychain);
  await workstation.look();
  await setUp(workstation);
  process.stdout.write(String(counted()));
  await workstation.close();
}
