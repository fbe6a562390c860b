import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Status } from '../ui/status.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { useKept } from '../workspace/kept.ts';
import { chosenFilters, Filters, filterOf, NO_FILTER } from './filters.tsx';
import { LogDetail } from './log-detail.tsx';
import { LogTable } from './log-table.tsx';
import styles from './office.module.css';
import { Proof } from './proof.tsx';
import { useLog } from './use-log.ts';

/** The officer's room: the log, what to look for in it, one entry in full, and the proof that it is whole. */
export function OfficePlace() {
  const { t } = useTranslation();
  const [filters, setFilters] = useKept('office.filters', chosenFilters, NO_FILTER);
  const [chosen, setChosen] = useState<number | null>(null);
  const log = useLog(filterOf(filters));
  const line = log.lines.find(({ seq }) => seq === chosen);
  return (
    <div className={styles['office']}>
      <div className={styles['top']}>
        <div>
          <h1>{t('office.title')}</h1>
          <p className={styles['dim']}>
            {t('office.lead')} {log.catchingUp ? <Status kind="info">{t('office.catchingUp')}</Status> : null}
          </p>
        </div>
        <Proof />
      </div>
      <Filters
        chosen={filters}
        onChange={(next) => {
          setChosen(null);
          setFilters(next);
        }}
      />
      {log.failure === null ? null : <FailureNotice failure={log.failure} again={log.again} />}
      {log.lines.length > 0 ? (
        <div className={styles['columns']} data-detail={line === undefined ? undefined : true}>
          <LogTable
            lines={log.lines}
            about={filters.patientId}
            chosen={chosen}
            choose={setChosen}
            further={log.nextBefore === null ? null : log.further}
            loading={log.loading}
            searchedTo={log.nextBefore}
          />
          {line === undefined ? null : <LogDetail line={line} close={() => setChosen(null)} />}
        </div>
      ) : log.loading ? (
        <Waiting slow lines={12} />
      ) : log.failure === null ? (
        <EmptyState title={t('office.empty')} sentence={t('office.emptySentence')} />
      ) : null}
    </div>
  );
}
