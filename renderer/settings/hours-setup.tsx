import { useTranslation } from 'react-i18next';
import { language } from '../i18n/i18n.ts';
import { sayWeekday } from '../schedule/wall-time.ts';
import { TextField } from '../ui/text-field.tsx';
import { replaced, type SetupPart } from './schedule-form.ts';
import styles from './settings.module.css';

/** From when to when the practice is open, a line for each weekday. Each field is named in full, because whoever hears it sees neither column nor line. */
export function HoursSetup({ form, put, disabled }: SetupPart) {
  const { t } = useTranslation();
  return (
    <fieldset disabled={disabled} className={styles['lines']}>
      <legend>{t('schedule.setup.hours')}</legend>
      <p className={styles['dim']}>{t('schedule.setup.closedHint')}</p>
      <div className={styles['hours']}>
        <div className={styles['hoursHead']} aria-hidden="true">
          <span>{t('schedule.setup.opens')}</span>
          <span>{t('schedule.setup.closes')}</span>
        </div>
        {form.hours.map(({ opens, closes }, at) => {
          const day = sayWeekday(at, language());
          return (
            <div key={day} className={styles['hoursLine']}>
              <span className={styles['weekday']} aria-hidden="true">
                {day}
              </span>
              <TextField
                name={`opens-${at}`}
                aria-label={t('schedule.setup.from', { day })}
                value={opens}
                onChange={(next) => put({ hours: replaced(form.hours, at, { opens: next }) })}
              />
              <TextField
                name={`closes-${at}`}
                aria-label={t('schedule.setup.to', { day })}
                value={closes}
                onChange={(next) => put({ hours: replaced(form.hours, at, { closes: next }) })}
              />
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
