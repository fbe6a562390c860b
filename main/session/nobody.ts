/**
 * Whoever typed a name that nobody here has. They are led the same way and as slowly as somebody with a wrong password, so that the answer does not tell which names there are. In the log and
 * on the screen they are no person at all.
 */
export const NOBODY = '00000000-0000-7000-8000-000000000000';

/** Under this name the failed tries with typed names are counted, of all names together: as many as this workstation has seen. */
export const ANY_NAME = '00000000-0000-7000-8000-000000000001';

/** The person, or null. */
export const personOf = (userId: string | null): string | null => (userId === NOBODY ? null : userId);
