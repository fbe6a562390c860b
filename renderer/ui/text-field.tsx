import { TextInput, type TextInputProps } from '@mantine/core';
import { useEmptyField } from './form.tsx';

export interface TextFieldProps extends Omit<TextInputProps, 'name' | 'value' | 'onChange'> {
  readonly name: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A line of text. Required fields carry no asterisk: in these forms everything is asked for that isn't said to be optional. */
export function TextField({ onChange, error, ...rest }: TextFieldProps) {
  const empty = useEmptyField(rest.name);
  return (
    <TextInput
      autoComplete="off"
      maxLength={120}
      withAsterisk={false}
      {...rest}
      error={error ?? empty}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
