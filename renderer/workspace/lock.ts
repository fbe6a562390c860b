import { ask } from './ask.ts';

/** Locks at once. Main then asks the page for its drafts and takes it away. */
export const lockNow = (): void => void ask('session.lock', {});
