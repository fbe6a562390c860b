import type { KeyObject } from 'node:crypto';
import { Failure } from '../../shared/failure.ts';
import { frame } from './frame.ts';
import { openWith, sealTo } from './sealed-to.ts';

/** Whose box, on which workstation, for which records key: the epoch goes up by one at every rotation of the records key. */
export type BoxHeader = { readonly userId: string; readonly workstationId: string; readonly epoch: number };

export const RECORDS_KEY_BYTES = 32;

const headerBytes = ({ userId, workstationId, epoch }: BoxHeader): Buffer => frame('anteroom/box/v1', [userId, workstationId, epoch]);

/** The records key of a workstation, sealed to one user's raw X25519 public key. */
export const sealBox = (header: BoxHeader, userPublicKey: Uint8Array, recordsKey: Uint8Array): Promise<Buffer> => {
  if (recordsKey.byteLength !== RECORDS_KEY_BYTES) throw new RangeError('a records key has 32 bytes');
  return sealTo(userPublicKey, headerBytes(header), recordsKey);
};

/** The records key, which the caller wipes. Failure `key-altered` if the box is another user's, another workstation's, of another epoch, or not whole. */
export const openBox = async (header: BoxHeader, userPrivateKey: KeyObject, box: Uint8Array): Promise<Buffer> => {
  const recordsKey = await openWith(userPrivateKey, headerBytes(header), box);
  if (recordsKey.length !== RECORDS_KEY_BYTES) throw new Failure('key-altered');
  return recordsKey;
};
