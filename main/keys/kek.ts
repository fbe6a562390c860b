import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { Failure } from '../../shared/failure.ts';
import { deriveKey } from './derive.ts';
import { frame } from './frame.ts';
import { wipe } from './wipe.ts';

/**
 * The key that seals a user's bundle: HKDF over the Argon2id hash (RFC 9106) of the password and the share of this device, so that neither a copied disk
 * without the keychain nor a keychain without the password can test a guess. Argon2id comes from a prebuilt native module, because the runtime's own
 * crypto has none.
 */
export type KdfParams = {
  /** Memory in KiB, 64 MiB to 1 GiB. */
  readonly memoryKiB: number;
  /** Passes over the memory, 3 to 64. */
  readonly passes: number;
  /** Parallel lanes, 1 to 16. */
  readonly lanes: number;
  /** 16 random bytes, new at every change of the password. */
  readonly salt: Buffer;
};

export const KDF_FLOOR = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 } as const;
/** What a header may ask for at most: more would be a way to hang the sign-in. */
const KDF_CEILING = { memoryKiB: 1024 * 1024, passes: 64, lanes: 16 } as const;
const CALIBRATION = { lanes: 4, memoryKiB: 256 * 1024, passes: 12, targetMs: 500 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
export const PASSWORD_CHARACTERS = 256;

/** Throws Failure `key-floor` unless every parameter is a whole number within floor and ceiling and the salt has 16 bytes. */
export const checkKdfParams = (params: KdfParams): void => {
  const within = (value: number, floor: number, ceiling: number): boolean => Number.isInteger(value) && value >= floor && value <= ceiling;
  const fine =
    within(params.memoryKiB, KDF_FLOOR.memoryKiB, KDF_CEILING.memoryKiB) &&
    within(params.passes, KDF_FLOOR.passes, KDF_CEILING.passes) &&
    within(params.lanes, KDF_FLOOR.lanes, KDF_CEILING.lanes) &&
    params.salt.length === SALT_BYTES;
  if (!fine) throw new Failure('key-floor');
};

/** The cost for a machine that needs `floorMs` for the floor: memory is doubled up to 256 MiB while the target allows, then passes are added. Never below the floor. */
export const costFor = (floorMs: number, targetMs: number = CALIBRATION.targetMs): { memoryKiB: number; passes: number; lanes: number } => {
  const factor = targetMs / Math.max(floorMs, 1);
  let memoryKiB: number = KDF_FLOOR.memoryKiB;
  while (memoryKiB < CALIBRATION.memoryKiB && (memoryKiB * 2) / KDF_FLOOR.memoryKiB <= factor) memoryKiB *= 2;
  const passes = Math.floor((KDF_FLOOR.passes * factor * KDF_FLOOR.memoryKiB) / memoryKiB);
  return { memoryKiB, passes: Math.min(Math.max(passes, KDF_FLOOR.passes), CALIBRATION.passes), lanes: CALIBRATION.lanes };
};

/** Parameters for a new password on this machine, with a fresh salt: about half a second, the floor at least. Measured by the faster of two hashes at the floor, so that a cold start doesn't make it weaker. */
export const calibrate = async (): Promise<KdfParams> => {
  const salt = randomBytes(SALT_BYTES);
  const measure = async (): Promise<number> => {
    const started = performance.now();
    wipe(await argon2id(Buffer.from('calibration'), { ...KDF_FLOOR, lanes: CALIBRATION.lanes, salt }));
    return performance.now() - started;
  };
  const warmingUp = await measure();
  return { ...costFor(Math.min(warmingUp, await measure())), salt };
};

/**
 * The bytes of a typed password that are hashed: UTF-8 of its NFKC form (NIST SP 800-63B-4 3.1.1.2). `typed` is UTF-8 and is wiped. ASCII never becomes a string;
 * other input must for a moment. Throws Failure `bad-input` on malformed UTF-8, nothing at all, or over 256 characters.
 */
export const passwordBytes = (typed: Buffer): Buffer => {
  try {
    if (typed.every((byte) => byte < 0x80)) {
      if (typed.length === 0 || typed.length > PASSWORD_CHARACTERS) throw new Failure('bad-input');
      const copy = Buffer.alloc(typed.length);
      typed.copy(copy);
      return copy;
    }
    const text = typed.toString('utf8').normalize('NFKC');
    if (text.includes('\uFFFD') || [...text].length > PASSWORD_CHARACTERS) throw new Failure('bad-input');
    return Buffer.from(text, 'utf8');
  } finally {
    wipe(typed);
  }
};

const argon2id = (password: Buffer, params: KdfParams): Promise<Buffer> =>
  hashRaw(password, {
    memoryCost: params.memoryKiB,
    timeCost: params.passes,
    parallelism: params.lanes,
    outputLen: HASH_BYTES,
    salt: params.salt,
  });

/**
 * The KEK of one user. `password` is what `passwordBytes` gave, `share` is `deriveKey(Kdev, 'share', userId)`; both stay the caller's to wipe.
 * Throws Failure `key-floor` before any work if the parameters are out of bounds.
 */
export const deriveKek = async (input: { password: Buffer; share: Buffer; params: KdfParams; userId: string }): Promise<KeyObject> => {
  checkKdfParams(input.params);
  const hash = await argon2id(input.password, input.params);
  const root = frame('anteroom/kek/v1', [hash, input.share]);
  const bytes = deriveKey(root, 'kek', input.userId);
  try {
    return createSecretKey(bytes);
  } finally {
    wipe(hash, root, bytes);
  }
};
