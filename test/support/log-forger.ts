import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { deriveKey } from '../../main/keys/derive.ts';
import { loadDevice } from '../../main/keys/device.ts';
import { openKeychain } from '../../main/keys/keychain.ts';
import { openLedger } from '../../main/vault/ledger-side.ts';
import { readCard } from '../../main/workstation/card.ts';
import { decodeEntry, encodeEntry } from '../../shared/audit-bytes.ts';

/**
 * Somebody at this account with the keychain's key and an SQL tool: edits one entry of the log of a workstation, whether it runs or not. The hash beside it stays: in a log this short the head in the
 * keychain would tell of another one at the start already. Asked as JSON on stdin; answers
 * with the size of the log.
 */
const { folder, seq } = z.object({ folder: z.string(), seq: z.int() }).parse(JSON.parse(await text(process.stdin)));
const card = readCard(folder);
if (card === undefined) throw new Error('there is no practice');
const answer = await loadDevice(openKeychain(), card.workstationId, { keyId: card.keyId });
if (answer.state !== 'ready') throw new Error(`the device's keys are ${answer.state}`);
const { store } = openLedger(folder, deriveKey(answer.device.secret, 'ledger'), 'existing');
store.exec('DROP TRIGGER audit_entry_no_update');
const row = z.object({ bytes: z.instanceof(Uint8Array) });
const { bytes } = row.parse(store.prepare('SELECT bytes FROM audit_entry WHERE seq = ?').get(seq));
const edited = encodeEntry({ ...decodeEntry(bytes), rows: 4_242 });
store.prepare('UPDATE audit_entry SET bytes = ? WHERE seq = ?').run(edited, seq);
const { size } = z.object({ size: z.int() }).parse(store.prepare('SELECT count(*) AS size FROM audit_entry').get());
process.stdout.write(String(size));
process.exit(0);
