import { create } from 'zustand';
import type { Answer, Reason } from '../../shared/contract.ts';
import { type Asked, OPERATIONS, type Value } from '../../shared/operations/table.ts';
import type { WorkspaceName } from '../bridge.d.ts';
import { clinic } from './clinic.ts';
import { useUi } from './ui-state.ts';

interface ReasonRequest {
  readonly give: (reason: Reason | null) => void;
}

/** The open question "why do you open this chart?", answered by the reason dialog. */
export const useReasonRequest = create<{ readonly request: ReasonRequest | null }>()(() => ({ request: null }));

/** How long a reason lasts in an open chart, counted from when it was given: whoever stays longer says again why. */
const REASON_MS = 15 * 60_000;

/**
 * The reasons for the charts that are open, by patient. Each call about such a chart carries its code, so that it stands in every entry; the words stand in the first. Leaving the
 * chart forgets them.
 */
const given = new Map<string, { readonly reason: Reason; readonly until: number }>();
useUi.subscribe((now, before) => {
  if (now.patientId !== before.patientId) given.clear();
});

/** The patients an input names: the chart it is about, or the two of a merge. */
const patientsIn = (input: unknown): readonly string[] => {
  const fields = new Map<string, unknown>(typeof input === 'object' && input !== null ? Object.entries(input) : []);
  return ['patientId', 'survivorId', 'mergedId'].map((name) => fields.get(name)).filter((id) => typeof id === 'string');
};

const reasonFor = (patients: readonly string[]): Reason | undefined => {
  const now = performance.now();
  for (const [patientId, { until }] of given) if (until <= now) given.delete(patientId);
  return patients.map((patientId) => given.get(patientId)?.reason).find((reason) => reason !== undefined);
};

/** Whether the open chart was opened with a reason; the screen says so as long as it is open. */
export const openedWithReason = (patientId: string): Reason | null => reasonFor([patientId]) ?? null;

let asking: Promise<Reason | null> | null = null;
const askReason = (): Promise<Reason | null> => {
  asking ??= new Promise<Reason | null>((resolve) => {
    useReasonRequest.setState({ request: { give: resolve } });
  }).finally(() => {
    asking = null;
    useReasonRequest.setState({ request: null });
  });
  return asking;
};

const isSave = (name: WorkspaceName): boolean => {
  const operation = OPERATIONS[name];
  return operation.kind === 'phi' && operation.effect === 'change' && operation.permission !== 'draft.own';
};

/**
 * Asks one operation. Where the chart is restricted, the person is asked for the reason and the call is made again with it; "Saved" is noted for
 * a change that was answered `ok`. A broken bridge is the failure `internal`, never an exception. `because` is the reason where the screen has asked for it itself.
 */
export async function ask<Name extends WorkspaceName>(name: Name, input: Asked<Name>, because?: Reason): Promise<Answer<Value<Name>>> {
  const patients = patientsIn(input);
  const call = (reason?: Reason): Promise<Answer<Value<Name>>> => clinic[name](input, reason);
  try {
    let answer = await call(because ?? reasonFor(patients));
    if (!answer.ok && answer.code === 'reason-needed') {
      const reason = await askReason();
      if (reason === null) return answer;
      answer = await call(reason);
      const until = performance.now() + REASON_MS;
      if (answer.ok) for (const patientId of patients) given.set(patientId, { reason: { code: reason.code }, until });
    }
    if (answer.ok && isSave(name)) useUi.getState().noteSaved(Date.now());
    return answer;
  } catch {
    return { ok: false, code: 'internal' };
  }
}
