import { Button, Modal } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../shared/phi/task.ts';
import { language } from '../i18n/i18n.ts';
import { dayAndTime, timeOfDay } from '../ui/clock.ts';
import type { Clash, Wanted } from './acts.ts';
import { sayDue } from './due.ts';
import { useFocusBack } from './focus-back.ts';
import styles from './inbox.module.css';
import { sayOwner } from './owner.ts';

type Facts = readonly (readonly [string, string])[];

const onFile = (t: TFunction, task: Task, today: string): Facts => [
  [
    t('inbox.stateIs'),
    task.state === 'done' && task.doneAt !== null
      ? t('inbox.doneBy', { name: task.doneBy ?? '', when: dayAndTime(task.doneAt) })
      : t(`inbox.state.${task.state}`),
  ],
  [t('inbox.whose'), sayOwner(t, task)],
  [t('inbox.due'), task.due === null ? t('inbox.noDue') : sayDue(t, task.due, today, language())],
  [t('inbox.text'), task.taskText ?? ''],
];

const yours = (t: TFunction, wanted: Wanted, today: string): Facts => {
  if (wanted.act !== 'change') return [[t('inbox.stateIs'), t(wanted.act === 'done' ? 'inbox.wantDone' : 'inbox.wantReopen')]];
  const { owner, due, taskText } = wanted.changes;
  return [
    ...(owner === undefined ? [] : [[t('inbox.whose'), wanted.ownerName] as const]),
    ...(due === undefined ? [] : [[t('inbox.due'), due === null ? t('inbox.noDue') : sayDue(t, due, today, language())] as const]),
    ...(taskText === undefined ? [] : [[t('inbox.text'), taskText] as const]),
  ];
};

interface ClashDialogProps {
  readonly clash: Clash;
  readonly today: string;
  readonly onLeave: () => void;
  readonly onGoOn: () => void;
}

/** Somebody else changed the task first: how it stands now beside what was wanted, and the person decides. */
export function ClashDialog({ clash, today, onLeave, onGoOn }: ClashDialogProps) {
  const { t } = useTranslation();
  useFocusBack();
  const { theirs, wanted } = clash;
  // what is done already need not be done again
  const same =
    wanted.act === 'done' ? theirs.state !== 'open' : wanted.act === 'reopen' ? theirs.state === 'open' : theirs.state !== 'open';
  return (
    <Modal
      data-region="clash"
      opened
      onClose={onLeave}
      title={t('inbox.conflictTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={styles['form']}>
        <p>{t('inbox.conflictLead', { by: theirs.changedBy, when: timeOfDay(theirs.changedAt) })}</p>
        <Sides title={t('inbox.onFile')} facts={onFile(t, theirs, today)} />
        <Sides title={t('inbox.yours')} facts={yours(t, wanted, today)} />
        <div className={styles['actions']}>
          <Button data-autofocus variant="default" onClick={onLeave}>
            {t('inbox.conflictLeave')}
          </Button>
          {same ? null : <Button onClick={onGoOn}>{t('inbox.conflictGoOn')}</Button>}
        </div>
      </div>
    </Modal>
  );
}

function Sides({ title, facts }: { readonly title: string; readonly facts: Facts }) {
  return (
    <section className={styles['side']} aria-label={title}>
      <h3>{title}</h3>
      <dl className={styles['facts']}>
        {facts.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
