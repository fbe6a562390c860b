import { randomInt } from 'node:crypto';
import { newUserKeys, type UserKeys } from '../../main/keys/bundle.ts';
import { passwordFault } from '../../main/keys/password.ts';
import { totpEnrolment } from '../../main/keys/totp.ts';
import { newId } from '../../shared/ids.ts';
import type { Role } from '../../shared/permissions.ts';
import { PRACTICE } from './town.ts';

/** A demo user as the terminal shows them. Everything secret in it is made anew for each demonstration and worth nothing anywhere else. */
export interface DemoPerson {
  readonly userId: string;
  readonly name: string;
  readonly signInName: string;
  readonly role: Role;
  readonly password: string;
  /** The authenticator's secret, base 32. */
  readonly secret: string;
}

/** Who works in Larkmead: every role, and two at the front desk. The owner comes first. */
export const JOBS: readonly Pick<DemoPerson, 'name' | 'signInName' | 'role'>[] = [
  { name: 'Amara Whitfield', signInName: 'amara', role: 'owner' },
  { name: 'Priya Raman', signInName: 'priya', role: 'privacy-officer' },
  { name: 'María Guerrero', signInName: 'maria', role: 'front-desk' },
  { name: 'Tom Ashby-Cole', signInName: 'tom', role: 'front-desk' },
  { name: 'Keoni Kealoha', signInName: 'keoni', role: 'patient-coordinator' },
  { name: 'Dr. Selam Tesfaye', signInName: 'selam', role: 'clinician' },
  { name: 'Bożena Łukasik', signInName: 'bozena', role: 'biller' },
  { name: 'Lena Fairchild, attorney', signInName: 'lena', role: 'outside-reviewer' },
  { name: 'Walter Quincy', signInName: 'walter', role: 'auditor' },
  { name: 'Ximena Soto', signInName: 'ximena', role: 'administrator' },
];

const WORDS =
  `acorn amber anchor apron arrow aspen badge bagel barley basil beacon bison blanket bottle bramble brick bridge bucket button cactus camel candle canoe canyon carpet
cedar cherry chimney clover cobalt comet copper coral cotton cradle cricket curtain daisy dragon drawer eagle ember falcon feather fiddle flannel forest fossil fountain garlic ginger
glacier granite guitar hammock harbor hazel hedge helmet hickory island ivory jacket jasmine jigsaw juniper kettle kitten ladder lantern lemon lentil lily linen lizard lobster magnet
mango maple marble meadow melon mirror mitten mosaic muffin needle nickel nutmeg oatmeal olive onion orchard otter paddle panther parsley peach pebble pepper pickle pigeon pillow planet
plum pocket pollen poplar potato puddle pumpkin quartz quilt rabbit radish raven ribbon river rocket saddle saffron salmon sandal satchel scarf shovel silver spruce squash stable sparrow
sunset teapot thimble thistle thunder timber tinsel tractor trumpet tulip tunnel turnip velvet violet waffle walnut walrus willow window winter yarrow zipper`.split(
    /\s+/,
  );

/** Four words and two digits that keep the application's own rule for passwords. */
const newPassword = async (about: readonly string[]): Promise<string> => {
  for (;;) {
    const words = Array.from({ length: 4 }, () => WORDS[randomInt(WORDS.length)] ?? 'acorn');
    const password = `${words.join(' ')} ${randomInt(10, 100)}`;
    if ((await passwordFault(password, about)) === undefined) return password;
  }
};

/** Gives a person a password, keys and an authenticator. */
export const equip = async (job: (typeof JOBS)[number]): Promise<{ readonly person: DemoPerson; readonly keys: UserKeys }> => {
  const keys = newUserKeys();
  const { base32 } = totpEnrolment(keys.totpSecret, { practice: PRACTICE, user: job.signInName });
  return { person: { userId: newId(), ...job, password: await newPassword([PRACTICE, job.name, job.signInName]), secret: base32 }, keys };
};
