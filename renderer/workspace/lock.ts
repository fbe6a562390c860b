import { ask } from './ask.ts';

/** Locks at once. Main then asks the page for its drafts and takes it away. */
export const lockNow = (): void => void ask('session.lock', {});

/** As a lock, for whoever will not be back soon: the password alone is no longer enough. */
export const signOut = (): void => void ask('session.sign-out', {});
