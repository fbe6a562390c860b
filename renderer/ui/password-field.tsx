import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEmptyField } from './form.tsx';

interface PasswordFieldProps extends Pick<PasswordInputProps, 'label' | 'description' | 'autoComplete'> {
  readonly name: string;
  readonly value: string;
  readonly onChange: (password: string) => void;
}

/** A password, always required, hidden until shown. Paste and password managers work (WCAG 2.2, 3.3.8). */
export function PasswordField({ onChange, description, ...rest }: PasswordFieldProps) {
  const { t } = useTranslation();
  const empty = useEmptyField(rest.name);
  const [visible, setVisible] = useState(false);
  return (
    <PasswordInput
      autoComplete="current-password"
      spellCheck={false}
      required
      withAsterisk={false}
      maxLength={1024}
      {...rest}
      description={empty === null ? description : null}
      error={empty}
      onChange={(event) => onChange(event.currentTarget.value)}
      visible={visible}
      onVisibilityChange={setVisible}
      visibilityToggleButtonProps={{ 'aria-label': t(visible ? 'parts.hidePassword' : 'parts.showPassword'), tabIndex: 0 }}
    />
  );
}
