import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Value } from '../../shared/operations/table.ts';
import { language } from '../i18n/i18n.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { sayName } from '../ui/name.ts';
import styles from './hit-list.module.css';

interface HitListProps {
  readonly hits: Value<'patient.search'>['hits'];
  readonly onPick: (who: { readonly patientId: string; readonly name: string }) => void;
}

/** Whom a search inside a form has found, each a button with name, birth date and chart number. */
export function HitList({ hits, onPick }: HitListProps) {
  const { t } = useTranslation();
  return (
    <ul className={styles['hits']}>
      {hits.map((hit) => (
        <li key={hit.patientId}>
          <Button variant="default" fullWidth justify="start" onClick={() => onPick({ patientId: hit.patientId, name: sayName(hit) })}>
            {sayName(hit)}
            <span className={styles['more']}>
              {hit.birthDate === undefined ? '' : sayBirth(hit.birthDate, language())}{' '}
              {hit.mrn === '' ? '' : t('shell.mrn', { mrn: hit.mrn })}
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
