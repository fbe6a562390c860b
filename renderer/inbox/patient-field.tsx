import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HitList } from '../patients/hit-list.tsx';
import { useSearch } from '../patients/use-search.ts';
import { TextField } from '../ui/text-field.tsx';
import styles from './inbox.module.css';

const MOST = 4;

interface PatientFieldProps {
  readonly patientId: string | null;
  readonly name: string;
  readonly looked: string;
  /** Somebody was chosen: the form goes on. */
  readonly onChosen: () => void;
  readonly put: (part: { readonly patientId?: string | null; readonly name?: string; readonly looked?: string }) => void;
}

/** About whom, or about nobody: typed as everywhere, chosen with Tab and Enter. */
export function PatientField({ patientId, name, looked, onChosen, put }: PatientFieldProps) {
  const { t } = useTranslation();
  const [again, setAgain] = useState(false);
  const { found, fresh } = useSearch(patientId === null ? looked : '', false);
  const hits = looked.trim() === '' || patientId !== null ? [] : (found.value?.hits ?? []).slice(0, MOST);
  if (patientId !== null) {
    return (
      <p className={styles['chosen']}>
        <strong>{t('inbox.aboutWhom', { name })}</strong>{' '}
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            setAgain(true);
            put({ patientId: null, name: '' });
          }}
        >
          {t('inbox.somebodyElse')}
        </Button>
      </p>
    );
  }
  return (
    <div>
      <TextField
        name="patient"
        autoFocus={again}
        label={t('inbox.patient')}
        description={t('inbox.patientHelp')}
        spellCheck={false}
        value={looked}
        onChange={(next) => put({ looked: next })}
      />
      <HitList
        hits={hits}
        onPick={(who) => {
          put({ ...who, looked: '' });
          onChosen();
        }}
      />
      <div role="status" className={styles['dim']}>
        {fresh && hits.length === 0 ? t('inbox.nobodyFound') : ''}
      </div>
    </div>
  );
}
