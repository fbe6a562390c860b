import type { Asked } from '../../shared/operations/table.ts';
import type { DemoSession } from './clerk.ts';

type Filed = Pick<Asked<'task.create'>, 'kind' | 'taskText' | 'caller' | 'callBack' | 'owner'> & {
  /** Whether it is about one of the patients who were seen, and when it is due: minutes after midnight today, or null for the end of the day; undefined for none. */
  readonly about: boolean;
  readonly due?: number | null;
};

const desk = { whose: 'role', role: 'front-desk' } as const;
const clinic = { whose: 'role', role: 'clinician' } as const;
const billing = { whose: 'role', role: 'biller' } as const;

/** What a morning leaves in the inbox: calls that came in, and what was promised to somebody. `to` is a person by their name. */
const MORNING: readonly (Filed & { readonly to?: string })[] = [
  {
    kind: 'message',
    about: true,
    caller: 'His daughter',
    callBack: '(702) 555-0117',
    taskText: 'Asks whether he may take his pills before the blood draw.',
    owner: clinic,
    due: 11 * 60,
  },
  {
    kind: 'message',
    about: true,
    caller: 'Sagebrush Health Plan',
    callBack: '(775) 555-0140',
    taskText: 'Needs the referral number again. Reference 8841.',
    owner: billing,
  },
  {
    kind: 'message',
    about: false,
    caller: 'Larkmead Pharmacy',
    callBack: '(702) 555-0163',
    taskText: 'Closes at noon today.',
    owner: desk,
  },
  { kind: 'task', about: true, taskText: 'Send the form for the new insurance card.', owner: desk, to: 'María Guerrero', due: null },
  { kind: 'task', about: true, taskText: 'Ask for the records of the former practice.', owner: desk, due: 8 * 60 },
  { kind: 'task', about: false, taskText: 'Order labels: the last roll is in the printer.', owner: { whose: 'nobody' } },
];

const HAND_OVER = 'The label printer jams: open the left side. Two people wait for a call about Thursday; their messages are in the inbox.';

/** Files what came in this morning, and leaves a note for whoever comes next. */
export const fileTasks = async (at: DemoSession, today: string, patientIds: readonly string[]): Promise<void> => {
  const { people } = await at.ask('task.people', {});
  for (const [turn, { about, due, to, owner, ...words }] of MORNING.entries()) {
    const person = people.find(({ name }) => name === to);
    await at.ask('task.create', {
      ...words,
      owner: person === undefined ? owner : { whose: 'person', userId: person.userId },
      patientId: about ? (patientIds[turn * 7] ?? null) : null,
      due: due === undefined ? null : { day: today, minute: due },
    });
  }
  const { tasks } = await at.ask('task.list', { view: 'open', after: null });
  const called = tasks.find(({ caller }) => caller === 'Sagebrush Health Plan');
  if (called !== undefined)
    await at.ask('task.comment', { taskId: called.taskId, patientId: called.patientId, words: 'Called back, on hold for ten minutes.' });
  await at.ask('hand-over.write', { version: 0, handOverText: 'Nothing open from Friday.' });
  await at.ask('hand-over.write', { version: 1, handOverText: HAND_OVER });
};
