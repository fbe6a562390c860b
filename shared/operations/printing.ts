import * as z from 'zod';
import { found, named, phi, plain } from '../contract.ts';
import { patientId } from '../phi/patient.ts';
import { PRINT_KINDS, printed, printPreview } from '../phi/print.ts';
import { visitId, visitTime } from '../phi/visit.ts';

/** In which language the words of a print are. */
const language = z.enum(['en', 'es']);

/** A printer's name, as the operating system calls it. */
export const printer = z.string().min(1).max(127);

/** What makes a print ready: it waits in the vault until it is sent or another one is made. */
const preview = { output: printPreview, permission: 'print', action: 'print.preview', effect: 'read' } as const;

export const printing = {
  /** The appointment slip of a visit that takes place. Failure `visit-cancelled`. */
  'print.slip': phi({ ...preview, input: z.strictObject({ patientId, visitId, language }), subject: named('patientId') }),
  /** The visits of a day, of one provider or (null) of all. Of a restricted chart only the name. Failure `print-too-long`. */
  'print.day': phi({
    ...preview,
    input: z.strictObject({ day: visitTime.day, providerId: z.uuid().nullable(), language }),
    subject: found,
  }),
  /** A label to stick on paper: name, birth date, record number. Failure `merged-away`. */
  'print.label': phi({ ...preview, input: z.strictObject({ patientId, language }), subject: named('patientId') }),
  /** Who the patient is, how to reach them and who pays, on paper that goes to somebody. Failure `merged-away`. */
  'print.face-sheet': phi({ ...preview, input: z.strictObject({ patientId, language }), subject: named('patientId') }),
  /**
   * Hands a print to the system's spooler. What is a disclosure needs a reason whose words say for whom. It can be sent again as long as no other print is made.
   * Failure `not-found`, `reason-needed`, `printer-none`, `printer-gone`, `printer-failed`, `printer-silent`.
   */
  'print.send': phi({
    input: z.strictObject({ printId: z.uuid(), printer, copies: z.int().min(1).max(20) }),
    output: printed,
    permission: 'print',
    action: 'print',
    effect: 'release',
    subject: found,
  }),
  /** The printers of this computer, its usual one, and the one last used here for each kind of print. */
  'printer.list': plain({
    at: 'vault',
    input: z.strictObject({}),
    output: z.strictObject({
      printers: z.array(printer).max(50),
      usual: printer.nullable(),
      remembered: z.partialRecord(z.enum(PRINT_KINDS), printer),
      /** Why nothing can be printed here at all; null where it can. */
      problem: z.enum(['printer-none', 'printer-silent']).nullable(),
    }),
    permission: 'print',
    action: null,
  }),
};
