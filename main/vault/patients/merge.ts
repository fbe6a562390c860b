import { Failure } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import { HIDDEN_FIELDS, type Role } from '../../../shared/permissions.ts';
import { CHART_LISTS } from '../../../shared/phi/patient.ts';
import { PATIENT_FIELD_NAMES } from '../../../shared/phi/patient-fields.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { originOf } from '../origin.ts';
import { CHART_FIELDS, type ChartState, readChartAt } from './chart-state.ts';
import { joinLists } from './merge-lists.ts';
import { reviseChart } from './revise.ts';
import type { UndoPlan } from './unmerge.ts';
import { refuseBadDates, refuseHidden } from './update.ts';

/**
 * Merges one chart into another. The survivor keeps its fields except those named; of the fields the role can't see it gets what it did not have. Lists are
 * joined, those of a named list with the merged chart's entries first. A restriction of either chart holds for the survivor. The merged chart keeps everything it
 * had and points at the survivor; what the survivor's fields were is kept for `unmergePatients`.
 *
 * Failure `bad-input`, `not-found`, `changed-meanwhile` (either chart), `merged-away`, `not-permitted` (a named field is hidden from the role), `too-large`.
 */
export const mergePatients: PhiHandler<'patient.merge'> = (access, asked) => {
  const takeable: readonly string[] = [...PATIENT_FIELD_NAMES, ...CHART_LISTS];
  if (asked.survivorId === asked.mergedId || asked.takeFromMerged.some((field) => !takeable.includes(field)))
    throw new Failure('bad-input');
  refuseHidden(access.facts.actor.role, asked.takeFromMerged);
  const survivor = readChartAt(access.change, asked.survivorId, asked.survivorVersion);
  const merged = readChartAt(access.change, asked.mergedId, asked.mergedVersion);
  const origin = originOf(access);

  const gained = gains(survivor.state, merged.state, asked.takeFromMerged, access.facts.actor.role);
  refuseBadDates({ ...survivor.state, ...gained }, Object.keys(gained), access.facts.today);
  const version = reviseChart(access.change, origin, survivor, gained);
  reviseChart(access.change, origin, merged, { mergedInto: survivor.mrn });

  const plan: UndoPlan = {};
  for (const field of CHART_FIELDS) {
    const after = gained[field];
    if (after !== undefined) plan[field] = { before: survivor.state[field], after };
  }
  const mergeId = newId();
  access.change.run(
    'INSERT INTO patient_merge (merge_id, survivor, merged, undo_plan, at, author, entry_seq) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[mergeId, survivor.id, merged.id, JSON.stringify(plan), origin.at, origin.author, origin.entrySeq],
  );
  return { mergeId, patientId: asked.survivorId, version };
};

/** The survivor's fields that the merge gives another value. */
const gains = (survivor: ChartState, merged: ChartState, take: readonly string[], role: Role): Partial<ChartState> => {
  const hidden: readonly string[] = HIDDEN_FIELDS[role];
  const gained: Partial<Record<keyof ChartState, string | null>> = {};
  for (const field of PATIENT_FIELD_NAMES) {
    if (take.includes(field) || (hidden.includes(field) && survivor[field] === null)) gained[field] = merged[field];
  }
  for (const list of CHART_LISTS) {
    gained[list] = take.includes(list) ? joinLists(list, merged[list], survivor[list]) : joinLists(list, survivor[list], merged[list]);
  }
  if (survivor.restricted === null) gained.restricted = merged.restricted;
  for (const field of CHART_FIELDS) if (gained[field] === survivor[field]) delete gained[field];
  return gained;
};
