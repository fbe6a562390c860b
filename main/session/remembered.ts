import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RememberedSignIns, rememberedSignInsSchema } from '../../shared/sign-in.ts';
import { open, seal, sealingKey } from '../keys/seal.ts';
import type { Workstation } from '../workstation/workstation.ts';

/** There from the moment main ends to be replaced until its follower has read it. */
export const SIGN_INS_FILE = 'sign-ins.sealed';
const HEADER = Buffer.from('anteroom/sign-ins/v1', 'utf8');

/** What main hands to the main that replaces it: who may come back with the password alone. Sealed under the device's key, read once, deleted when read. */
export const rememberSignIns = (workstation: Workstation, remembered: RememberedSignIns): void => {
  const key = workstation.derive('sign-ins');
  try {
    const sealed = seal(sealingKey(key), HEADER, Buffer.from(JSON.stringify(remembered), 'utf8'));
    writeFileSync(join(workstation.place().folder, SIGN_INS_FILE), sealed, { mode: 0o600 });
  } finally {
    key.fill(0);
  }
};

/** Nothing where there is nothing, or anything but what the main before wrote: then both factors are asked. */
export const recallSignIns = (workstation: Workstation): RememberedSignIns | undefined => {
  const file = join(workstation.place().folder, SIGN_INS_FILE);
  if (!existsSync(file)) return undefined;
  const key = workstation.derive('sign-ins');
  try {
    const { header, plaintext } = open(sealingKey(key), readFileSync(file));
    return header.equals(HEADER) ? rememberedSignInsSchema.parse(JSON.parse(plaintext.toString('utf8'))) : undefined;
  } catch {
    return undefined;
  } finally {
    key.fill(0);
    rmSync(file, { force: true });
  }
};
