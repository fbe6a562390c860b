import { Failure } from '../../../shared/failure.ts';
import { HIDDEN_FIELDS } from '../../../shared/permissions.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { detailsOf, readChart } from '../patients/chart-state.ts';
import { Paper } from './paper.ts';
import { lay, type PrintDesk } from './print-desk.ts';
import { sayDate, sayName } from './say.ts';
import { PRINT_WORDS } from './words.ts';

/** Two identifiers and the name, for a folder, a form or a tube. Failure `not-found`, `merged-away`. */
export const label =
  (desk: PrintDesk): PhiHandler<'print.label'> =>
  (access, { patientId, language }) => {
    const { mrn, state, mergedIntoId } = readChart(access.records, patientId);
    if (mergedIntoId !== null) throw new Failure('merged-away');
    const details = detailsOf(state);
    const hidden: readonly string[] = HIDDEN_FIELDS[access.facts.actor.role];
    const { born, mrn: number } = PRINT_WORDS[language];
    const paper = Paper.label().oneLine(sayName(details), { bold: true, size: 13 });
    if (details.birthDate !== undefined && !hidden.includes('birthDate')) paper.oneLine(`${born}: ${sayDate(details.birthDate, language)}`);
    paper.oneLine(`${number} ${mrn}`);
    return lay(desk, 'label', paper, [patientId]);
  };
