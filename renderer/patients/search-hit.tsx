import { useTranslation } from 'react-i18next';
import type { PatientHit } from '../../shared/phi/patient.ts';
import { language } from '../i18n/i18n.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { sayName } from '../ui/name.ts';
import { sayPhone } from '../ui/phone.ts';
import styles from './patients.module.css';
import { Tag } from './tag.tsx';

/** One line of the search: the name, the birth date with age, one more identifier, and what must be seen before opening. */
export function SearchHit({ hit }: { readonly hit: PatientHit }) {
  const { t } = useTranslation();
  const reach = [hit.phone === undefined ? undefined : sayPhone(hit.phone), hit.city].filter(Boolean).join(' · ');
  return (
    <>
      <span className={styles['hitName']}>{sayName(hit)}</span>
      <span className={styles['hitBorn']}>
        {hit.birthDate === undefined ? t('patients.bornUnknown') : t('patients.born', { date: sayBirth(hit.birthDate, language()) })}
      </span>
      <span className={styles['hitNumber']}>{hit.mrn === '' ? '' : t('patients.mrn', { mrn: hit.mrn })}</span>
      <span className={styles['hitReach']}>{reach}</span>
      <span className={styles['hitTags']}>
        {hit.restricted === null ? null : <Tag kind="closed">{t('patients.restricted')}</Tag>}
        {hit.sameName ? <Tag kind="attention">{t('patients.sameName')}</Tag> : null}
        {hit.archived ? <Tag kind="archived">{t('patients.archived')}</Tag> : null}
        {hit.deceased ? <Tag kind="info">{t('patients.deceased')}</Tag> : null}
      </span>
    </>
  );
}
