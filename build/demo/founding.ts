import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { generate } from 'otplib';
import { sealBox } from '../../main/keys/box.ts';
import { sealBundle, type UserKeys } from '../../main/keys/bundle.ts';
import { rawPublicKey } from '../../main/keys/curve25519.ts';
import { calibrate, type KdfParams, passwordBytes } from '../../main/keys/kek.ts';
import { openKeychain } from '../../main/keys/keychain.ts';
import { newRecoveryCodes } from '../../main/keys/recovery-codes.ts';
import { wipe } from '../../main/keys/wipe.ts';
import { Workstation } from '../../main/workstation/workstation.ts';
import { Clerk, type DemoSession } from './clerk.ts';
import { type DemoPerson, equip, JOBS } from './staff.ts';
import { PRACTICE, WORKSTATION } from './town.ts';

const STEP_SECONDS = 30;
const ROOT = join(import.meta.dirname, '..', '..');

/** The code an authenticator shows for this secret, `steps` of 30 s from now. */
export const codeNow = (secret: string, steps = 0): Promise<string> =>
  generate({ secret, epoch: Math.floor(Date.now() / 1000) + steps * STEP_SECONDS });

/** A founded practice, still open to whoever fills it. */
export interface DemoPractice {
  readonly people: readonly DemoPerson[];
  readonly owner: DemoSession;
  /** Signs a person in with password and code. */
  readonly signIn: (signInName: string) => Promise<DemoSession>;
  readonly close: () => Promise<void>;
}

/**
 * Founds a practice in `folder` as the first run does (set-up, second factor, recovery kit opened once) and gives everybody of the staff list their key slot. The device's
 * keys go into the keychain that answers here. Its card says that its patients are synthetic.
 */
export const foundDemo = async (folder: string, appVersion: string): Promise<DemoPractice> => {
  const keychain = openKeychain();
  const workstation = new Workstation({
    folder,
    keychain,
    appVersion,
    ledgerWorker: join(ROOT, 'main', 'ledger', 'worker.ts'),
    productionRuntime: false,
    synthetic: true,
  });
  if ((await workstation.look()) !== 'nothing') throw new Error(`there is a practice in ${folder} already`);
  const clerk = new Clerk(workstation, keychain);
  const [first, ...others] = JOBS;
  if (first === undefined) throw new Error('nobody works here');
  const password = (await equip(first)).person.password;
  let secret = '';
  const owner = await clerk.enter(async (door) => {
    const { signInName, name } = first;
    const { enrolment } = await door('door.set-up', {
      practice: PRACTICE,
      workstation: WORKSTATION,
      ownerName: name,
      signInName,
      password,
      solo: false,
    });
    secret = enrolment.secret;
    // The code of the step before: the present one is left for the person who opens the window.
    const kit = await door('door.set-up-code', { code: await codeNow(secret, -1) });
    await door('door.set-up-finish', { shares: kit.shares.slice(0, kit.needed).map((share) => share.words) });
  });
  const people: DemoPerson[] = [{ ...first, userId: owner.actor.userId, password, secret }];
  const params = await calibrate();
  for (const job of others) {
    const { person, keys } = await equip(job);
    await giveSlot({ owner, workstation, person, keys, params });
    await clerk.record('staff.create', owner.actor);
    people.push(person);
  }
  return {
    people,
    owner,
    signIn: (signInName) =>
      clerk.enter(async (door) => {
        const person = people.find((one) => one.signInName === signInName);
        if (person === undefined) throw new Error(`nobody is called ${signInName}`);
        await door('door.sign-in', { signInName, password: person.password, code: await codeNow(person.secret, -1) });
      }),
    close: async () => {
      await clerk.seal();
      await workstation.ledger.end();
    },
  };
};

interface Hiring {
  readonly owner: DemoSession;
  readonly workstation: Workstation;
  readonly person: DemoPerson;
  readonly keys: UserKeys;
  readonly params: KdfParams;
}

/** What `staff.add` and the person's own enrolment leave behind, made at once: an enrolment waits for a new code of the owner's for each person, half a minute apart. */
const giveSlot = async ({ owner, workstation, person, keys, params }: Hiring): Promise<void> => {
  const { ledger, grant, recordsKey, epoch } = owner.entrant;
  const { userId, name, signInName, role } = person;
  const { practiceId, workstationId } = grant.place;
  const password = passwordBytes(Buffer.from(person.password, 'utf8'));
  const share = workstation.share(userId);
  const records = recordsKey.export();
  try {
    const header = { userId, practiceId, version: 1, params: { ...params, salt: randomBytes(params.salt.length) } };
    const bundle = await sealBundle(header, keys, { password, share });
    const exchangePublic = rawPublicKey(keys.exchange);
    const box = await sealBox({ userId, workstationId, epoch }, exchangePublic, records);
    const now = Date.now();
    const endsOn = role === 'outside-reviewer' ? `${new Date(now).getFullYear() + 1}-12-31` : null;
    ledger.within(() => {
      ledger.roll.add({ userId, signInName, name, role, state: 'active', endsOn, now });
      ledger.roll.setSlot({
        userId,
        exchangePublic,
        signingPublic: rawPublicKey(keys.signing),
        bundle,
        bundleVersion: 1,
        box,
        boxEpoch: epoch,
        now,
      });
      ledger.roll.setRecoveryCodes(userId, newRecoveryCodes(userId).hashed);
    });
  } finally {
    wipe(password, share, records);
  }
};
