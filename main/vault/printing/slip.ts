import { Failure } from '../../../shared/failure.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { readChart } from '../patients/chart-state.ts';
import { readVisit } from '../schedule/visits.ts';
import { lay, letterSheet, type PrintDesk } from './print-desk.ts';
import { sayDay, sayName, sayTime } from './say.ts';
import { PRINT_WORDS, type PrintLanguage } from './words.ts';

/** Languages as charts keep them. A patient is told in theirs (45 CFR 92.201), where it is one of ours. */
const LANGUAGES: ReadonlyMap<string, PrintLanguage> = new Map([
  ['English', 'en'],
  ['Spanish', 'es'],
]);

/** What a patient takes home: when, with whom, what for. It says nothing of notes. Failure `not-found`, `visit-cancelled`. */
export const slip =
  (desk: PrintDesk): PhiHandler<'print.slip'> =>
  (access, { patientId, visitId, language: asked }) => {
    const visit = readVisit(access.records, patientId, visitId);
    if (visit.state === 'cancelled') throw new Failure('visit-cancelled');
    const language = LANGUAGES.get(readChart(access.records, patientId).state.language ?? '') ?? asked;
    const setup = desk.setupNow();
    const provider = setup.providers.find(({ providerId }) => providerId === visit.providerId);
    const type = setup.visitTypes.find(({ visitTypeId }) => visitTypeId === visit.visitTypeId);
    const words = PRINT_WORDS[language].slip;
    const paper = letterSheet(desk, access.facts, language)
      .line(desk.practice(), { bold: true, size: 14 })
      .space(0.5)
      .line(words.title, { bold: true, size: 20 })
      .space(0.5)
      .line(sayName(visit), { size: 14 })
      .space()
      .line(sayDay(visit.day, language), { bold: true, size: 16 })
      .line(sayTime(visit.start, language), { bold: true, size: 16 })
      .pairs('', [
        [words.with, provider?.name ?? ''],
        [words.what, `${type?.name ?? ''} (${words.minutes(visit.minutes)})`],
      ])
      .space()
      .line(words.call);
    return lay(desk, 'slip', paper, [patientId]);
  };
