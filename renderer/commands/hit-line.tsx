import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PatientHit } from '../../shared/phi/patient.ts';
import { language } from '../i18n/i18n.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { sayName } from '../ui/name.ts';
import { sayPhone } from '../ui/phone.ts';
import { Status } from '../ui/status.tsx';
import styles from './search-box.module.css';

/** A patient in the search: name, birth date with age, record number, and the phone where it is known. */
export function HitLine({ hit }: { readonly hit: PatientHit }) {
  const { t } = useTranslation();
  const phone = hit.phone === undefined ? null : sayPhone(hit.phone);
  return (
    <span className={styles['hit']}>
      <span className={styles['name']}>
        {sayName(hit)}{' '}
        {hit.sameName ? (
          <Status kind="attention" icon={IconUsers}>
            {t('shell.sameName')}
          </Status>
        ) : null}
      </span>
      <span>{hit.birthDate === undefined ? '' : sayBirth(hit.birthDate, language())}</span>
      <span className={styles['dim']}>{hit.mrn === '' ? '' : t('shell.mrn', { mrn: hit.mrn })}</span>
      <span className={styles['dim']}>{phone}</span>
    </span>
  );
}
