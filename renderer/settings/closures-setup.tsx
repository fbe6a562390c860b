import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Value } from '../../shared/operations/table.ts';
import { DateField } from '../ui/date-field.tsx';
import { Status } from '../ui/status.tsx';
import { TextField } from '../ui/text-field.tsx';
import { replaced, type SetupPart, withClosure, withRoom } from './schedule-form.ts';
import styles from './settings.module.css';

/** Rooms a visit can be in. */
export function RoomsSetup({ form, put, disabled }: SetupPart) {
  const { t } = useTranslation();
  return (
    <fieldset disabled={disabled} className={styles['lines']}>
      <legend>{t('schedule.setup.rooms')}</legend>
      {form.rooms.map(({ roomId, name, active }, at) => (
        <div key={roomId} className={styles['lineOfFields']}>
          <TextField
            name={`room-${at}`}
            aria-label={t('schedule.setup.name')}
            maxLength={80}
            value={name}
            onChange={(next) => put({ rooms: replaced(form.rooms, at, { name: next }) })}
          />
          <Checkbox
            label={t('schedule.setup.active')}
            checked={active}
            onChange={({ currentTarget }) => put({ rooms: replaced(form.rooms, at, { active: currentTarget.checked }) })}
          />
        </div>
      ))}
      <Button variant="default" onClick={() => put(withRoom(form))}>
        {t('schedule.setup.addRoom')}
      </Button>
    </fieldset>
  );
}

interface ClosuresProps extends SetupPart {
  readonly left: Value<'schedule.left-over'> | null;
}

/** Days on which the practice is closed, with the visits that still stand on them. */
export function ClosuresSetup({ form, put, disabled, left }: ClosuresProps) {
  const { t } = useTranslation();
  return (
    <fieldset disabled={disabled} className={styles['lines']}>
      <legend>{t('schedule.setup.closures')}</legend>
      {form.closures.map(({ key, from, to, name }, at) => (
        <div key={key} className={`${styles['lineOfFields']} ${styles['top']}`}>
          <TextField
            name={`closure-${at}`}
            label={t('schedule.setup.closureName')}
            maxLength={80}
            value={name}
            onChange={(next) => put({ closures: replaced(form.closures, at, { name: next }) })}
          />
          <DateField
            name={`closed-from-${at}`}
            label={t('schedule.firstDay')}
            kind="any"
            value={from}
            onChange={(next) => put({ closures: replaced(form.closures, at, { from: next, ...(to === '' ? { to: next } : {}) }) })}
          />
          <DateField
            name={`closed-to-${at}`}
            label={t('schedule.lastDay')}
            kind="any"
            value={to}
            onChange={(next) => put({ closures: replaced(form.closures, at, { to: next }) })}
          />
          <Button variant="subtle" onClick={() => put({ closures: form.closures.filter((one) => one.key !== key) })}>
            {t('schedule.setup.removeClosure')}
          </Button>
          <LeftOver count={left?.closures.find((one) => one.from === from)?.visits ?? 0} />
        </div>
      ))}
      <Button variant="default" onClick={() => put(withClosure(form))}>
        {t('schedule.setup.addClosure')}
      </Button>
    </fieldset>
  );
}

/** How many visits somebody still has to move. */
export function LeftOver({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  return count === 0 ? null : <Status kind="attention">{t('schedule.toBeMoved', { count })}</Status>;
}
