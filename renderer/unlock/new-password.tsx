import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Value } from '../../shared/operations/table.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { door } from './door.ts';

interface NewPasswordProps {
  readonly value: string;
  readonly onChange: (password: string) => void;
  /** Names the password must not contain. */
  readonly about: readonly string[];
}

/** A password being chosen, judged while it is typed. It is typed once and can be shown; a second field would only teach copying. */
export function NewPassword({ value, onChange, about }: NewPasswordProps) {
  const { t } = useTranslation();
  const [rested] = useDebouncedValue(value, 300);
  const [judged, setJudged] = useState<{ password: string; verdict: Value<'door.check-password'> } | null>(null);
  const names = about.filter((name) => name.trim() !== '').join('\n');

  useEffect(() => {
    if (rested === '') return undefined;
    let current = true;
    void door['door.check-password']({ password: rested, about: names === '' ? [] : names.split('\n') }).then((answer) => {
      if (current && answer.ok) setJudged({ password: rested, verdict: answer.value });
    });
    return () => {
      current = false;
    };
  }, [rested, names]);

  const verdict = judged !== null && judged.password === value ? judged.verdict : null;
  const words =
    verdict === null
      ? t('unlock.newPasswordHelp')
      : verdict.reason === null
        ? t('unlock.passwordGood')
        : t(`unlock.passwordFault.${verdict.reason}`);
  return (
    <PasswordField
      name="password"
      label={t('unlock.newPassword')}
      description={<span aria-live="polite">{words}</span>}
      autoComplete="new-password"
      value={value}
      onChange={onChange}
    />
  );
}
