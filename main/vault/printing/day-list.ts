import { Failure } from '../../../shared/failure.ts';
import { PRINT_VISITS } from '../../../shared/phi/print.ts';
import { toMinimumView } from '../../gate/answer.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { shown, visitsOf } from '../schedule/visits.ts';
import { lay, letterSheet, type PrintDesk } from './print-desk.ts';
import { sayDay } from './say.ts';
import { setDay } from './set-day.ts';
import { PRINT_WORDS } from './words.ts';

/** More visits than sixty providers can have on one day. */
const MOST_READ = 10_000;

/**
 * The day of one provider or of all, each under their name, as the schedule shows it: of a restricted chart the name alone, and nothing the role does not need. Failure `print-too-long`, `not-found`
 * (provider).
 */
export const dayList =
  (desk: PrintDesk): PhiHandler<'print.day'> =>
  (access, { day, providerId, language }) => {
    const { facts, records } = access;
    const setup = desk.setupNow();
    const providers = setup.providers.filter((one) => providerId === null || one.providerId === providerId);
    if (providerId !== null && providers.length === 0) throw new Failure('not-found');
    const wanted = new Set(providers.map((provider) => provider.providerId));
    const visits = visitsOf(records, day, null, MOST_READ)
      .filter((one) => wanted.has(one.providerId))
      .map(shown);
    if (visits.length > PRINT_VISITS) throw new Failure('print-too-long');
    toMinimumView(facts.actor.role, visits);

    const paper = letterSheet(desk, facts, language)
      .line(desk.practice(), { dim: true })
      .line(PRINT_WORDS[language].day.title, { bold: true, size: 18 })
      .line(sayDay(day, language), { size: 13 });
    setDay(paper, { providers, visitTypes: setup.visitTypes, visits }, language);
    return lay(desk, 'day', paper, [...new Set(visits.map(({ patientId }) => patientId))]);
  };
