import { Button, NativeSelect } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { ASSIGNED_ONLY } from '../../shared/permissions.ts';
import type { PatientChart } from '../../shared/phi/patient.ts';
import { language, sentenceOf } from '../i18n/i18n.ts';
import { readDate, sayDate, todayHere } from '../ui/civil-date.ts';
import { DateField } from '../ui/date-field.tsx';
import { sayName } from '../ui/name.ts';
import { ask } from '../workspace/ask.ts';
import { useKeptForm } from '../workspace/kept.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import styles from './chart.module.css';
import { report } from './notice.ts';

/** Which outside reviewers see this chart, and until when (minimum necessary, 45 CFR 164.502(b)). */
export function AccessSection({ chart }: { readonly chart: PatientChart }) {
  const { t } = useTranslation();
  const { patientId } = chart;
  const { value, failure, again } = useAnswer('patient.assignments', { patientId });
  const end = async (userId: string, reviewer: string) => {
    const answer = await ask('patient.assign', { patientId, userId, until: null });
    report(answer, t('chart.assignmentEnded', { reviewer }));
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
              {name} · {t('chart.expires', { date: sayDate(until, language()) })}
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

const assignment = z.strictObject({ patientId: z.uuid(), picked: z.uuid().nullable(), typed: z.string().max(40) });

function AssignForm({ chart, onDone }: { readonly chart: PatientChart; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { value: staff } = useAnswer('staff.list', {});
  const reviewers = (staff?.members ?? []).filter(({ role, state }) => ASSIGNED_ONLY.has(role) && state !== 'removed');
  const [begun, begin] = useKeptForm('assignment', assignment);
  const { picked, typed } = begun?.patientId === chart.patientId ? begun : { picked: null, typed: '' };
  const type = (part: { picked?: string; typed?: string }) => begin({ patientId: chart.patientId, picked, typed, ...part });
  const [failure, setFailure] = useState<string | null>(null);
  const userId = picked ?? reviewers[0]?.userId;
  const until = readDate(typed, 'any', todayHere());
  if (staff !== null && reviewers.length === 0) return <p>{t('chart.noReviewers')}</p>;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (userId === undefined) return;
    if (until === null || until < todayHere()) {
      setFailure(t('form.problem.future-needed'));
      return;
    }
    const answer = await ask('patient.assign', { patientId: chart.patientId, userId, until });
    setFailure(answer.ok ? null : sentenceOf(answer.code));
    if (!answer.ok) return;
    begin(null);
    report(answer, t('chart.assignedDone', { name: sayName(chart.details), date: sayDate(until, language()) }));
    onDone();
  };
  return (
    <form className={styles['assign']} onSubmit={(event) => void submit(event)} noValidate>
      <NativeSelect
        label={t('chart.reviewer')}
        description={t('chart.reviewerHelp')}
        value={userId ?? ''}
        data={reviewers.map(({ userId: value, name: label }) => ({ value, label }))}
        onChange={(event) => type({ picked: event.currentTarget.value })}
      />
      <DateField kind="any" label={t('chart.until')} error={failure} value={typed} onChange={(value) => type({ typed: value })} />
      <Button type="submit" variant="default">
        {t('chart.assign')}
      </Button>
    </form>
  );
}
