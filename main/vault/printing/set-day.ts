import type { KeptVisit } from '../outage/list.ts';
import type { Paper } from './paper.ts';
import { sayDate, sayName, sayTime } from './say.ts';
import { PRINT_WORDS, type PrintLanguage } from './words.ts';

/** Letter paper less its margins: 504 points. */
const WIDTHS = [60, 168, 84, 102, 90] as const;

/** A visit as a day list has it: of a restricted chart the name alone. */
export type ListedVisit = Omit<KeptVisit, 'pseudonym' | 'restricted'> & { readonly restricted: string | null };

export interface Day {
  readonly providers: readonly { readonly providerId: string; readonly name: string; readonly active: boolean }[];
  readonly visitTypes: readonly { readonly visitTypeId: string; readonly name: string }[];
  readonly visits: readonly ListedVisit[];
}

/** Sets the visits of a day, each provider's under their name. Who works here no more stands there only with visits. */
export const setDay = (paper: Paper, { providers, visitTypes, visits }: Day, language: PrintLanguage): void => {
  const words = PRINT_WORDS[language];
  const { time, patient, visit: kind, note, minutes, none, restricted } = words.day;
  const types = new Map(visitTypes.map(({ visitTypeId, name }) => [visitTypeId, name]));
  const headings = [time, patient, words.born, kind, note];
  const columns = WIDTHS.map((width, at) => ({ width, heading: headings[at] ?? '' }));
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
};
