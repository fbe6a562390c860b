import * as z from 'zod';
import { door } from '../contract.ts';
import { visitTime } from '../phi/visit.ts';
import { printer } from './printing.ts';
import { doorCode, password } from './session.ts';
import { signInName } from './staff.ts';

/**
 * The sealed day list for outages, printed from the unlock page: no session is opened, the records are not needed, and nothing that stands on the list comes back to the page.
 */
export const outage = {
  /** Which days are kept and since when, as the sealed file says of itself, and where it can be printed. `madeAt` is null and there are no days where there is no such file. */
  'door.outage-list': door({
    input: z.strictObject({}),
    output: z.strictObject({
      madeAt: z.int().nonnegative().nullable(),
      timeZone: z.string(),
      days: z.array(visitTime.day),
      /** By the practice's clock. */
      today: visitTime.day,
      printers: z.array(printer).max(50),
      usual: printer.nullable(),
      /** Why nothing can be printed here at all; null where it can. */
      problem: z.enum(['printer-none', 'printer-silent']).nullable(),
    }),
  }),
  /**
   * Proves the person as a sign-in with both factors does, opens the list with their own key and hands one day of it to the printer, announced in the log before the first byte leaves. The vault dies
   * afterwards. Failure as at the sign-in, `not-permitted`, `outage-none`, `outage-altered`, `printer-none`, `printer-gone`, `printer-failed`, `printer-silent`, `print-unrecorded`.
   */
  'door.print-outage-list': door({
    input: z.strictObject({
      userId: z.uuid().optional(),
      signInName: signInName.optional(),
      password,
      code: doorCode,
      day: visitTime.day,
      printer,
      language: z.enum(['en', 'es']),
    }),
    output: z.strictObject({ printed: z.literal(true) }),
  }),
};
