import { createHmac, type KeyObject } from 'node:crypto';
import { joinFields, uuidField } from '../../shared/audit-fields.ts';

/**
 * How the log names a patient: HMAC-SHA256 (FIPS 198-1) over practice and patient, the first 16 bytes in hex. Only the vault has the key, so
 * the log alone tells nobody who the patient is, and the same patient keeps the same pseudonym.
 */
export const pseudonymOf = (key: KeyObject, practice: string, patient: string): string =>
  keyed(key, joinFields('anteroom-pseudonym/v1', [uuidField(practice), uuidField(patient)]))
    .subarray(0, 16)
    .toString('hex');

/**
 * How the log refers to words that may name someone (a typed reason, a file name, a recipient, a question): HMAC-SHA256 under the key, with a salt that
 * stands beside the words in the records. Without both, a guess can't be tried.
 */
export const detailHash = (key: KeyObject, salt: Uint8Array, words: string): string =>
  keyed(key, joinFields('anteroom-detail/v1', [salt, Buffer.from(words, 'utf8')])).toString('hex');

const keyed = (key: KeyObject, bytes: Uint8Array): Buffer => createHmac('sha256', key).update(bytes).digest();
