import type { Page } from '@playwright/test';
import { generate } from 'otplib';
import { given, sayLast, type TestWorkstation } from './workstation.ts';

/** The code an authenticator would show for this secret, `steps` of 30 s from now. */
export const codeFor = (secret: string, steps = 0): Promise<string> =>
  generate({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

export interface Owner {
  readonly ownerName: string;
  readonly signInName: string;
  readonly password: string;
}

export const OWNER: Owner = { ownerName: 'Amara Whitfield', signInName: 'amara', password: 'copper lantern walks at dusk 41' };

export interface Founded {
  readonly secret: string;
  /** The code that was spent on the enrolment. */
  readonly usedCode: string;
  readonly shares: readonly { readonly label: string; readonly words: string; readonly qr: string }[];
  readonly recoveryCodes: readonly string[];
  readonly desk: Page;
}

/**
 * The whole first run through the unlock page's bridge: practice, owner, second factor, recovery kit opened once. `steps` says which code is spent on it: -1, the
 * one before, leaves two that can be given at once.
 */
export const found = async (station: Pick<TestWorkstation, 'page'>, owner: Owner = OWNER, steps = 0): Promise<Founded> => {
  const door = await station.page('unlock');
  const { enrolment } = await given(door, 'door.set-up', {
    practice: 'Juniper Family Clinic',
    workstation: 'Front desk 1',
    solo: false,
    ...owner,
  });
  const usedCode = await codeFor(enrolment.secret, steps);
  const kit = await given(door, 'door.set-up-code', { code: usedCode });
  // The page goes when the session opens, and its answer with it.
  sayLast(door, 'door.set-up-finish', { shares: kit.shares.slice(0, 2).map((share) => share.words) });
  return {
    secret: enrolment.secret,
    usedCode,
    shares: kit.shares,
    recoveryCodes: kit.recoveryCodes,
    desk: await station.page('workspace'),
  };
};
