import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CheckInSheet } from '../../shared/phi/check-in.ts';
import { language } from '../i18n/i18n.ts';
import { sayDay } from '../schedule/wall-time.ts';
import { dayAndTime } from '../ui/clock.ts';
import { Status } from '../ui/status.tsx';
import styles from './board.module.css';

const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`;

interface SheetColumnsProps {
  readonly sheet: CheckInSheet;
  readonly verified: readonly string[];
  readonly onVerified: (coverageId: string) => void;
}

/** What the desk still wants, what was changed since the last visit, and the coverages with who last asked the payer. */
export function SheetColumns({ sheet, verified, onVerified }: SheetColumnsProps) {
  const { t } = useTranslation();
  const fieldName = (field: string): string => t(`fields.${field}`, { defaultValue: t(`lists.${field}`, { defaultValue: field }) });
  return (
    <div className={styles['columns']}>
      <div>
        <h3>{t('board.missing')}</h3>
        {sheet.missing.length === 0 ? <Status kind="good">{t('board.nothingMissing')}</Status> : null}
        <ul>
          {sheet.missing.map((one) => (
            <li key={one}>
              <Status kind="attention">{t(`board.missingItem.${one}`)}</Status>
            </li>
          ))}
        </ul>
        <h3>{sheet.lastVisit === null ? t('board.firstVisit') : t('board.sinceVisit', { day: sayDay(sheet.lastVisit, language()) })}</h3>
        {sheet.lastVisit !== null && sheet.changes.length === 0 ? <p>{t('board.nothingChanged')}</p> : null}
        <ul>
          {sheet.changes.map(({ field, at, by }) => (
            <li key={field}>
              {fieldName(field)} <span className={styles['dim']}>{t('board.changedBy', { when: dayAndTime(at), name: by })}</span>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3>{t('board.coverages')}</h3>
        {sheet.coverages.length === 0 ? <p className={styles['dim']}>{t('board.noCoverage')}</p> : null}
        <ul>
          {sheet.coverages.map((coverage) => (
            <li key={coverage.id}>
              <strong>{coverage.payer}</strong> {coverage.memberId ?? ''}
              <br />
              <span className={styles['dim']}>
                {coverage.verified === null
                  ? t('board.neverVerified')
                  : t('board.verifiedOn', { when: dayAndTime(coverage.verified.at), name: coverage.verified.by })}
              </span>
              <Checkbox label={t('board.verifiedNow')} checked={verified.includes(coverage.id)} onChange={() => onVerified(coverage.id)} />
            </li>
          ))}
        </ul>
        {sheet.checkIn === null ? null : (
          <p>
            {t('board.checkedInBy', { when: dayAndTime(sheet.checkIn.at), name: sheet.checkIn.by })}
            {sheet.checkIn.copay === null
              ? ''
              : ` ${t('board.copayNoted', { amount: dollars(sheet.checkIn.copay.cents), way: t(`board.way.${sheet.checkIn.copay.way}`) })}`}
          </p>
        )}
      </div>
    </div>
  );
}
