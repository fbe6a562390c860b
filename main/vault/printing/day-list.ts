import { Failure } from '../../../shared/failure.ts';
import { PRINT_VISITS } from '../../../shared/phi/print.ts';
import { toMinimumView } from '../../gate/answer.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { shown, visitsOf } from '../schedule/visits.ts';
import { lay, letterSheet, type PrintDesk } from './print-desk.ts';
import { sayDate, sayDay, sayName, sayTime } from './say.ts';
import { PRINT_WORDS } from './words.ts';

/** More visits than sixty providers can have on one day. */
const MOST_READ = 10_000;

/** Letter paper less its margins: 504 points. */
const WIDTHS = [60, 168, 84, 102, 90] as const;

/**
 * The day of one provider or of all, each under their name, as the schedule shows it: of a restricted chart the name alone, and nothing the role does not need. Failure `print-too-long`, `not-found`
 * (provider).
 */
export const dayList =
  (desk: PrintDesk): PhiHandler<'print.day'> =>
  (access, { day, providerId, language }) => {
    const { facts, records } = access;
    const words = PRINT_WORDS[language];
    const { title, time, patient, visit: kind, note, minutes, none, restricted } = words.day;
    const setup = desk.setupNow();
    const providers = setup.providers.filter((one) => providerId === null || one.providerId === providerId);
    if (providerId !== null && providers.length === 0) throw new Failure('not-found');
    const wanted = new Set(providers.map((provider) => provider.providerId));
    const visits = visitsOf(records, day, null, MOST_READ)
      .filter((one) => wanted.has(one.providerId))
      .map(shown);
    if (visits.length > PRINT_VISITS) throw new Failure('print-too-long');
    toMinimumView(facts.actor.role, visits);

    const types = new Map(setup.visitTypes.map(({ visitTypeId, name }) => [visitTypeId, name]));
    const headings = [time, patient, words.born, kind, note];
    const columns = WIDTHS.map((width, at) => ({ width, heading: headings[at] ?? '' }));
    const paper = letterSheet(desk, facts, language)
      .line(desk.practice(), { dim: true })
      .line(title, { bold: true, size: 18 })
      .line(sayDay(day, language), { size: 13 });
    for (const provider of providers) {
      const theirs = visits.filter((one) => one.providerId === provider.providerId);
      if (theirs.length === 0 && !provider.active) continue;
      paper.space(0.8).line(provider.name, { bold: true, size: 12 });
      if (theirs.length === 0) paper.line(none, { dim: true });
      else
        paper.table(
          columns,
          theirs.map((one) => [
            sayTime(one.start, language),
            `${sayName(one)}${one.mrn === '' ? '' : `, ${one.mrn}`}`,
            one.birthDate === undefined ? '' : sayDate(one.birthDate, language),
            `${types.get(one.visitTypeId) ?? ''}, ${minutes(one.minutes)}`,
            one.restricted === null ? (one.visitNote ?? '') : restricted,
          ]),
        );
    }
    return lay(desk, 'day', paper, [...new Set(visits.map(({ patientId }) => patientId))]);
  };
