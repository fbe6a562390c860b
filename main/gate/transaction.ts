import { guarded, type Store } from '../store/open.ts';

/** One transaction on the records: all of `work`, or nothing of it where it throws. One that only reads sees one moment of them. */
export const inTransaction = <T>(store: Store, begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T => {
  guarded(() => store.exec(begin));
  try {
    const done = work();
    guarded(() => store.exec('COMMIT'));
    return done;
  } catch (error) {
    if (store.inTransaction) store.exec('ROLLBACK');
    throw error;
  }
};
