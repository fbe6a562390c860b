import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientHit } from '../../shared/phi/patient.ts';
import { useCommand } from '../commands/handlers.ts';
import { useEarlyEnter } from '../ui/early-enter.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { sayName } from '../ui/name.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import { useDesk } from './desk.ts';
import styles from './patients.module.css';
import { SearchResults } from './search-results.tsx';
import { isEnough, useSearch } from './use-search.ts';

/** The front door. The first hit is chosen; arrows choose another and Enter opens it. */
export function PatientSearch() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { query, withArchived, search, includeArchived } = useDesk();
  const { found, fresh } = useSearch(query, withArchived);
  const [chosen, setChosen] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const hits = isEnough(query) ? (found.value?.hits ?? []) : [];

  const enter = useCallback(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  useEffect(enter, [enter]);
  useCommand('search.focus', enter);

  const open = (hit: PatientHit) => useUi.getState().openPatient(hit.patientId, sayName(hit));
  const forgiving = hits.length > 0 && found.value?.forgivingTypos === true;
  const shown = { fresh, first: hits[0]?.patientId ?? null, alone: hits.length === 1 && !forgiving };
  const strikeEarly = useEarlyEnter(query, shown, (id) => {
    const hit = hits.find(({ patientId }) => patientId === id);
    if (hit !== undefined) open(hit);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setChosen((before) => Math.min(Math.max(before + step, 0), Math.max(hits.length - 1, 0)));
    } else if (event.key === 'Enter' && !event.ctrlKey) {
      const hit = hits[chosen];
      if (fresh && hit !== undefined) open(hit);
      else strikeEarly(hit?.patientId ?? null);
    } else if (event.key === 'Escape' && query !== '') {
      event.stopPropagation();
      search('');
    }
  };

  const mayRegister = may('patient.register');
  return (
    <section className={styles['search']} aria-label={t('patients.searchLabel')}>
      <h1>{t('patients.startTitle')}</h1>
      <div className={styles['searchRow']}>
        <TextInput
          ref={box}
          className={styles['searchBox']}
          label={t('patients.searchLabel')}
          description={t('patients.searchHelp')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={query}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls="patient-hits"
          aria-autocomplete="list"
          aria-activedescendant={hits.length > 0 ? `hit-${chosen}` : undefined}
          onChange={(event) => {
            setChosen(0);
            search(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
        {mayRegister ? (
          <Button className={styles['besideBox']} variant="default" onClick={() => useUi.getState().beginPatient('')}>
            {t('patients.newPatient')}
          </Button>
        ) : null}
      </div>
      <Checkbox
        size="sm"
        label={t('patients.withArchived')}
        checked={withArchived}
        onChange={(event) => includeArchived(event.currentTarget.checked)}
      />
      {found.failure === null ? null : <FailureNotice failure={found.failure} again={found.again} />}
      <SearchResults
        hits={hits}
        chosen={chosen}
        fresh={fresh}
        more={hits.length > 0 && found.value?.more === true}
        forgiving={forgiving}
        slow={found.slow}
        inVain={fresh && found.value !== null && hits.length === 0}
        typed={query}
        mayRegister={mayRegister}
        onOpen={open}
      />
    </section>
  );
}
