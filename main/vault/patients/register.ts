import { Failure } from '../../../shared/failure.ts';
import { patientDetails } from '../../../shared/phi/patient-fields.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { dropOwnDraft } from '../draft-rows.ts';
import { originOf } from '../origin.ts';
import { dateProblems, tidyDetails } from './hygiene.ts';
import { insertPatient } from './insert.ts';
import { tidyAllLists } from './list-hygiene.ts';

/** Registers a patient. The draft the form was kept in goes with it, in the same transaction. Failure `bad-input`. */
export const registerPatient: PhiHandler<'patient.register'> = (access, { details, lists, draftId }) => {
  const { today, actor } = access.facts;
  const tidy = tidyDetails(details);
  if (tidy.problems.length > 0 || dateProblems(tidy.details, today).length > 0) throw new Failure('bad-input');
  const known = patientDetails.safeParse(Object.fromEntries(Object.entries(tidy.details).filter(([, value]) => value !== null)));
  if (!known.success) throw new Failure('bad-input');
  const inserted = insertPatient(access.change, originOf(access), { details: known.data, lists: tidyAllLists(lists, today) });
  if (draftId !== undefined) dropOwnDraft(access.change, actor.userId, draftId);
  return { patientId: inserted.patientId, mrn: inserted.mrn, version: inserted.version };
};
