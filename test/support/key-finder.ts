import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { openBox } from '../../main/keys/box.ts';
import { openBundle } from '../../main/keys/bundle.ts';
import { rawPrivateKey } from '../../main/keys/curve25519.ts';
import { deriveKey } from '../../main/keys/derive.ts';
import { loadDevice } from '../../main/keys/device.ts';
import { passwordBytes } from '../../main/keys/kek.ts';
import { openKeychain } from '../../main/keys/keychain.ts';
import { openLedger } from '../../main/vault/ledger-side.ts';
import { readCard } from '../../main/workstation/card.ts';

/**
 * The keys of a practice, worked out anew from the password, the keychain and the files by a program that is none of the app's processes. Asked as JSON on stdin, because what
 * stands in arguments or environment can be read by others; answers on stdout, every key as hex.
 */
const { folder, signInName, password } = z
  .object({ folder: z.string(), signInName: z.string(), password: z.string() })
  .parse(JSON.parse(await text(process.stdin)));
const card = readCard(folder);
if (card === undefined) throw new Error('there is no practice');
const answer = await loadDevice(openKeychain(), card.workstationId, { keyId: card.keyId });
if (answer.state !== 'ready') throw new Error(`the device's keys are ${answer.state}`);
const { secret } = answer.device;
const ledger = openLedger(folder, deriveKey(secret, 'ledger'), 'existing');
const person = ledger.roll.find({ signInName });
const slot = person && ledger.roll.slot(person.user_id);
if (person === undefined || slot === undefined) throw new Error('there is nobody of that name');
const userId = person.user_id;
const expected = { userId, practiceId: card.practiceId, newestSeen: slot.newest_version };
const unlocking = { password: passwordBytes(Buffer.from(password)), share: deriveKey(secret, 'share', userId) };
const { keys } = await openBundle(slot.bundle, expected, unlocking);
const recordsKey = await openBox({ userId, workstationId: card.workstationId, epoch: slot.box_epoch }, keys.exchange, slot.box);
const exchange = rawPrivateKey(keys.exchange);
const found = {
  'records key': recordsKey,
  'private exchange key': exchange,
  'private signing key': rawPrivateKey(keys.signing),
  'authenticator secret': keys.totpSecret,
  'draft key': deriveKey(exchange, 'draft'),
  'password share': unlocking.share,
};
process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(found).map(([label, key]) => [label, key.toString('hex')]))));
// A connection that is closed would tidy away the write-ahead log under the running app's eyes; one that ends does not.
process.exit(0);
