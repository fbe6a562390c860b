import { createHmac, createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { detailHash, pseudonymOf } from './pseudonym.ts';

const key = createSecretKey(Buffer.alloc(32, 1));
const other = createSecretKey(Buffer.alloc(32, 2));
const practice = '01890a5d-ac96-774b-bcce-b302099a8057';
const patient = '01890a5d-ac96-774b-bcce-b302099a8058';

describe('names in the log', () => {
  it('are the same for the same patient, and another under another key or practice', () => {
    const name = pseudonymOf(key, practice, patient);
    expect(name).toMatch(/^[0-9a-f]{32}$/);
    expect(pseudonymOf(key, practice, patient)).toBe(name);
    expect(
      new Set([name, pseudonymOf(other, practice, patient), pseudonymOf(key, patient, practice), pseudonymOf(key, practice, practice)])
        .size,
    ).toBe(4);
  });

  it('are HMAC-SHA256 over tag, practice and patient', () => {
    const field = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
    const uuid = (text: string) => Buffer.from(text.replaceAll('-', ''), 'hex');
    const message = Buffer.concat([field(Buffer.from('anteroom-pseudonym/v1')), field(uuid(practice)), field(uuid(patient))]);
    const expected = createHmac('sha256', Buffer.alloc(32, 1)).update(message).digest('hex').slice(0, 32);
    expect(pseudonymOf(key, practice, patient)).toBe(expected);
  });

  it('hide typed words behind salt and key', () => {
    const hash = detailHash(key, Buffer.from('salt'), 'María pidió su expediente');
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(
      new Set([
        hash,
        detailHash(key, Buffer.from('salt2'), 'María pidió su expediente'),
        detailHash(other, Buffer.from('salt'), 'María pidió su expediente'),
      ]).size,
    ).toBe(3);
  });
});
