import * as z from 'zod';
import { plain } from '../contract.ts';

/** Files that a person takes out of Anteroom, each by their own choice of place. */
export const files = {
  /**
   * Writes a file where the person says: the vault itself writes it, so that its bytes never pass through main. What is in it left its store by an operation of its own, which stands in
   * the log with its subjects; this is the entry that it was taken out. `saved: false` when they thought better of it.
   */
  'file.save': plain({
    at: 'vault',
    input: z.strictObject({ fileName: z.string().regex(/^[\w.-]{1,80}$/), base64: z.base64().max(40_000_000) }),
    output: z.strictObject({ saved: z.boolean() }),
    permission: 'import.run',
    action: 'export',
  }),
};
