import { TextInput, type TextInputProps } from '@mantine/core';
import type { Ref } from 'react';
import { useEmptyField } from './form.tsx';

export interface TextFieldProps extends Omit<TextInputProps, 'name' | 'value' | 'onChange'> {
  readonly ref?: Ref<HTMLInputElement>;
  readonly name: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A line of text. Required fields carry no asterisk: in these forms everything is asked for that isn't said to be optional. */
export function TextField({ onChange, error, description, ...rest }: TextFieldProps) {
  const empty = useEmptyField(rest.name);
  const wrong = error ?? empty;
  return (
    <TextInput
      autoComplete="off"
      maxLength={120}
      withAsterisk={false}
      {...rest}
      // one thing below a field at a time: what is wrong with it, or else the help
      description={wrong === null ? description : null}
      error={wrong}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
