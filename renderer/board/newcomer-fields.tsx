import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { language } from '../i18n/i18n.ts';
import { enoughForDuplicates } from '../patients/duplicate-question.ts';
import { likelihoodWords } from '../patients/duplicate-words.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { DateField } from '../ui/date-field.tsx';
import { sayName } from '../ui/name.ts';
import { PhoneField } from '../ui/phone-field.tsx';
import { Status } from '../ui/status.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useAnswer } from '../workspace/use-answer.ts';
import styles from './board.module.css';
import { detailsOf, type Newcomer } from './walking-in.ts';

const PAUSE_MS = 60;
const MOST = 3;

interface NewcomerFieldsProps {
  readonly newcomer: Newcomer;
  readonly onType: (part: Partial<Newcomer>) => void;
  /** They are on file already. */
  readonly onKnown: (who: { readonly patientId: string; readonly name: string }) => void;
  readonly onBack: () => void;
}

/** Who is new here, in four fields, and who they may be already. The rest of the chart is for the check-in. */
export function NewcomerFields({ newcomer, onType, onKnown, onBack }: NewcomerFieldsProps) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(newcomer, PAUSE_MS);
  const details = detailsOf(settled);
  const telling = details !== null && enoughForDuplicates(details);
  const { value } = useAnswer('patient.duplicates', telling ? { details } : null);
  const alike = telling ? (value?.candidates ?? []).slice(0, MOST) : [];
  return (
    <fieldset className={styles['newcomer']}>
      <legend>
        {t('desk.walkIn.newPatient')}{' '}
        <Button size="compact-sm" variant="subtle" onClick={onBack}>
          {t('desk.walkIn.searchAgain')}
        </Button>
      </legend>
      <div className={styles['pair']}>
        <TextField
          name="familyName"
          label={t('fields.familyName')}
          required
          spellCheck={false}
          value={newcomer.familyName}
          onChange={(familyName) => onType({ familyName })}
        />
        <TextField
          name="givenName"
          label={t('fields.givenName')}
          spellCheck={false}
          value={newcomer.givenName}
          onChange={(givenName) => onType({ givenName })}
        />
      </div>
      <div className={styles['pair']}>
        <DateField
          name="birthDate"
          label={t('fields.birthDate')}
          kind="birth"
          value={newcomer.birthDate}
          onChange={(birthDate) => onType({ birthDate })}
        />
        <PhoneField
          name="mobilePhone"
          label={t('fields.mobilePhone')}
          value={newcomer.mobilePhone}
          onChange={(mobilePhone) => onType({ mobilePhone })}
        />
      </div>
      <div role="status" className={styles['alike']}>
        {alike.length === 0 ? null : <Status kind="attention">{t('desk.walkIn.onFile')}</Status>}
        {alike.map((one) => (
          <Button
            key={one.patientId}
            variant="default"
            fullWidth
            justify="start"
            h="auto"
            py={4}
            onClick={() => onKnown({ patientId: one.patientId, name: sayName(one) })}
          >
            <span className={styles['below']}>
              {t('desk.walkIn.isThis', { name: sayName(one) })}
              <br />
              <span className={styles['dim']}>
                {one.birthDate === undefined ? '' : sayBirth(one.birthDate, language())}{' '}
                {one.mrn === '' ? '' : t('shell.mrn', { mrn: one.mrn })} · {likelihoodWords(t, one)}
              </span>
            </span>
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
