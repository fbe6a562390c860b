import { Failure } from '../../../shared/failure.ts';
import type { PatientDetails } from '../../../shared/phi/patient-fields.ts';
import { toMinimumView } from '../../gate/answer.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { detailsOf, listsOf, readChart } from '../patients/chart-state.ts';
import { FACE_SHEET, FACE_SHEET_WORDS } from './face-sheet-words.ts';
import { lay, letterSheet, type PrintDesk } from './print-desk.ts';
import { sayDate, sayName } from './say.ts';
import { PRINT_WORDS, type PrintLanguage } from './words.ts';

type Pair = readonly [string, string];
type Group = keyof typeof FACE_SHEET;

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(', ');
const pairOf = (what: string, text: string): readonly Pair[] => (text === '' ? [] : [[what, text]]);

/**
 * Who the patient is, how to reach them, whom to call and who pays: what another office needs to take them in. No social security number, no licence, no note of the desk, nothing of race or ethnicity,
 * and nothing the role may not see. Failure `not-found`, `merged-away`.
 */
export const faceSheet =
  (desk: PrintDesk): PhiHandler<'print.face-sheet'> =>
  (access, { patientId, language }) => {
    const chart = readChart(access.records, patientId);
    if (chart.mergedIntoId !== null) throw new Failure('merged-away');
    const seen = { details: detailsOf(chart.state), lists: listsOf(chart.state) };
    toMinimumView(access.facts.actor.role, seen);
    const { details, lists } = seen;
    const words = FACE_SHEET_WORDS[language];
    const { groups } = words;
    const { addressLine1, addressLine2, city, state, zip, country } = details;

    const paper = letterSheet(desk, access.facts, language)
      .line(desk.practice(), { dim: true })
      .line(words.title, { bold: true, size: 18 })
      .space(0.4)
      .line(sayName(details), { bold: true, size: 15 })
      .line(`${PRINT_WORDS[language].mrn} ${chart.mrn}`);
    if (chart.state.restricted !== null) paper.line(words.restricted, { bold: true });
    paper
      .pairs(
        groups.alerts,
        lists.alerts.map(({ text }): Pair => [words.alert, text]),
      )
      .pairs(groups.who, [...pairs(details, 'who', language), ...pairs(details, 'work', language)])
      .pairs(groups.reach, [
        ...pairs(details, 'reach', language),
        ...pairOf(
          words.address,
          joined(addressLine1, addressLine2, city, [state, zip].filter((part) => part !== undefined).join(' '), country),
        ),
      ])
      .pairs(
        groups.emergency,
        lists.emergencyContacts.map(({ name, relationship, phone }): Pair => [name, joined(relationship, phone)]),
      )
      .pairs(
        groups.coverage,
        lists.coverages.flatMap(({ rank, payer, plan, memberId, groupNumber, subscriberName }): readonly Pair[] => [
          [words.rank(rank), joined(payer, plan)],
          ...pairOf(words.member, memberId ?? ''),
          ...pairOf(words.group, groupNumber ?? ''),
          ...pairOf(words.subscriber, subscriberName ?? ''),
        ]),
      )
      .pairs(groups.pays, pairs(details, 'pays', language));
    return lay(desk, 'face-sheet', paper, [patientId]);
  };

const DATES: ReadonlySet<string> = new Set(['birthDate']);
const CHOICES: ReadonlySet<string> = new Set(['sex', 'interpreter']);

const pairs = (details: PatientDetails, group: Group, language: PrintLanguage): readonly Pair[] => {
  const { fields, values } = FACE_SHEET_WORDS[language];
  return FACE_SHEET[group].flatMap((field) => {
    const text = details[field] ?? '';
    const said = DATES.has(field) && text !== '' ? sayDate(text, language) : CHOICES.has(field) ? (values[text] ?? text) : text;
    return pairOf(fields[field], said);
  });
};
