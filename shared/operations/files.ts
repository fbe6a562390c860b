import * as z from 'zod';
import { plain } from '../contract.ts';

/** Files that a person takes out of Anteroom, each by their own choice of place. */
export const files = {
  /**
   * Writes a file the vault has made (`import.rejects`) where the person says, whole or not at all; its bytes pass through no page and not through main. What is in it left its store by
   * operations of its own, which stand in the log with their subjects; this is the entry that it was taken out: announced before the first byte, and done in the transaction in which the file gets its name. `saved: false` when they
   * thought better of it; the file waits then until another one is made.
   */
  'file.save': plain({
    at: 'vault',
    input: z.strictObject({ fileId: z.uuid() }),
    output: z.strictObject({ saved: z.boolean(), rows: z.int().nonnegative() }),
    permission: 'import.run',
    action: 'export',
    effect: 'change',
  }),
};
