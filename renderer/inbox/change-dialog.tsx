import { Button, Modal, NativeSelect, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { type Task, taskOwner } from '../../shared/phi/task.ts';
import { useCommand } from '../commands/handlers.ts';
import { language } from '../i18n/i18n.ts';
import { sayTime } from '../schedule/wall-time.ts';
import { Form } from '../ui/form.tsx';
import { useKeptForm } from '../workspace/kept.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import type { Wanted } from './acts.ts';
import { readDue } from './due.ts';
import { useFocusBack } from './focus-back.ts';
import styles from './inbox.module.css';
import { ownerChoices, ownerOf, ownerValue, sayChosen } from './owner.ts';
import { DueFields } from './task-form.tsx';

const text = z.string().max(1000);

/** What is being changed of a task. `base` is what was seen of it, so that only what differs is sent. */
const typedChange = z.strictObject({
  taskId: z.uuid(),
  patientId: z.uuid().nullable(),
  version: z.int(),
  title: text,
  base: z.strictObject({ taskText: text.nullable(), owner: taskOwner, dueDay: text, dueTime: text }),
  taskText: text.nullable(),
  owner: text,
  dueDay: text,
  dueTime: text,
});
export type TypedChange = z.infer<typeof typedChange>;

export const useTypedChange = () => useKeptForm('task-change', typedChange);

/** A change of this task, begun. */
export const changeOf = (task: Task, title: string): TypedChange => {
  const { taskId, patientId, version, owner, due } = task;
  const dueTime = due === null || due.minute === null ? '' : sayTime(due.minute, language());
  const seen = { taskText: task.taskText ?? null, dueDay: due?.day ?? '', dueTime };
  return { taskId, patientId, version, title, base: { ...seen, owner }, ...seen, owner: ownerValue(owner) };
};

interface ChangeDialogProps {
  readonly typed: TypedChange;
  readonly set: (typed: TypedChange | null) => void;
  readonly onSave: (typed: TypedChange, wanted: Wanted) => void;
}

/** Whose a task is, by when, and its words. */
export function ChangeDialog({ typed, set, onSave }: ChangeDialogProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  useFocusBack();
  const [odd, setOdd] = useState<'day' | 'time' | null>(null);
  useCommand('form.save', () => form.current?.requestSubmit(), { within: form });
  const people = useAnswer('task.people', {}).value?.people ?? [];
  const { taskText, owner, dueDay, dueTime, base } = typed;
  const put = (part: Partial<TypedChange>) => set({ ...typed, ...part });
  const save = () => {
    const { due, odd: wrong } = readDue(dueDay, dueTime);
    setOdd(wrong);
    if (wrong !== null) return;
    const words = taskText !== null && taskText.trim() !== base.taskText ? { taskText } : {};
    const given = owner === ownerValue(base.owner) ? {} : { owner: ownerOf(owner) };
    const time = dueDay === base.dueDay && dueTime === base.dueTime ? {} : { due };
    onSave(typed, { act: 'change', ownerName: sayChosen(t, owner, people), changes: { ...words, ...given, ...time } });
  };
  // somebody who left is no choice any more, and stands there until somebody else is chosen
  const choices = ownerChoices(t, people);
  const known = owner === 'nobody' || choices.some((one) => 'items' in one && one.items.some(({ value }) => value === owner));
  return (
    <Modal
      data-region="change"
      opened
      onClose={() => set(null)}
      title={t('inbox.assign')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form ref={form} className={styles['form']} onSend={save}>
        <p>{typed.title}</p>
        <NativeSelect
          name="owner"
          label={t('inbox.whose')}
          data-autofocus
          data={known ? choices : [{ value: owner, label: t('inbox.leftNameless') }, ...choices]}
          value={owner}
          onChange={({ currentTarget }) => put({ owner: currentTarget.value })}
        />
        <DueFields day={dueDay} time={dueTime} odd={odd} put={put} />
        {taskText === null ? null : (
          <Textarea
            name="taskText"
            label={t('inbox.text')}
            required
            withAsterisk={false}
            rows={3}
            maxLength={1000}
            value={taskText}
            onChange={({ currentTarget }) => put({ taskText: currentTarget.value })}
          />
        )}
        <div className={styles['actions']}>
          <Button variant="default" onClick={() => set(null)}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('common.save')}</Button>
        </div>
      </Form>
    </Modal>
  );
}
