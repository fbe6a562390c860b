import { Failure } from '../../../shared/failure.ts';
import { isDisclosure } from '../../../shared/phi/print.ts';
import type { ReadHandlers, ReleaseHandlers } from '../../gate/handlers.ts';
import type { LedgerSide } from '../ledger-side.ts';
import { dayList } from './day-list.ts';
import { faceSheet } from './face-sheet.ts';
import { label } from './label.ts';
import type { PrintDesk } from './print-desk.ts';
import { rememberPrinter } from './printers.ts';
import { slip } from './slip.ts';
import type { Spooler } from './spooler.ts';

export const printReads = (desk: PrintDesk) =>
  ({
    'print.slip': slip(desk),
    'print.day': dayList(desk),
    'print.label': label(desk),
    'print.face-sheet': faceSheet(desk),
  }) satisfies Partial<ReadHandlers>;

/** Failure `not-found` (another print was made since), `reason-needed`, and what the spooler says. */
export const printReleases = (desk: PrintDesk, spooler: Spooler, ledger: LedgerSide): ReleaseHandlers => ({
  'print.send': (_facts, { printId, printer, copies }, reason) => {
    const { kind, pages, pdf, sheet, patients } = desk.tray.look(printId);
    return {
      patients,
      against: isDisclosure(kind) && (reason?.text ?? '') === '' ? new Failure('reason-needed') : null,
      send: async () => {
        // its own copy: the next print may wipe this one before the spooler has taken it
        const copy = Uint8Array.from(pdf);
        try {
          await spooler.print(copy, { printer, copies, pages, sheet });
        } finally {
          copy.fill(0);
        }
        try {
          rememberPrinter(ledger, kind, printer);
        } catch {
          // it is on paper; which printer it was is asked again
        }
        return { printId, pages, patients: patients.map((patientId) => ({ patientId })) };
      },
    };
  },
});
