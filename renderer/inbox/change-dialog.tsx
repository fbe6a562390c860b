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

/** What is being changed of a task. `base` is what was seen of it, so that only what differs is sent; `open` is false while it is put aside. */
const typedChange = z.strictObject({
  open: z.boolean(),
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

/** So many changes are kept aside, the newest of them. */
const KEPT_MOST = 20;
const typedChanges = z.array(typedChange).max(KEPT_MOST);

export interface TypedChanges {
  /** The one that is open. */
  readonly change: TypedChange | null;
  /** Begins a change, or goes on with the one of the same task that was put aside. */
  readonly begin: (fresh: TypedChange) => void;
  readonly set: (typed: TypedChange) => void;
  readonly end: (taskId: string) => void;
}

/** The changes of tasks that were begun, each kept until it is saved or given up; they come back to their author after a lock, a kill or another person's session. */
export const useTypedChanges = (): TypedChanges => {
  const [kept, setKept] = useKeptForm('task-changes', typedChanges);
  const all = kept ?? [];
  const without = (taskId: string): TypedChange[] => all.filter((one) => one.taskId !== taskId);
  const put = (next: readonly TypedChange[]): void => setKept(next.length === 0 ? null : next.slice(-KEPT_MOST));
  const set = (typed: TypedChange): void => put([...without(typed.taskId), typed]);
  return {
    change: all.find(({ open }) => open) ?? null,
    begin: (fresh) => set({ ...(all.find(({ taskId }) => taskId === fresh.taskId) ?? fresh), open: true }),
    set,
    end: (taskId) => put(without(taskId)),
  };
};

/** Whether nothing of it would be missed. */
export const isUntouched = ({ owner, dueDay, dueTime, taskText, base }: TypedChange): boolean =>
  owner === ownerValue(base.owner) && dueDay === base.dueDay && dueTime === base.dueTime && taskText === base.taskText;

/** A change of this task, begun. */
export const changeOf = (task: Task, title: string): TypedChange => {
  const { taskId, patientId, version, owner, due } = task;
  const dueTime = due === null || due.minute === null ? '' : sayTime(due.minute, language());
  const seen = { taskText: task.taskText ?? null, dueDay: due?.day ?? '', dueTime };
  return { open: true, taskId, patientId, version, title, base: { ...seen, owner }, ...seen, owner: ownerValue(owner) };
};

interface ChangeDialogProps {
  readonly typed: TypedChange;
  readonly set: (typed: TypedChange) => void;
  /** Closed with something in it: it is kept. */
  readonly onAside: () => void;
  readonly onDiscard: () => void;
  readonly onSave: (typed: TypedChange, wanted: Wanted) => void;
}

/** Whose a task is, by when, and its words. */
export function ChangeDialog({ typed, set, onAside, onDiscard, onSave }: ChangeDialogProps) {
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
      onClose={() => (isUntouched(typed) ? onDiscard() : onAside())}
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
          <Button variant="default" onClick={onDiscard}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('common.save')}</Button>
        </div>
      </Form>
    </Modal>
  );
}
