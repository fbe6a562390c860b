import { Button, Modal, NativeSelect, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../commands/handlers.ts';
import { DateField } from '../ui/date-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Form, useEmptyField } from '../ui/form.tsx';
import { PhoneField } from '../ui/phone-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { offerUndo } from '../ui/undo.ts';
import { useAct } from '../ui/use-act.ts';
import { ask } from '../workspace/ask.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import { tasksChanged } from './changed.ts';
import { readDue } from './due.ts';
import { useEscape } from './escape.ts';
import { useFocusBack } from './focus-back.ts';
import styles from './inbox.module.css';
import { ownerChoices, ownerOf, sayChosen } from './owner.ts';
import { PatientField } from './patient-field.tsx';
import { isBlank, type TypedTask } from './typed-task.ts';

interface TaskFormProps {
  readonly kind: 'task' | 'message';
  readonly typed: TypedTask;
  readonly set: (typed: TypedTask | null) => void;
}

/** A call goes to whoever is at the desk, unless it is for somebody. */
const USUAL_OWNER = 'role front-desk';

/** A phone message, taken while the caller speaks, or a task. Closing it puts it aside; it comes back with the same key. */
export function TaskForm({ kind, typed, set }: TaskFormProps) {
  const { t } = useTranslation();
  const { busy, failure, act } = useAct();
  const [odd, setOdd] = useState<'day' | 'time' | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFocusBack();
  useCommand('form.save', () => form.current?.requestSubmit(), { within: form });
  const people = useAnswer('task.people', {}).value?.people ?? [];
  const put = (part: Partial<TypedTask>) => set({ ...typed, ...part });
  const owner = typed.owner === '' ? USUAL_OWNER : typed.owner;
  const { caller, callBack, taskText, patientId, dueDay, dueTime } = typed;

  const file = async (): Promise<void> => {
    const { due, odd: wrong } = readDue(dueDay, dueTime);
    setOdd(wrong);
    if (wrong !== null) return;
    const made = await act(() =>
      ask('task.create', {
        ...{ kind, patientId, taskText, owner: ownerOf(owner), due },
        ...(caller.trim() === '' ? {} : { caller }),
        ...(callBack.trim() === '' ? {} : { callBack }),
      }),
    );
    if (made === null) return;
    set(null);
    tasksChanged();
    const { taskId, version } = made;
    offerUndo({
      message: t(`inbox.filed.${kind}`, { name: sayChosen(t, owner, people) }),
      undo: async () => {
        const undone = await ask('task.withdraw', { taskId, patientId: made.patientId, version });
        tasksChanged();
        return undone;
      },
    });
  };
  const aside = () => (isBlank(typed) ? set(null) : put({ open: false }));
  const escaped = useRef(aside);
  escaped.current = aside;
  useEscape(kind, escaped);
  const discard = () => {
    set(null);
    if (isBlank(typed)) return;
    offerUndo({
      message: t('inbox.discarded'),
      undo: async () => {
        set(typed);
        return { ok: true, value: null };
      },
    });
  };
  return (
    <Modal
      data-region={kind}
      opened
      size={600}
      closeOnEscape={false}
      onClose={aside}
      title={t(kind === 'message' ? 'inbox.newMessage' : 'inbox.newTask')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form ref={form} className={styles['form']} onSend={() => void file()}>
        <ErrorSummary failure={failure} />
        {kind === 'message' ? (
          <div className={styles['pair']}>
            <TextField
              name="caller"
              label={t('inbox.messageCaller')}
              data-autofocus
              spellCheck={false}
              value={caller}
              onChange={(next) => put({ caller: next })}
            />
            <PhoneField
              name="callBack"
              label={t('inbox.messageCallBack')}
              maxLength={120}
              value={callBack}
              onChange={(next) => put({ callBack: next })}
            />
          </div>
        ) : null}
        <Words kind={kind} value={taskText} onChange={(next) => put({ taskText: next })} />
        <PatientField
          patientId={patientId}
          name={typed.name}
          looked={typed.looked}
          onChosen={() => form.current?.querySelector<HTMLElement>('[name="owner"]')?.focus()}
          put={put}
        />
        <NativeSelect
          name="owner"
          label={t('inbox.forWhom')}
          data={ownerChoices(t, people)}
          value={owner}
          onChange={({ currentTarget }) => put({ owner: currentTarget.value })}
        />
        {kind === 'task' ? <DueFields day={dueDay} time={dueTime} odd={odd} put={put} /> : null}
        <div className={styles['actions']} data-acts>
          <p className={styles['dim']}>{t('inbox.fileHelp')}</p>
          <Button variant="default" onClick={discard}>
            {t('inbox.discard')}
          </Button>
          <Button type="submit" disabled={busy}>
            {t('inbox.file')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}

function Words({
  kind,
  value,
  onChange,
}: {
  readonly kind: 'task' | 'message';
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useTranslation();
  const empty = useEmptyField('taskText');
  return (
    <Textarea
      name="taskText"
      label={t(kind === 'message' ? 'inbox.messageText' : 'inbox.text')}
      {...(kind === 'task' ? { 'data-autofocus': true } : {})}
      required
      withAsterisk={false}
      rows={3}
      maxLength={1000}
      error={empty}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

interface DueFieldsProps {
  readonly day: string;
  readonly time: string;
  readonly odd: 'day' | 'time' | null;
  readonly put: (part: { readonly dueDay?: string; readonly dueTime?: string }) => void;
}

/** By which day, and by which time of it. */
export function DueFields({ day, time, odd, put }: DueFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className={styles['pair']}>
      <DateField
        name="dueDay"
        label={t('inbox.dueDay')}
        kind="any"
        value={day}
        error={odd === 'day' && day.trim() === '' ? t('inbox.timeNeedsDay') : undefined}
        onChange={(next) => put({ dueDay: next })}
      />
      <TextField
        name="dueTime"
        label={t('inbox.dueTime')}
        value={time}
        error={odd === 'time' ? t('schedule.noTime') : null}
        description={t('schedule.startHelp')}
        onChange={(next) => put({ dueTime: next })}
      />
    </div>
  );
}
