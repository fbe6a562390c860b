import { useTranslation } from 'react-i18next';
import { TextField, type TextFieldProps } from './text-field.tsx';

/** A code as the phone shows it: "123 456". The spaces are the person's; the vault drops them. */
export function CodeField(props: Omit<TextFieldProps, 'name'>) {
  const { t } = useTranslation();
  return (
    <TextField
      name="code"
      label={t('parts.code')}
      description={t('parts.codeHelp')}
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      maxLength={40}
      {...props}
    />
  );
}
