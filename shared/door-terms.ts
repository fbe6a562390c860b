/** What a rotation of the records key does, in this order. */
export const ROTATION_STEPS = ['copying', 'rekeying', 'proving', 'sealing', 'naming', 'sweeping'] as const;
export type RotationStep = (typeof ROTATION_STEPS)[number];

/** Why an older copy stands here: a backup was put back on purpose, the disk or file system lost the newest writes, or nobody knows, which is to be looked into. */
export const ROLLBACK_REASONS = ['restored-on-purpose', 'disk-fault', 'not-known'] as const;

/** The name a person signs in with, trimmed and in small letters. */
export const SIGN_IN_NAME = /^[a-z0-9][a-z0-9._-]{1,39}$/;
