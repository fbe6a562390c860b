import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { PatientChart } from '../../shared/phi/patient.ts';
import { language } from '../i18n/i18n.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { sayName } from '../ui/name.ts';
import { useKept } from '../workspace/kept.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import { useDesk } from './desk.ts';
import styles from './merge.module.css';
import { useSearch } from './use-search.ts';

interface Pickable {
  readonly patientId: string;
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName?: string | undefined;
  readonly birthDate?: string | undefined;
}

const looking = z.strictObject({ patientId: z.uuid(), typed: z.string().max(200) }).nullable();

/** Which chart is the same person: the likely ones first, or found by search. */
export function MergePick({ chart }: { readonly chart: PatientChart }) {
  const { t } = useTranslation();
  const { familyName, givenName, birthDate } = chart.details;
  const [looked, setLooked] = useKept('merge.typed', looking, null);
  const typed = looked?.patientId === chart.patientId ? looked.typed : familyName;
  const { value: alike } = useAnswer('patient.duplicates', {
    details: { familyName, ...(givenName === undefined ? {} : { givenName }), ...(birthDate === undefined ? {} : { birthDate }) },
    except: chart.patientId,
  });
  const { found } = useSearch(typed, true);
  const likely = alike?.candidates ?? [];
  const others = (found.value?.hits ?? []).filter(
    ({ patientId }) => patientId !== chart.patientId && !likely.some((one) => one.patientId === patientId),
  );
  return (
    <>
      <p>{t('merging.pickHelp', { name: sayName(chart.details) })}</p>
      {likely.length === 0 ? null : (
        <section aria-labelledby="merge-likely" className={styles['pick']}>
          <h2 id="merge-likely">{t('merging.likely')}</h2>
          <PickList ones={likely} />
        </section>
      )}
      <TextInput
        className={styles['pickBox']}
        label={t('merging.searchOther')}
        data-autofocus
        value={typed}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setLooked({ patientId: chart.patientId, typed: event.currentTarget.value })}
      />
      <PickList ones={others} />
    </>
  );
}

function PickList({ ones }: { readonly ones: readonly Pickable[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles['picks']}>
      {ones.map((one) => (
        <li key={one.patientId} className={styles['pickLine']}>
          <strong>{sayName(one)}</strong>
          <span>
            {one.birthDate === undefined ? t('patients.bornUnknown') : t('patients.born', { date: sayBirth(one.birthDate, language()) })}
          </span>
          <span>{one.mrn === '' ? '' : t('patients.mrn', { mrn: one.mrn })}</span>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('merging.compareWith', { name: sayName(one) })}
            onClick={() => useDesk.getState().do({ what: 'merge', otherId: one.patientId })}
          >
            {t('merging.compare')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
