import { useTranslation } from 'react-i18next';
import type { Coverage, PatientChart } from '../../shared/phi/patient.ts';
import { language } from '../i18n/i18n.ts';
import { sayBirth, sayDate } from '../ui/civil-date.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './chart.module.css';

/** Each coverage, the primary one first. */
export function CoverageSection({ chart }: { readonly chart: PatientChart }) {
  const { t } = useTranslation();
  const { coverages } = chart.lists;
  if (coverages.length === 0) return <EmptyState title={t('chart.noCoverage')} sentence={t('chart.noCoverageHint')} />;
  return (
    <div className={styles['groups']}>
      {coverages
        .toSorted((a, b) => a.rank - b.rank)
        .map((one) => (
          <section key={one.id} className={styles['group']} aria-label={one.payer}>
            <h2>
              {one.payer} <span className={styles['dim']}>{one.rank === 1 ? t('chart.primary') : t('chart.rank', { rank: one.rank })}</span>
            </h2>
            <dl className={styles['details']}>
              {linesOf(one).map(({ field, value }) => (
                <div key={field} className={styles['detail']}>
                  <dt>{t(`lists.${field}`)}</dt>
                  <dd>{field === 'relationship' ? t(`choices.relationship.${one.relationship ?? 'other'}`) : value}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
    </div>
  );
}

const linesOf = (one: Coverage) =>
  (
    [
      { field: 'plan', value: one.plan },
      { field: 'memberId', value: one.memberId },
      { field: 'groupNumber', value: one.groupNumber },
      { field: 'subscriberName', value: one.subscriberName },
      {
        field: 'subscriberBirthDate',
        value: one.subscriberBirthDate === undefined ? undefined : sayBirth(one.subscriberBirthDate, language()),
      },
      { field: 'relationship', value: one.relationship },
      { field: 'start', value: one.start === undefined ? undefined : sayDate(one.start, language()) },
      { field: 'end', value: one.end === undefined ? undefined : sayDate(one.end, language()) },
    ] as const
  ).filter(({ value }) => value !== undefined && value !== '');
