import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoorStatus } from '../../shared/operations/session.ts';
import { personColor } from '../ui/person-color.ts';
import styles from './unlock.module.css';

interface PeopleProps {
  readonly people: DoorStatus['people'];
  /** A user id, or null for someone else. */
  readonly chosen: string | null;
  readonly onChoose: (userId: string | null) => void;
  /** The choice is made: what comes next may take the focus. */
  readonly onChosen: () => void;
}

/** More names than this are found faster by typing. */
const A_GLANCE = 6;

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Who signed in here lately, as names: arrow keys choose, Enter or a click goes on. Where there are many, a few letters of a name are enough. */
export function People({ people, chosen, onChoose, onChosen }: PeopleProps) {
  const { t } = useTranslation();
  const [letters, setLetters] = useState('');
  const many = people.length > A_GLANCE;
  const wanted = folded(letters.trim());
  const shown = people.filter(({ name }) => folded(name).includes(wanted));
  const choose = (userId: string | null) => {
    onChoose(userId);
    onChosen();
  };
  const onEnter = (act: () => void) => (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    act();
  };
  const tile = (userId: string | null, name: string, color: number | null, wait: boolean) => (
    <label key={userId ?? 'else'} className={styles['tile']}>
      <input
        type="radio"
        name="person"
        checked={chosen === userId}
        onChange={() => onChoose(userId)}
        // arrow keys choose without a pointer: then the focus stays in the list
        onClick={({ detail }) => detail > 0 && onChosen()}
        onKeyDown={onEnter(() => choose(userId))}
      />
      {color === null ? null : <span className={styles['strip']} style={{ background: personColor(color) }} aria-hidden />}
      <span>{name}</span>
      {wait ? <span className={styles['dim']}>({t('unlock.waitTile')})</span> : null}
    </label>
  );
  return (
    <fieldset className={styles['tiles']} data-many={many || undefined}>
      <legend>{t('unlock.people')}</legend>
      {many ? (
        <TextInput
          aria-label={t('unlock.findName')}
          placeholder={t('unlock.findName')}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={letters}
          onChange={(event) => setLetters(event.currentTarget.value)}
          onKeyDown={onEnter(() => {
            const [first] = shown;
            if (wanted !== '' && first !== undefined) choose(first.userId);
          })}
        />
      ) : null}
      <div className={styles['names']}>
        {shown.map(({ userId, name, color, waitSeconds }) => tile(userId, name, color, waitSeconds > 0))}
        {shown.length === 0 ? <p className={styles['dim']}>{t('unlock.nobodySo')}</p> : null}
        {tile(null, t('unlock.someoneElse'), null, false)}
      </div>
    </fieldset>
  );
}
