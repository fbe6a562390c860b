import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { language } from '../i18n/i18n.ts';
import { useSearch } from '../patients/use-search.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { sayName } from '../ui/name.ts';
import { TextField } from '../ui/text-field.tsx';
import { useUi } from '../workspace/ui-state.ts';
import { useBooking } from './booking.ts';
import styles from './schedule.module.css';

const MOST = 6;

/** For whom: typed as everywhere, chosen with Tab and Enter; whoever is not there yet is registered from here. */
export function PatientPick() {
  const { t } = useTranslation();
  const { booking, put, end } = useBooking();
  const typed = booking?.looked ?? '';
  const { found, fresh } = useSearch(typed, false);
  const hits = typed.trim() === '' ? [] : (found.value?.hits ?? []).slice(0, MOST);
  const register = () => {
    end();
    useUi.getState().beginPatient(typed);
  };
  return (
    <>
      <TextField
        name="patient"
        label={t('schedule.forWhom')}
        data-autofocus
        spellCheck={false}
        value={typed}
        onChange={(looked) => put({ looked })}
      />
      <ul className={styles['picks']}>
        {hits.map((hit) => (
          <li key={hit.patientId}>
            <Button
              variant="default"
              fullWidth
              justify="start"
              onClick={() => put({ patientId: hit.patientId, name: sayName(hit), looked: '' })}
            >
              {sayName(hit)}
              <span className={styles['dim']}>
                {hit.birthDate === undefined ? '' : sayBirth(hit.birthDate, language())}{' '}
                {hit.mrn === '' ? '' : t('shell.mrn', { mrn: hit.mrn })}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <div role="status">
        {fresh && hits.length === 0 && typed.trim() !== '' ? (
          <Button variant="default" onClick={register}>
            {t('schedule.registerFirst', { typed: typed.trim() })}
          </Button>
        ) : null}
      </div>
    </>
  );
}
