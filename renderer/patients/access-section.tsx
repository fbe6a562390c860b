import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ASSIGNED_ONLY } from '../../shared/permissions.ts';
import type { PatientChart } from '../../shared/phi/patient.ts';
import { sentenceOf } from '../i18n/i18n.ts';
import { ask } from '../workspace/ask.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import styles from './chart.module.css';
import { tell } from './notice.ts';
import { fullName, longDate, today } from './person-words.ts';
import { readDate } from './typed-date.ts';

/** Which outside reviewers see this chart, and until when (minimum necessary, 45 CFR 164.502(b)). */
export function AccessSection({ chart }: { readonly chart: PatientChart }) {
  const { t } = useTranslation();
  const { patientId } = chart;
  const { value, failure, again } = useAnswer('patient.assignments', { patientId });
  const end = async (userId: string, reviewer: string) => {
    const answer = await ask('patient.assign', { patientId, userId, until: null });
    tell(answer.ok ? { words: t('chart.assignmentEnded', { reviewer }) } : { words: sentenceOf(answer.code), failed: true });
    again();
  };
  return (
    <section className={styles['access']} aria-labelledby="access-title">
      <h2 id="access-title">{t('chart.assignments')}</h2>
      {failure === null ? null : <p role="alert">{sentenceOf(failure.code)}</p>}
      {value !== null && value.assignments.length === 0 ? <p className={styles['dim']}>{t('chart.noAssignments')}.</p> : null}
      <ul className={styles['lines']}>
        {(value?.assignments ?? []).map(({ userId, name, until }) => (
          <li key={userId} className={styles['line']}>
            <span>
              {name} · {t('chart.expires', { date: longDate(until) })}
            </span>
            <Button size="compact-sm" variant="default" aria-label={`${t('chart.end')}: ${name}`} onClick={() => void end(userId, name)}>
              {t('chart.end')}
            </Button>
          </li>
        ))}
      </ul>
      <AssignForm chart={chart} onDone={again} />
    </section>
  );
}

function AssignForm({ chart, onDone }: { readonly chart: PatientChart; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { value: staff } = useAnswer('staff.list', {});
  const reviewers = (staff?.members ?? []).filter(({ role, state }) => ASSIGNED_ONLY.has(role) && state !== 'removed');
  const [picked, setPicked] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const userId = picked ?? reviewers[0]?.userId;
  const until = readDate(typed, 'any', today());
  if (staff !== null && reviewers.length === 0) return <p>{t('chart.noReviewers')}</p>;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (userId === undefined) return;
    if (until === null || until < today()) {
      setFailure(t('form.problem.future-needed'));
      return;
    }
    const answer = await ask('patient.assign', { patientId: chart.patientId, userId, until });
    setFailure(answer.ok ? null : sentenceOf(answer.code));
    if (!answer.ok) return;
    setTyped('');
    tell({ words: t('chart.assignedDone', { name: fullName(chart.details), date: longDate(until) }) });
    onDone();
  };
  return (
    <form className={styles['assign']} onSubmit={(event) => void submit(event)} noValidate>
      <NativeSelect
        label={t('chart.reviewer')}
        description={t('chart.reviewerHelp')}
        value={userId ?? ''}
        data={reviewers.map(({ userId: value, name: label }) => ({ value, label }))}
        onChange={(event) => setPicked(event.currentTarget.value)}
      />
      <TextInput
        label={t('chart.until')}
        description={until === null ? t('form.dateHelp') : longDate(until)}
        error={failure}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {t('chart.assign')}
      </Button>
    </form>
  );
}
