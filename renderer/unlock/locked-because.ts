import type { english } from '../i18n/english.ts';

type Word = keyof typeof english.unlock.lockedBecause;

const WORDS: Readonly<Record<string, Word>> = {
  requested: 'requested',
  idle: 'idle',
  'system-idle': 'idle',
  ceiling: 'ceiling',
  'os-locked': 'os',
  'os-suspended': 'os',
  'os-user-switched': 'os',
  'clock-moved': 'clock',
  'page-died': 'died',
  'vault-died': 'died',
  'policy-changed': 'policy',
  'signed-out': 'signedOut',
  'codes-wrong': 'codes',
};

/** The words for a lock's reason (shared/session-terms.ts). Null where there is nothing to say: a start, a quit. */
export const lockedBecause = (reason: string | null): Word | null => (reason === null ? null : (WORDS[reason] ?? null));
