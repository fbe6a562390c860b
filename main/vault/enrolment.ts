import { sealBox } from '../keys/box.ts';
import { newUserKeys, sealBundle, type UserKeys } from '../keys/bundle.ts';
import { rawPublicKey } from '../keys/curve25519.ts';
import { calibrate, passwordBytes } from '../keys/kek.ts';
import { newRecoveryCodes } from '../keys/recovery-codes.ts';
import { wipe } from '../keys/wipe.ts';
import { ledgerLog } from './ledger-log.ts';
import { ownAccountEntry } from './own-account-entry.ts';
import type { Entrant } from './sign-in.ts';

/**
 * A person with a one-time password becomes one with a password and an authenticator of their own. Their keys are made anew, so that nobody who handed out the one-time password
 * ever held them; the records key is sealed to the new ones. The entry that says so stands in the same transaction.
 */
export const enrol = async (
  entrant: Entrant,
  typed: string,
  totpSecret: Buffer,
  totpStep: number,
  now: number,
): Promise<{ entrant: Entrant; codes: string[] }> => {
  const { grant, ledger, person } = entrant;
  const keys: UserKeys = { ...newUserKeys(), totpSecret };
  const header = {
    userId: person.user_id,
    practiceId: grant.place.practiceId,
    version: entrant.header.version + 1,
    params: await calibrate(),
  };
  const password = passwordBytes(Buffer.from(typed, 'utf8'));
  const share = Buffer.from(entrant.share);
  const recordsKey = entrant.recordsKey.export();
  try {
    const bundle = await sealBundle(header, keys, { password, share });
    const exchangePublic = rawPublicKey(keys.exchange);
    const box = await sealBox(
      { userId: person.user_id, workstationId: grant.place.workstationId, epoch: entrant.epoch },
      exchangePublic,
      recordsKey,
    );
    const codes = newRecoveryCodes(person.user_id);
    ledger.within(() => {
      ledger.roll.setSlot({
        userId: person.user_id,
        exchangePublic,
        signingPublic: rawPublicKey(keys.signing),
        bundle,
        bundleVersion: header.version,
        box,
        boxEpoch: entrant.epoch,
        now,
      });
      ledger.roll.resetTotpStep(person.user_id, totpStep);
      ledger.roll.setRecoveryCodes(person.user_id, codes.hashed);
      ledger.roll.setState(person.user_id, 'active');
      ledgerLog(ledger, grant.place).appendWithin(ownAccountEntry('staff.second-factor', 'door.enrol', person.user_id));
    });
    const active = ledger.roll.find({ userId: person.user_id }) ?? person;
    return { entrant: { ...entrant, person: active, header, keys }, codes: codes.codes };
  } finally {
    wipe(password, share, recordsKey);
  }
};
