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

/** Reasons given in this page, by patient; forgotten when another patient is opened. */
const given = new Map<string, Reason>();
useUi.subscribe((now, before) => {
  if (now.patientId !== before.patientId && before.patientId !== null) given.delete(before.patientId);
});

const patientIn = (input: object): string | null => ('patientId' in input && typeof input.patientId === 'string' ? input.patientId : null);

/** Whether the open chart was opened with a reason; the screen says so as long as it is open. */
export const openedWithReason = (patientId: string): Reason | null => given.get(patientId) ?? null;

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
 * a change that was answered `ok`. A broken bridge is the failure `internal`, never an exception.
 */
export async function ask<Name extends WorkspaceName>(name: Name, input: Asked<Name>): Promise<Answer<Value<Name>>> {
  const patientId = typeof input === 'object' && input !== null ? patientIn(input) : null;
  const call = (reason?: Reason): Promise<Answer<Value<Name>>> => clinic[name](input, reason);
  try {
    let answer = await call(patientId === null ? undefined : given.get(patientId));
    if (!answer.ok && answer.code === 'reason-needed') {
      const reason = await askReason();
      if (reason === null) return answer;
      answer = await call(reason);
      if (answer.ok && patientId !== null) given.set(patientId, reason);
    }
    if (answer.ok && isSave(name)) useUi.getState().noteSaved(Date.now());
    return answer;
  } catch {
    return { ok: false, code: 'internal' };
  }
}
