import type { Result } from '../../../shared/operations/table.ts';
import type { PrintKind } from '../../../shared/phi/print.ts';
import type { CallFacts } from '../../gate/access.ts';
import type { SetupReader } from '../schedule/setup.ts';
import { type Foot, Paper } from './paper.ts';
import type { PrintTray } from './print-tray.ts';
import { sayMoment } from './say.ts';
import { PRINT_WORDS, type PrintLanguage } from './words.ts';

/** What setting a print needs beside what is on it. */
export interface PrintDesk {
  readonly tray: PrintTray;
  readonly setupNow: SetupReader;
  /** The practice's name, for the head of what patients are given. */
  readonly practice: () => string;
}

const footOf = (desk: PrintDesk, { actor, now }: CallFacts, language: PrintLanguage): Foot => {
  const { by, page, mark } = PRINT_WORDS[language];
  return { left: by(actor.name, sayMoment(now, desk.setupNow().timeZone, language)), page, mark };
};

/** A letter sheet whose foot says who prints it and when. */
export const letterSheet = (desk: PrintDesk, facts: CallFacts, language: PrintLanguage): Paper =>
  Paper.letter(footOf(desk, facts, language));

/** The print is whole: it waits in the tray, and the page is shown the very same bytes. */
export const lay = (desk: PrintDesk, kind: PrintKind, paper: Paper, patients: readonly string[]): Result<'print.slip'> => {
  const { pdf, pages, sheet, unprintable } = paper.end();
  const printId = desk.tray.put({ kind, pages, pdf, sheet, patients });
  return {
    ...{ printId, kind, pages, unprintable },
    pdf: Buffer.from(pdf).toString('base64'),
    patients: patients.map((patientId) => ({ patientId })),
  };
};
