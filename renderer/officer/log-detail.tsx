import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditLine } from '../../shared/operations/audit.ts';
import { count } from '../ui/clock.ts';
import styles from './office.module.css';
import { sayAction, sayOutcome, sayReason, sayRole, toTheSecond } from './say-entry.ts';

/** All of one entry, in words. */
export function LogDetail({ line, close }: { readonly line: AuditLine; readonly close: () => void }) {
  const { t } = useTranslation();
  const who = line.by === null ? t('office.nobody') : line.role === null ? line.by : `${line.by} (${sayRole(line.role)})`;
  const patients = line.patients.map(({ name }) => name).join('; ');
  const more = line.morePatients === 0 ? '' : t('office.morePatients', { count: line.morePatients, formatted: count(line.morePatients) });
  const why = [line.reason === null ? '' : sayReason(line.reason), line.reasonWords === null ? '' : `“${line.reasonWords}”`];
  const facts: readonly (readonly [string, string])[] = [
    [t('office.when'), toTheSecond(line.at)],
    [t('office.who'), who],
    [t('office.what'), `${sayAction(line.action)}, ${sayOutcome(line.outcome)} (${line.operation})`],
    [t('office.column.patients'), [patients, more].filter((part) => part !== '').join('; ')],
    [t('office.why'), why.filter((part) => part !== '').join(' ')],
    [t('office.where'), line.workstation],
    [t('office.rows'), line.rows === 0 ? '' : count(line.rows)],
    [t('office.object'), line.object ?? ''],
  ];
  return (
    <section className={styles['detail']} aria-label={t('office.detail', { seq: count(line.seq) })}>
      <div className={styles['detailHead']}>
        <h2>{t('office.detail', { seq: count(line.seq) })}</h2>
        <CloseButton aria-label={t('office.closedDetail')} onClick={close} />
      </div>
      <dl className={styles['facts']}>
        {facts
          .filter(([, said]) => said !== '')
          .map(([name, said]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{said}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
