import type { Reason } from '../../shared/contract.ts';
import { Failure } from '../../shared/failure.ts';
import { OPERATIONS, type PhiName } from '../../shared/operations/table.ts';
import { may } from '../../shared/permissions.ts';
import type { Reader } from '../store/statements.ts';
import type { CallFacts } from './access.ts';
import type { PatientRights, RightsQuery } from './rights.ts';

/** The patients that a parsed input names; where it may be about nobody, none for a null. Failure `bad-input` when it leaves one out. */
export const subjectsOf = (name: PhiName, input: unknown): readonly string[] => {
  const { subject } = OPERATIONS[name];
  if (subject.kind !== 'named') return [];
  const fields = new Map<string, unknown>(typeof input === 'object' && input !== null ? Object.entries(input) : []);
  const said = subject.keys.map((key) => fields.get(key)).filter((id) => id !== null || subject.orNobody !== true);
  const subjects = said.filter((id) => typeof id === 'string');
  if (subjects.length !== said.length) throw new Failure('bad-input');
  return subjects;
};

/**
 * Role, then for each named patient: there at all, assigned, and a reason where the chart is restricted. The reason comes with every call and is remembered by nobody here: it
 * ends where the page that asked for it leaves the chart, and stands in the entry of each call.
 *
 * Answers the patients the call is about. Throws Failure `not-permitted`, `not-found`, `reason-needed`.
 */
export const permit = (
  asked: { readonly name: PhiName; readonly input: unknown; readonly reason: Reason | undefined; readonly facts: CallFacts },
  rightsQuery: RightsQuery,
  reader: Reader,
): readonly string[] => {
  const { name, input, reason, facts } = asked;
  const { role, userId } = facts.actor;
  if (!may(role, OPERATIONS[name].permission)) throw new Failure('not-permitted');
  const subjects = subjectsOf(name, input);
  if (subjects.length === 0) return subjects;
  const rights = new Map(rightsQuery(reader, role, userId, subjects, facts.today).map((right) => [right.patientId, right]));
  if (subjects.filter((subject) => asksForReason(rights.get(subject))).length > 0 && reason === undefined)
    throw new Failure('reason-needed');
  return subjects;
};

const asksForReason = (right: PatientRights | undefined): boolean => {
  // A patient who is not assigned looks the same as one who does not exist.
  if (right === undefined || !right.assigned) throw new Failure('not-found');
  return right.restricted !== null;
};
