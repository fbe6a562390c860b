import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../shared/phi/patient.ts';
import { language } from '../i18n/i18n.ts';
import { sayBirth, sayDate } from '../ui/civil-date.ts';
import { sayName } from '../ui/name.ts';
import styles from './chart.module.css';
import { languageWords } from './language-words.ts';
import { Tag } from './tag.tsx';

/** Whose chart this is, above everything that is about this patient: name, birth date with age, record number, and the alerts in words. */
export function ChartBanner({ chart }: { readonly chart: PatientChart }) {
  const { t } = useTranslation();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  useEffect(() => setSlot(document.getElementById('banner-slot')), []);
  const { details, lists } = chart;
  if (slot === null) return null;
  return createPortal(
    <section className={styles['banner']} aria-label={t('shell.patientInContext')} data-testid="patient-banner">
      <div className={styles['identity']}>
        <strong className={styles['name']}>{sayName(details)}</strong>
        <span>
          {details.birthDate === undefined
            ? t('patients.bornUnknown')
            : t('patients.born', { date: sayBirth(details.birthDate, language(), details.deathDate) })}
        </span>
        <span>{t('patients.mrn', { mrn: chart.mrn })}</span>
        {details.pronouns === undefined ? null : <span>{details.pronouns}</span>}
      </div>
      <div className={styles['alerts']}>
        {lists.alerts.map((alert) => (
          <Tag key={alert.id} kind={alert.level === 'warning' ? 'alert' : 'info'}>
            {alert.text}
          </Tag>
        ))}
        {chart.restricted === null ? null : (
          <Tag kind="closed">
            {t('patients.restricted')}: {t(`choices.restriction.${chart.restricted}`)}
          </Tag>
        )}
        {chart.sameNameCount === 0 ? null : <Tag kind="attention">{t('patients.sameNameCount', { count: chart.sameNameCount })}</Tag>}
        {details.interpreter === 'needed' ? (
          <Tag kind="info">
            {details.language === undefined
              ? t('patients.interpreterNeeded')
              : t('patients.interpreterFor', { language: languageWords(details.language) })}
          </Tag>
        ) : null}
        {details.deathDate === undefined ? null : (
          <Tag kind="info">{t('patients.deceasedOn', { date: sayDate(details.deathDate, language()) })}</Tag>
        )}
        {chart.archived ? <Tag kind="archived">{t('patients.archived')}</Tag> : null}
      </div>
    </section>,
    slot,
  );
}
