import { Button, CloseButton, Textarea } from '@mantine/core';
import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { Task, WholeTask } from '../../shared/phi/task.ts';
import { useCommand } from '../commands/handlers.ts';
import { language } from '../i18n/i18n.ts';
import { report } from '../patients/notice.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { dayAndTime } from '../ui/clock.ts';
import { Form } from '../ui/form.tsx';
import { sayName } from '../ui/name.ts';
import { Status } from '../ui/status.tsx';
import { ask } from '../workspace/ask.ts';
import { useKeptForm } from '../workspace/kept.ts';
import { useSession } from '../workspace/session.tsx';
import { tasksChanged } from './changed.ts';
import { sayDue, sayOverdue } from './due.ts';
import styles from './inbox.module.css';
import { sayOwner } from './owner.ts';

interface TaskDetailProps {
  readonly task: Task;
  readonly today: string;
  /** Where the comment is typed. */
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly acts: { readonly [A in 'done' | 'assign' | 'reopen' | 'chart']: () => void };
  readonly close: () => void;
}

/** One task in full, what was said of it, and what can be done. */
export function TaskDetail({ task, today, field, acts, close }: TaskDetailProps) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [whole, setWhole] = useState<WholeTask | null>(null);
  // an answer of before a change is no answer any more
  const known = whole !== null && whole.version === task.version && whole.comments === task.comments ? whole : null;
  const { taskId, patientId, patient } = task;
  const shown = { ...task, ...(known ?? {}) };
  const overdue = sayOverdue(t, task, today, language());
  const look = async () => {
    const answer = await ask('task.open', { taskId, patientId });
    if (answer.ok) setWhole(answer.value);
    else report(answer, '');
  };
  const facts: readonly (readonly [string, string])[] = [
    [t('inbox.about'), patient === null ? t('inbox.aboutNobody') : sayName(patient)],
    ['', patient?.birthDate === undefined ? '' : sayBirth(patient.birthDate, language())],
    [t('inbox.caller'), shown.caller ?? ''],
    [t('inbox.callBack'), shown.callBack ?? ''],
    [t('inbox.whose'), sayOwner(t, task)],
    [t('inbox.due'), task.due === null ? t('inbox.noDue') : sayDue(t, task.due, today, language())],
  ];
  return (
    <section className={styles['detail']} aria-label={t('inbox.detail')} data-region="chosen-task">
      <div className={styles['detailHead']}>
        <h2>{t(task.kind === 'message' ? 'inbox.message' : 'inbox.task')}</h2>
        <CloseButton aria-label={t('inbox.closeDetail')} onClick={close} />
      </div>
      {overdue === null ? null : <Status kind="alert">{overdue}</Status>}
      {shown.taskText === undefined ? <p>{t('inbox.restrictedWords')}</p> : <p className={styles['text']}>{shown.taskText}</p>}
      <dl className={styles['facts']}>
        {facts
          .filter(([, words]) => words !== '')
          .map(([name, words]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
      </dl>
      <p className={styles['dim']}>
        {t('inbox.taken', { name: task.takenBy, when: dayAndTime(task.takenAt) })}
        <br />
        {task.doneAt === null ? '' : t('inbox.doneBy', { name: task.doneBy ?? '', when: dayAndTime(task.doneAt) })}
      </p>
      <div className={styles['acts']}>
        {task.state === 'open' ? (
          <Button size="compact-sm" onClick={acts.done}>
            {t('inbox.done')}
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" onClick={acts.reopen}>
            {t('inbox.reopen')}
          </Button>
        )}
        {task.state === 'open' ? (
          <Button size="compact-sm" variant="default" onClick={acts.assign}>
            {t('inbox.assign')}
          </Button>
        ) : null}
        {patientId !== null && may('patient.read') ? (
          <Button size="compact-sm" variant="default" onClick={acts.chart}>
            {t('inbox.openChart')}
          </Button>
        ) : null}
        {known === null && (task.comments > 0 || task.taskText === undefined) ? (
          <Button size="compact-sm" variant="default" onClick={() => void look()}>
            {task.taskText === undefined ? t('inbox.showWords') : t('inbox.said', { count: task.comments })}
          </Button>
        ) : null}
      </div>
      {known === null || known.said.length === 0 ? null : (
        <>
          <h3>{t('inbox.comments')}</h3>
          <ul className={styles['said']}>
            {known.said.map(({ commentId, words, by, at }) => (
              <li key={commentId}>
                <span className={styles['dim']}>{t('inbox.saidBy', { name: by, when: dayAndTime(at) })}</span>
                <p className={styles['text']}>{words}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <CommentForm key={taskId} task={task} field={field} onSaid={setWhole} />
    </section>
  );
}

const typedComment = z.strictObject({ taskId: z.uuid(), words: z.string().max(1000) });

interface CommentFormProps {
  readonly task: Task;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onSaid: (task: WholeTask) => void;
}

function CommentForm({ task, field, onSaid }: CommentFormProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const { taskId, patientId } = task;
  const [kept, keep] = useKeptForm(`comment ${taskId}`, typedComment);
  const words = kept?.words ?? '';
  useCommand('form.save', () => form.current?.requestSubmit(), { within: form });
  const add = async () => {
    const answer = await ask('task.comment', { taskId, patientId, words });
    if (!answer.ok) return void report(answer, '');
    keep(null);
    onSaid(answer.value);
    tasksChanged();
  };
  return (
    <Form ref={form} className={styles['form']} onSend={() => void add()}>
      <Textarea
        ref={field}
        name="comment"
        label={t('inbox.comment')}
        required
        withAsterisk={false}
        rows={2}
        maxLength={1000}
        value={words}
        onChange={({ currentTarget }) => keep(currentTarget.value === '' ? null : { taskId, words: currentTarget.value })}
      />
      {words.trim() === '' ? null : (
        <Button type="submit" size="compact-sm" variant="default">
          {t('inbox.addComment')}
        </Button>
      )}
    </Form>
  );
}
