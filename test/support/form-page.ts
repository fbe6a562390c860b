import { join } from 'node:path';
import { vi } from 'vitest';
import type { Conflict } from '../../renderer/patients/conflict.ts';
import type { PatientForm } from '../../renderer/patients/form-state.ts';
import type { Answer, Reason } from '../../shared/contract.ts';
import type { FailureCode } from '../../shared/failure.ts';
import { isOperationName, OPERATIONS, type PhiName } from '../../shared/operations/table.ts';
import type { Role } from '../../shared/permissions.ts';
import type { PatientChart } from '../../shared/phi/patient.ts';
import type { PatientField } from '../../shared/phi/patient-fields.ts';
import type { TestGate } from './gate.ts';

interface Store<T> {
  readonly getState: () => T;
  readonly setState: (part: Partial<T>) => void;
  readonly subscribe: (listener: (state: T) => void) => () => void;
}

/** What a person does with the open form of the workspace page, below what is drawn. */
export interface FormPage {
  readonly keepForm: (
    draftId: string,
    cursor: () => null,
  ) => { readonly caret: () => void; readonly flush: () => Promise<void>; readonly stop: () => void } | null;
  readonly saveForm: () => Promise<boolean>;
  readonly settleConflict: () => void;
  readonly beginEdit: (chart: PatientChart, role: Role) => void;
  readonly beginRegistration: (prefill: Partial<Record<PatientField, string>>) => void;
  readonly typeField: (field: PatientField, text: string) => void;
  readonly closeForm: () => void;
  readonly putAside: () => Promise<boolean>;
  readonly useForm: Store<{
    readonly form: PatientForm | null;
    readonly conflict: Conflict | null;
    readonly draftFailed: boolean;
  }>;
  readonly useUi: Store<{ readonly openPatient: (patientId: string | null) => void }>;
  readonly useUndo: Store<{ readonly offer: { readonly undo: () => Promise<Answer<unknown>> } | null }>;
  readonly useNotice: Store<{ readonly notice: unknown }>;
  readonly useReasonRequest: Store<{ readonly request: { readonly give: (reason: Reason | null) => void } | null }>;
  /** Why a call is refused before it comes to the gate, as a full disk refuses it; null lets it through. */
  refuse: (name: PhiName) => FailureCode | null;
  /** What the page has asked, in order. */
  readonly asked: PhiName[];
}

const FILES = [
  ...['patients/form-draft.ts', 'patients/form-save.ts', 'patients/form-store.ts', 'patients/notice.ts'],
  ...['workspace/ask.ts', 'workspace/ui-state.ts', 'ui/undo.ts'],
];

const isPhi = (name: string): name is PhiName => isOperationName(name) && OPERATIONS[name].kind === 'phi';

/**
 * Makes this process the workspace page of a person at a gate: `window.clinic` asks the real handlers on the real stores, and only the wire is missing. What is plain is answered
 * `unknown-operation`. The files are loaded by their path, because the compiler knows another `window` for pages than for tests.
 */
export const formPageOf = async (gate: () => TestGate): Promise<FormPage> => {
  const wire: Pick<FormPage, 'refuse' | 'asked'> = { refuse: () => null, asked: [] };
  const call =
    (name: string) =>
    async (input: unknown, reason?: Reason): Promise<Answer<unknown>> => {
      if (!isPhi(name)) return { ok: false, code: 'unknown-operation' };
      wire.asked.push(name);
      const code = wire.refuse(name);
      return code === null ? gate().askRaw(name, structuredClone(input), reason) : { ok: false, code };
    };
  const clinic = Object.fromEntries(Object.keys(OPERATIONS).map((name) => [name, call(name)]));
  vi.stubGlobal('window', { clinic, clinicEvents: { on: () => () => undefined } });
  const loaded = await Promise.all(FILES.map((file) => import(join(import.meta.dirname, '..', '..', 'renderer', file))));
  return Object.assign(wire, ...loaded);
};
