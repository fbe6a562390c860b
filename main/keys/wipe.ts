/**
 * Key bytes are zeroed as soon as they are done with. This shortens their life in this process; what ends it is the death of the process at lock,
 * because a garbage-collected runtime may have moved or copied a value before it was wiped.
 */

/** Overwrites every given buffer with zeros. */
export const wipe = (...secrets: readonly (Uint8Array | undefined)[]): void => {
  for (const secret of secrets) secret?.fill(0);
};

/** Runs `work` on `secret` and wipes it afterwards, whether the work succeeded, failed, or is still to settle. */
export const wiping = <T>(secret: Uint8Array, work: (secret: Buffer) => T): T => {
  const view = Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength);
  let pending = false;
  try {
    const result = work(view);
    if (result instanceof Promise) {
      pending = true;
      result.then(
        () => wipe(view),
        () => wipe(view),
      );
    }
    return result;
  } finally {
    if (!pending) wipe(view);
  }
};

/** Overwrites whatever bytes stand anywhere in a message, once it has been sent as a copy. */
export const wipeWithin = (message: unknown): void => {
  if (message instanceof Uint8Array) message.fill(0);
  else if (typeof message === 'object' && message !== null) for (const part of Object.values(message)) wipeWithin(part);
};
