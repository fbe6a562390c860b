import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientHit } from '../../shared/phi/patient.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { useUi } from '../workspace/ui-state.ts';
import styles from './patients.module.css';
import { SearchHit } from './search-hit.tsx';

interface Props {
  readonly hits: readonly PatientHit[];
  readonly chosen: number;
  /** The hits belong to what stands in the box; false while newer ones are on their way. */
  readonly fresh: boolean;
  readonly more: boolean;
  readonly forgiving: boolean;
  readonly slow: boolean;
  /** The line in the box was searched and found nobody. */
  readonly inVain: boolean;
  readonly typed: string;
  readonly mayRegister: boolean;
  readonly onOpen: (hit: PatientHit) => void;
}

/** The hits, as the list of the search box; where there are none, what to do next. */
export function SearchResults({ hits, chosen, fresh, more, forgiving, slow, inVain, typed, mayRegister, onOpen }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`#hit-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  if (inVain) {
    return (
      <div role="status">
        <EmptyState
          title={t('patients.nobody')}
          sentence={t('patients.nobodyHint')}
          action={
            mayRegister ? (
              <Button onClick={() => useUi.getState().beginPatient(typed)}>{t('patients.registerTyped', { typed: typed.trim() })}</Button>
            ) : null
          }
        />
      </div>
    );
  }
  if (hits.length === 0 && slow) return <Waiting slow={slow} />;
  return (
    <>
      <p className={hits.length === 0 ? 'visually-hidden' : styles['count']} role="status">
        {hits.length === 0 ? '' : t('patients.resultCount', { count: hits.length })}
        {more ? ` ${t('patients.more')}` : ''}
        {forgiving ? ` ${t('patients.forgiving')}` : ''}
      </p>
      <div id="patient-hits" ref={list} role="listbox" aria-busy={!fresh} aria-label={t('patients.results')} className={styles['hits']}>
        {hits.map((hit, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the search box holds the focus and answers the keys of its list (WAI-ARIA combobox)
          // biome-ignore lint/a11y/useFocusableInteractive: as above, by aria-activedescendant
          <div
            key={hit.patientId}
            id={`hit-${at}`}
            role="option"
            aria-selected={at === chosen}
            className={styles['hit']}
            onClick={() => onOpen(hit)}
          >
            <SearchHit hit={hit} />
          </div>
        ))}
      </div>
    </>
  );
}
