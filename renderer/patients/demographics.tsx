import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../shared/phi/patient.ts';
import { language } from '../i18n/i18n.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { dayAndTime } from '../ui/clock.ts';
import { useSession } from '../workspace/session.tsx';
import { addressLines } from './address.ts';
import styles from './chart.module.css';
import { groupsFor } from './field-groups.ts';
import { fieldName, valueWords } from './field-words.ts';
import { SsnLine } from './ssn-line.tsx';

/** All that is known of the person, group by group; a group of which nothing is known is left out. */
export function Demographics({ chart }: { readonly chart: PatientChart }) {
  const { t } = useTranslation();
  const { status } = useSession();
  const { details } = chart;
  return (
    <>
      <div className={styles['groups']}>
        {groupsFor(status.role)
          .filter(({ id }) => id !== 'desk')
          .map(({ id, fields }) => ({ id, known: fields.filter((field) => details[field] !== undefined || field === 'ssn') }))
          .filter(({ known }) => known.some((field) => field !== 'ssn' || chart.ssnLast4 !== undefined))
          .map(({ id, known }) => (
            <section key={id} className={styles['group']} aria-labelledby={`group-${id}`}>
              <h2 id={`group-${id}`}>{t(`groups.${id}`)}</h2>
              <dl className={styles['details']}>
                {id === 'address' ? <AddressLines details={details} /> : null}
                {(id === 'address' ? [] : known).map((field) => {
                  if (field === 'ssn') return <SsnLine key={field} patientId={chart.patientId} last4={chart.ssnLast4} />;
                  const value = details[field] ?? '';
                  return (
                    <div key={field} className={styles['detail']}>
                      <dt>{fieldName(t, field)}</dt>
                      <dd>{field === 'birthDate' ? sayBirth(value, language(), details.deathDate) : valueWords(t, field, value)}</dd>
                    </div>
                  );
                })}
              </dl>
            </section>
          ))}
      </div>
      <p className={styles['origin']}>
        {t('chart.lastChange', { when: dayAndTime(chart.updatedAt), by: chart.updatedBy })}
        {' · '}
        {t('chart.registeredOn', { when: dayAndTime(chart.createdAt) })}
        {chart.importedFrom === null ? '' : ` · ${t('chart.imported', { row: chart.importedFrom.row })}`}
      </p>
    </>
  );
}

function AddressLines({ details }: { readonly details: PatientChart['details'] }) {
  const { t } = useTranslation();
  return (
    <div>
      <dt className="visually-hidden">{t('groups.address')}</dt>
      {addressLines(details).map((line) => (
        <dd key={line} className={styles['addressLine']}>
          {line}
        </dd>
      ))}
    </div>
  );
}
