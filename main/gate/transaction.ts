import { guarded, type Store } from '../store/open.ts';

/**
 * One transaction on the records: all of `work`, or nothing of it where it throws, which throws on. One that only reads sees one moment of them.
 *
 * Where even the undoing fails the store is closed, which undoes it: nobody reads or writes in what is left half done, and the session that finds it closed ends.
 */
export const inTransaction = <T>(store: Store, begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T => {
  guarded(() => store.exec(begin));
  try {
    const done = work();
    guarded(() => store.exec('COMMIT'));
    return done;
  } catch (error) {
    undo(store);
    throw error;
  }
};

const undo = (store: Store): void => {
  if (!store.inTransaction) return;
  try {
    store.exec('ROLLBACK');
  } catch {
    store.close();
  }
};
