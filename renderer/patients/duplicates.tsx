import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { DuplicateCandidate } from '../../shared/phi/patient.ts';
import { language } from '../i18n/i18n.ts';
import { sayBirth, todayHere } from '../ui/civil-date.ts';
import { sayName } from '../ui/name.ts';
import { sayPhone } from '../ui/phone.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import { duplicateQuestion } from './duplicate-question.ts';
import { likelihoodWords } from './duplicate-words.ts';
import { fieldName } from './field-words.ts';
import styles from './form.module.css';
import type { PatientForm } from './form-state.ts';
import { Tag } from './tag.tsx';

const PAUSE_MS = 60;

interface Props {
  readonly form: PatientForm;
  readonly onUse: (candidate: DuplicateCandidate) => void;
}

/** Who the person being typed may be already, with how likely and why. Nothing happens by itself. */
export function Duplicates({ form, onUse }: Props) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(form, PAUSE_MS);
  const details = duplicateQuestion(settled, todayHere());
  const { value } = useAnswer(
    'patient.duplicates',
    details === null ? null : { details, ...(form.subject === null ? {} : { except: form.subject.patientId }) },
  );
  const candidates = details === null ? [] : (value?.candidates ?? []);
  return (
    <aside className={styles['duplicates']} data-region="duplicates" data-empty={candidates.length === 0} aria-label={t('form.duplicates')}>
      <p role="status" className={candidates.length === 0 ? 'visually-hidden' : styles['duplicatesTitle']}>
        {candidates.length === 0 ? '' : t('form.duplicateCount', { count: candidates.length })}
      </p>
      {candidates.map((one) => (
        <Candidate key={one.patientId} one={one} usable={form.subject === null} onUse={onUse} />
      ))}
    </aside>
  );
}

interface CandidateProps {
  readonly one: DuplicateCandidate;
  readonly usable: boolean;
  readonly onUse: (candidate: DuplicateCandidate) => void;
}

function Candidate({ one, usable, onUse }: CandidateProps) {
  const { t } = useTranslation();
  const name = sayName(one);
  const reasons = one.reasons.filter(({ agreement }) => agreement !== 'different');
  const against = one.reasons.filter(({ agreement }) => agreement === 'different');
  return (
    <section className={styles['candidate']} aria-label={name}>
      <div className={styles['candidateHead']}>
        <strong>{name}</strong>
        <Tag kind={one.likelihood === 'very-likely' ? 'alert' : 'attention'}>{likelihoodWords(t, one)}</Tag>
      </div>
      <p>
        {one.birthDate === undefined ? t('patients.bornUnknown') : t('patients.born', { date: sayBirth(one.birthDate, language()) })}
        {one.mrn === '' ? '' : ` · ${t('patients.mrn', { mrn: one.mrn })}`}
      </p>
      <p className={styles['dim']}>{[one.phone === undefined ? undefined : sayPhone(one.phone), one.city].filter(Boolean).join(' · ')}</p>
      <ul className={styles['reasons']}>
        {reasons.map(({ field, agreement }) => (
          <li key={field}>
            {fieldName(t, field)}: {t(`form.agreement.${agreement}`)}
          </li>
        ))}
        {against.length === 0 ? null : (
          <li className={styles['dim']}>{t('form.differs', { fields: against.map(({ field }) => fieldName(t, field)).join(', ') })}</li>
        )}
      </ul>
      {usable ? (
        <Button size="compact-sm" variant="default" aria-label={t('form.useNamed', { name })} onClick={() => onUse(one)}>
          {t('form.use')}
        </Button>
      ) : null}
    </section>
  );
}
