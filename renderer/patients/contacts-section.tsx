import { useTranslation } from 'react-i18next';
import { seesList } from '../../shared/permissions.ts';
import type { PatientChart } from '../../shared/phi/patient.ts';
import { sayPhone } from '../ui/phone.ts';
import { useSession } from '../workspace/session.tsx';
import styles from './chart.module.css';
import { consentWords } from './list-words.ts';

/** Whom to call in an emergency, and the consents on file. */
export function ContactsSection({ chart }: { readonly chart: PatientChart }) {
  const { t } = useTranslation();
  const { status } = useSession();
  const { emergencyContacts, consents } = chart.lists;
  return (
    <div className={styles['groups']}>
      {seesList(status.role, 'emergencyContacts') ? (
        <section className={styles['group']} aria-labelledby="contacts-title">
          <h2 id="contacts-title">{t('fields.emergencyContacts')}</h2>
          {emergencyContacts.length === 0 ? (
            <p className={styles['dim']}>
              {t('chart.noContacts')}. {t('chart.addWithEdit')}
            </p>
          ) : (
            <dl className={styles['details']}>
              {emergencyContacts.map((one) => (
                <div key={one.id} className={styles['detail']}>
                  <dt>{one.relationship ?? t('lists.contact')}</dt>
                  <dd>{[one.name, one.phone === undefined ? undefined : sayPhone(one.phone)].filter(Boolean).join(' · ')}</dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      ) : null}
      {seesList(status.role, 'consents') ? (
        <section className={styles['group']} aria-labelledby="consents-title">
          <h2 id="consents-title">{t('fields.consents')}</h2>
          {consents.length === 0 ? (
            <p className={styles['dim']}>
              {t('chart.noConsents')}. {t('chart.addWithEdit')}
            </p>
          ) : (
            <ul className={styles['lines']}>
              {consents.map((one) => (
                <li key={one.id}>{consentWords(t, one)}</li>
              ))}
            </ul>
          )}
        </section>
      ) : null}
    </div>
  );
}
