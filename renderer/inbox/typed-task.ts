import * as z from 'zod';
import type { TASK_KINDS } from '../../shared/phi/task.ts';
import { useKeptForm } from '../workspace/kept.ts';

const text = z.string().max(1000);

/** A task or message that is being typed. `open` is false while it is put aside. */
const typedTask = z.strictObject({
  open: z.boolean(),
  patientId: z.uuid().nullable(),
  name: text,
  looked: text,
  caller: text,
  callBack: text,
  taskText: text,
  owner: text,
  dueDay: text,
  dueTime: text,
});
export type TypedTask = z.infer<typeof typedTask>;

export const BLANK: TypedTask = {
  open: true,
  patientId: null,
  name: '',
  looked: '',
  caller: '',
  callBack: '',
  taskText: '',
  owner: '',
  dueDay: '',
  dueTime: '',
};

/** Whether anything would be missed. */
export const isBlank = ({ patientId, looked, caller, callBack, taskText }: TypedTask): boolean =>
  patientId === null && [looked, caller, callBack, taskText].every((one) => one.trim() === '');

/** What is being typed of this kind; it comes back to its author after a lock, a kill or another person's session. */
export const useTypedTask = (kind: (typeof TASK_KINDS)[number]) => useKeptForm(kind, typedTask);
