import { Failure } from '../../../shared/failure.ts';
import { type Role, unwritable } from '../../../shared/permissions.ts';
import { CHART_LISTS } from '../../../shared/phi/patient.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { dropOwnDraft } from '../draft-rows.ts';
import { originOf } from '../origin.ts';
import { type ChartField, type ChartState, listText, readChartAt } from './chart-state.ts';
import { dateProblems, tidyDetails } from './hygiene.ts';
import { type SomeLists, tidyLists } from './list-hygiene.ts';
import { reviseChart } from './revise.ts';

/**
 * Saves changes against the version the person saw. A field the role can't see can't be overwritten by it either. The draft goes in the same transaction.
 * Failure `bad-input`, `not-found`, `changed-meanwhile`, `merged-away`, `not-permitted`.
 */
export const updatePatient: PhiHandler<'patient.update'> = (access, { patientId, version, changes, lists, draftId }) => {
  const { actor, today } = access.facts;
  const tidy = tidyDetails(changes);
  if (tidy.problems.length > 0) throw new Failure('bad-input');
  const revised: Partial<ChartState> = { ...tidy.details, ...listTexts(tidyLists(lists, today)) };
  refuseHidden(actor.role, Object.keys(revised));
  const chart = readChartAt(access.change, patientId, version);
  refuseBadDates({ ...chart.state, ...revised }, Object.keys(revised), today);
  const saved = reviseChart(access.change, originOf(access), chart, revised);
  if (draftId !== undefined) dropOwnDraft(access.change, actor.userId, draftId);
  return { patientId, mrn: chart.mrn, version: saved };
};

const listTexts = (lists: SomeLists): Partial<Record<ChartField, string>> => {
  const texts: Partial<Record<ChartField, string>> = {};
  for (const name of CHART_LISTS) {
    const list = lists[name];
    if (list !== undefined) texts[name] = listText(list);
  }
  return texts;
};

/** What a person can't see they can't judge, so they can't replace it (45 CFR 164.312(c)(1), integrity). Failure `not-permitted`. */
export const refuseHidden = (role: Role, fields: readonly string[]): void => {
  const hidden = unwritable(role);
  if (fields.some((field) => hidden.includes(field))) throw new Failure('not-permitted');
};

/** Dates are judged together, and only when one of them is being changed: an old mistake does not bar a new phone number. Failure `bad-input`. */
export const refuseBadDates = (state: ChartState, fields: readonly string[], today: string): void => {
  if (!fields.includes('birthDate') && !fields.includes('deathDate')) return;
  if (dateProblems(state, today).length > 0) throw new Failure('bad-input');
};
