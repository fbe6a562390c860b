import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { language } from '../i18n/i18n.ts';
import { readDate, sayBirth, sayDate, todayHere } from './civil-date.ts';

interface DateFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue' | 'description' | 'type'> {
  /** The day as 'YYYY-MM-DD', or what was typed while it is none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** A birth date is in the past and shows the age. */
  readonly kind: 'birth' | 'any';
  /** What stands below the field before there is a day in it; an example where nothing else is said. */
  readonly help?: string | null;
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const asTyped = (value: string): string => value.replace(ISO, '$2/$3/$1');

/** A date that is typed, not picked: 3/4/61, 03041961, 4 mar 1961. Below the field stands how it was read. */
export function DateField({ value, onChange, kind, help, error, ...rest }: DateFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(asTyped(value));
  const read = (text: string): string => readDate(text, kind, todayHere()) ?? text.trim();
  // another value than the one read from this text came from outside (a restored draft, an undo)
  const text = read(typed) === value ? typed : asTyped(value);
  const isDay = ISO.test(value);
  const [left, setLeft] = useState(true);
  const odd = left && value !== '' && !isDay ? t(kind === 'birth' ? 'parts.notABirthDate' : 'parts.notADate') : null;
  const wrong = error ?? odd;
  // an example of the kind of day that is asked for: a birth long ago, or a day about now
  const example = kind === 'birth' ? t('parts.dateHelp') : t('parts.dayHelp', { example: asTyped(todayHere()) });
  return (
    <TextInput
      {...rest}
      value={text}
      inputMode="numeric"
      autoComplete="off"
      placeholder={t('parts.datePattern')}
      error={wrong}
      description={
        wrong === null ? (
          <span aria-live="polite">
            {isDay ? (kind === 'birth' ? sayBirth(value, language()) : sayDate(value, language())) : help === undefined ? example : help}
          </span>
        ) : null
      }
      onFocus={() => setLeft(false)}
      onBlur={(event) => {
        setLeft(true);
        rest.onBlur?.(event);
      }}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(read(event.currentTarget.value));
      }}
    />
  );
}
