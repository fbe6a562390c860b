import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { oddPhone, sayPhone } from './phone.ts';

interface PhoneFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue' | 'type'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A phone number, put into its usual form when the field is left. An odd one is pointed out and kept as it is. */
export function PhoneField({ value, onChange, ...rest }: PhoneFieldProps) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(true);
  return (
    <TextInput
      {...rest}
      type="tel"
      autoComplete="off"
      value={value}
      description={left && oddPhone(value) ? <span aria-live="polite">{t('parts.oddPhone')}</span> : rest.description}
      onFocus={() => setLeft(false)}
      onBlur={(event) => {
        setLeft(true);
        const said = sayPhone(value);
        if (said !== value) onChange(said);
        rest.onBlur?.(event);
      }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
