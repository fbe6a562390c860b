import { useTranslation } from 'react-i18next';
import type { DoorStatus } from '../../shared/operations/session.ts';
import { personColor } from '../ui/person-color.ts';
import styles from './unlock.module.css';

interface PeopleProps {
  readonly people: DoorStatus['people'];
  /** A user id, or null for someone else. */
  readonly chosen: string | null;
  readonly onChoose: (userId: string | null) => void;
}

/** Who signed in here lately, as names; arrow keys choose. */
export function People({ people, chosen, onChoose }: PeopleProps) {
  const { t } = useTranslation();
  const tile = (userId: string | null, name: string, color: number | null, wait: boolean) => (
    <label key={userId ?? 'else'} className={styles['tile']}>
      <input type="radio" name="person" checked={chosen === userId} onChange={() => onChoose(userId)} />
      {color === null ? null : <span className={styles['strip']} style={{ background: personColor(color) }} aria-hidden />}
      <span>{name}</span>
      {wait ? <span className={styles['dim']}>({t('unlock.waitTile')})</span> : null}
    </label>
  );
  return (
    <fieldset className={styles['tiles']}>
      <legend>{t('unlock.people')}</legend>
      {people.map(({ userId, name, color, waitSeconds }) => tile(userId, name, color, waitSeconds > 0))}
      {tile(null, t('unlock.someoneElse'), null, false)}
    </fieldset>
  );
}
